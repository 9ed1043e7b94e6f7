"""Letters on paper: tagged, in their languages, and nothing in them but text."""

import io
import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import transaction
from PIL import Image

from casework_builders import a_case, an_office
from decision_builders import GRANTED, a_decided_case, acting
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.content import Content, Part, content
from permitdesk.casework.letters.markup import fill, parse, placeholders
from permitdesk.casework.letters.paper import letter_pdf
from permitdesk.casework.letters.shipped import add_shipped, shipped
from permitdesk.casework.letters.templates import Wording, Written, save, templates
from permitdesk.casework.office import office
from permitdesk.core.languages import LANGUAGES

ATTACKS = (
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '#image("letter.typ")',
    "$ sum_(i=1)^n $",
    "] #text(red)[",
    "@label <label>",
    "\\u{41} \\",
    "<script>alert(1)</script>",
    "*fett* _kursiv_ `code` = Titel",
    "/* weg */ // weg",
    "{reference} {office}",
)


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    return portal


def words(pdf: bytes) -> str:
    """The text of a PDF, as a reader takes it out."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    found = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return found.stdout.decode()


def a_content(body, values=(), subject="Betreff", translation=None):
    filled = fill(parse(body), dict(values))
    return Content(
        Part("de", subject, filled),
        translation,
        ("Ada Beispiel", "Weg 1", "12345 Ort"),
        "EM-2026-7KQ4M-9TX2B",
        "2. März 2026",
        "Frau Kaya",
        "none",
        "",
    )


def structure(pdf: pikepdf.Pdf) -> list[str]:
    """The kinds of tags, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def test_a_letter_is_tagged_and_says_its_language(portal):
    made = letter_pdf(a_content("# Entscheidung\n\nText\n\n- eins\n- zwei\n\n## Mehr\n\nEnde"))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "de"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert "Betreff" in metadata["dc:title"]
        tags = structure(pdf)
        assert tags.index("/H1") < tags.index("/H2") < tags.index("/H3")
        assert tags.count("/LI") == 2
        assert not pdf.attachments and "/OpenAction" not in pdf.Root


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_but_text_comes_from_a_template_or_a_value(portal, attack):
    made = letter_pdf(
        a_content(
            f"Vorlage {attack} Ende\n\nWert {{name}} Ende\n\n- {{documents}}",
            {"name": attack, "documents": (attack,)},
            subject=f"Betreff {attack}",
        )
    )
    shown = " ".join(words(made).split())
    plain = " ".join(attack.split())
    assert shown.count(plain) >= 4
    assert "root:" not in shown
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert "/Names" not in pdf.Root or "/JavaScript" not in pdf.Root.Names


def watermarks(pdf: bytes) -> int:
    """How many pages show the grey of the watermark."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(
            ["pdftoppm", "-r", "30", "-png", "-", f"{place}/page"], input=pdf, check=True
        )
        pages = [Image.open(each).convert("RGB") for each in sorted(Path(place).iterdir())]
        greys = [{colour: n for n, colour in page.getcolors(1 << 20)} for page in pages]
    return sum(each.get((0xDF, 0xE1, 0xEC), 0) > 200 for each in greys)


def test_a_draft_says_so_on_each_page_and_a_letter_does_not(portal):
    long = a_content("\n\n".join(["Ein Absatz mit Text. " * 30] * 12))
    draft = letter_pdf(long, draft=True)
    with pikepdf.open(io.BytesIO(draft)) as pdf:
        assert watermarks(draft) == len(pdf.pages) > 1
    assert watermarks(letter_pdf(long)) == 0


def test_the_translation_follows_from_right_to_left_and_german_is_binding(portal):
    add_shipped(office(portal))
    case = a_case("Abbas", language="ar")
    a_decided_case(portal, case, GRANTED)
    with acting(portal, "anna"):
        letter = letters.begin(case, "erteilung")
        letters.edit(case, letter, {"address": "Weg 1\n12345 Ort"}, "ar", 1)
        whole = letters.content_of(case, letter)
    made = letter_pdf(whole)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.Root.Lang) == "de"
        languages = set()

        def walk(node):
            if isinstance(node, pikepdf.Array):
                for each in node:
                    walk(each)
            elif isinstance(node, pikepdf.Dictionary):
                if "/Lang" in node:
                    languages.add(str(node.Lang))
                if "/K" in node:
                    walk(node.K)

        walk(pdf.Root.StructTreeRoot.K)
        assert "ar" in languages
        assert len(pdf.pages) == 2 or len(pdf.pages) == 3
    assert whole.translation.language == "ar"
    german = [text for block in whole.translation.blocks for text in block.texts]
    assert any("Alle Voraussetzungen liegen vor." in str(each) for each in german)
    assert {each.language for each in german if hasattr(each, "language")} == {"de"}


@pytest.mark.parametrize("id_", [id_ for id_, _kind, _wording in shipped()])
def test_each_shipped_template_says_the_same_in_every_language(id_):
    (wording,) = [wording for each, _kind, wording in shipped() if each == id_]
    assert set(wording.texts) == set(LANGUAGES)
    german = wording.texts["de"]
    for text in wording.texts.values():
        assert placeholders(text.subject) == placeholders(german.subject)
        assert placeholders(text.body) == placeholders(german.body)
        assert text.body.count("\n- ") == german.body.count("\n- ")


def test_what_has_no_translation_is_named_and_goes_out_in_german(portal):
    ((id_, kind, wording),) = [each for each in shipped() if each[0] == "erteilung"]
    texts = {tag: text for tag, text in wording.texts.items() if tag != "tr"}
    save(office(portal), id_, kind, replace(wording, texts=texts), 0)
    add_shipped(office(portal))
    case = a_case("Abbas", language="tr")
    transaction.commit()
    a_decided_case(portal, case, GRANTED)
    with acting(portal, "anna"):
        letter = letters.begin(case, "erteilung")
        assert letter.language == ""
        assert letters.lacking_of(case, letter).gaps == ("tr",)
        assert letters.content_of(case, letter).translation is None


def test_a_wording_without_a_placeholders_value_names_it(portal):
    case = a_case("Abbas")
    wording = Wording("T", {"de": Written("S {until}", "{name} {vorname} {remedy}")})
    from permitdesk.casework.letters.content import lacking

    missing = lacking(case, wording, {"name": "Ada"}, "")
    assert missing.empty == ("address", "date", "until", "remedy")
    assert missing.unknown == ("vorname",)
    assert "Frist bis" in missing.in_words() and "{vorname}" in missing.in_words()
    shown = content(case, wording, {"name": "Ada"}, "")
    assert str(shown.subject) == "S {until}"
    assert templates(office(portal)).get("nothing") is None
