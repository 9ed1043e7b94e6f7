"""Receipts and letters on paper: tagged, right to left, and nothing typed is ever markup."""

import io
import re
import subprocess

import pikepdf
import pytest

from permitdesk.core.texts import Text, joined
from permitdesk.theme import TooSlowError, render_pdf
from permitdesk.theme.pdf import printable

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "/letter.typ": data',
    "*bold* _it_ $x$ `raw` <label> @ref \\ [x] ] } \" ' // /* ",
    "\u202eevil\u202c",
    "😀 漢字",
    "x" * 300,
    "a\x00b\tc\ue000\ufeff\ud7ff",
]


def a_letter(**more) -> dict:
    return {
        "title": "تأكيد الاستلام",
        "german_title": "Eingangsbestätigung",
        "district": "Kreis Auental",
        "office": "Ausländerbehörde",
        "address": ["Am Markt 1, 12345 Auenfeld"],
        "footer": "AUE-2026-7K4M-Q",
        "blocks": [],
        **more,
    }


def a_table(values: list[str]) -> dict:
    row = {"term": "اسم العائلة", "german": "Familienname", "values": values}
    return {"kind": "table", "columns": ["السؤال", "الجواب"], "rows": [row]}


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.parametrize(
    "language, direction",
    [
        *(("de", "/L2R"), ("uk", "/L2R"), ("ar", "/R2L"), ("ru", "/L2R")),
        *(("fa", "/R2L"), ("tr", "/L2R"), ("fr", "/L2R")),
    ],
)
def test_the_page_is_tagged_and_says_its_language_and_title(language, direction):
    pdf = pikepdf.open(io.BytesIO(render_pdf("letter", a_letter(), language)))

    assert pdf.Root.Lang == language
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.StructTreeRoot.K
    assert pdf.Root.ViewerPreferences.Direction == direction
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "تأكيد الاستلام"


def test_every_kind_of_block_is_drawn():
    both = {"text": "Ваша заява", "german": "Ihr Antrag"}
    blocks = [
        {"kind": "heading", **both},
        {"kind": "paragraph", **both},
        {"kind": "list", "items": [both, {"text": "Далі"}]},
        {"kind": "notice", "title": "Увага", **both},
        {"kind": "reference", "label": "Номер", "german": "Aktenzeichen", "value": "AUE-1"},
        a_table(["Ґалаґан", "O’Brien"]),
    ]

    text = text_of(render_pdf("letter", a_letter(blocks=blocks), "uk"))

    for expected in ("Ваша заява", "Ihr Antrag", "Далі", "Увага", "AUE-1", "Ґалаґан", "O’Brien"):
        assert expected in text


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_what_was_typed_is_text_and_never_markup(typed, language):
    blocks = [a_table([typed]), {"kind": "paragraph", "text": typed, "german": typed}]

    text = text_of(render_pdf("letter", a_letter(blocks=blocks), language))

    assert "root:" not in text
    if typed.startswith("#"):
        assert typed.split("(")[0].split(" ")[0] in text


def test_letters_without_a_glyph_become_a_box_and_marks_of_direction_vanish():
    assert printable({"name": ["漢Ґ", "\u202eab\u2069", "x\u0301"]}) == {
        "name": ["▯Ґ", "ab", "x\u0301"]
    }


def test_arabic_can_be_copied_and_read_aloud():
    blocks = [{"kind": "paragraph", "text": "كتب بيت شيء"}]

    assert "كتب بيت شيء" in text_of(render_pdf("letter", a_letter(blocks=blocks), "ar"))


def test_a_template_reads_nothing_outside_its_directory(tmp_path, monkeypatch):
    import typst

    from permitdesk.theme import pdf

    (tmp_path / "outside.typ").write_text('#read("/etc/passwd")')
    monkeypatch.setattr(pdf, "_TEMPLATES", tmp_path)

    with pytest.raises(typst.TypstError):
        render_pdf("outside", {}, "de")


def test_a_paper_in_a_process_of_its_own_reads_the_same():
    blocks = [a_table(HOSTILE)]
    made = render_pdf("letter", a_letter(blocks=blocks), "ar", seconds=60)
    assert text_of(made) == text_of(render_pdf("letter", a_letter(blocks=blocks), "ar"))


def test_what_takes_too_long_is_ended_and_what_is_wrong_is_said(tmp_path, monkeypatch):
    import typst

    from permitdesk.theme import pdf

    (tmp_path / "endless.typ").write_text("#for n in range(100000000) [x]")
    (tmp_path / "wrong.typ").write_text("#nothing")
    monkeypatch.setattr(pdf, "_TEMPLATES", tmp_path)

    with pytest.raises(TooSlowError):
        render_pdf("endless", {}, "de", seconds=0.5)
    with pytest.raises(typst.TypstError, match="unknown variable"):
        render_pdf("wrong", {}, "de", seconds=60)


def languages_of(pdf: bytes) -> set[str]:
    """The languages in which parts of the pages are marked, beside that of the whole."""
    found = set()

    def look(part):
        if isinstance(part, pikepdf.Dictionary):
            found.add(str(part.get("/Lang", "")))
            look(part.get("/K"))
        elif isinstance(part, pikepdf.Array):
            for each in part:
                look(each)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        look(opened.Root.StructTreeRoot.K)
        for page in opened.pages:
            for parts, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC":
                    look(parts[1])
    return found - {""}


def as_seen(pdf: bytes, text: str) -> str:
    """The words of a text, without spaces, in the order in which they stand on the paper."""
    boxes = subprocess.run(
        ["/usr/bin/pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    words = re.findall(r'<word xMin="([\d.]+)"[^>]*>([^<]*)</word>', boxes)
    found = sorted((float(left), word.translate(MARKS)) for left, word in words)
    return "".join(word for _left, word in found if word in text)


MARKS = dict.fromkeys(range(0x202A, 0x202F))


GAP = Text("Was machen Sie (Beruf)?", "de")
PLACES = {
    "heading": {"kind": "heading", "text": GAP},
    "paragraph": {"kind": "paragraph", "text": GAP},
    "list": {"kind": "list", "items": [{"text": GAP}]},
    "notice": {"kind": "notice", "title": "بيت", "text": GAP},
    "title of a notice": {"kind": "notice", "title": GAP, "text": "بيت"},
    "question": {**a_table(["نعم"]), "rows": [{"term": GAP, "values": ["نعم"]}]},
    "answer": {**a_table([]), "rows": [{"term": "اسم", "values": ["نعم", GAP]}]},
    "within a line": {"kind": "paragraph", "text": joined("بيت: ", GAP, " كتب")},
}


@pytest.mark.parametrize("place", PLACES)
def test_german_on_an_arabic_paper_is_marked_and_runs_from_the_left(place):
    letter = a_letter(german_title="", blocks=[PLACES[place]])
    pdf = render_pdf("letter", letter, "ar")

    assert "de" in languages_of(pdf)
    assert as_seen(pdf, GAP.value) == "WasmachenSie(Beruf)?"


def test_without_a_gap_nothing_is_marked_and_the_test_above_can_tell():
    table = {**a_table([]), "rows": [{"term": "اسم", "values": ["نعم"]}]}
    letter = a_letter(german_title="", blocks=[table, {"kind": "paragraph", "text": "كتب"}])
    assert "de" not in languages_of(render_pdf("letter", letter, "ar"))
    plain = a_letter(german_title="", blocks=[{"kind": "paragraph", "text": GAP.value}])
    assert as_seen(render_pdf("letter", plain, "ar"), GAP.value) != "WasmachenSie(Beruf)?"


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_text_in_another_language_is_never_markup(typed):
    gap = Text(typed, "de")
    blocks = [
        {"kind": "paragraph", "text": joined("بيت", gap)},
        {"kind": "table", "columns": ["ا", "ب"], "rows": [{"term": gap, "values": [gap]}]},
    ]
    assert "root:" not in text_of(render_pdf("letter", a_letter(blocks=blocks), "ar"))
