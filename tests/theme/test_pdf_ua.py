"""Every kind of paper keeps PDF/UA-1, and the check finds what it is for."""

import io

import pikepdf
import pytest

import pdf_ua
from permitdesk.core import clock
from permitdesk.guidance.flyers.sheet import Leaf, Sheet, pdf_of
from permitdesk.intake.paper_form import paper_form_pdf
from permitdesk.services import published
from permitdesk.theme import qr, render_pdf

TEXTS = {"de": "Nächste Schritte", "uk": "Наступні кроки", "ar": "الخطوات التالية"}
OFFICE = {"district": "Kreis Auental", "office": "Ausländerbehörde", "address": ["Am Markt 1"]}
ADDRESS = "https://amt.example/de/status"


def a_letter(language: str) -> bytes:
    text, german = TEXTS[language], "" if language == "de" else TEXTS["de"]
    both = {"text": text, "german": german}
    row = {"term": text, "german": german, "values": [text, "O’Brien"], "german_value": german}
    blocks = [
        {"kind": "heading", **both},
        {"kind": "paragraph", **both},
        {"kind": "list", "items": [both, both]},
        {"kind": "notice", "title": text, **both},
        {"kind": "reference", "label": text, "german": german, "value": "AUE-1"},
        {"kind": "digest", "value": "1234 5678"},
        {
            "kind": "picture",
            "picture": qr(ADDRESS).svg,
            "alt": text,
            "blocks": [{"kind": "paragraph", **both}],
        },
        {"kind": "table", "columns": [text, text], "rows": [row, row] * 40},
    ]
    data = {**OFFICE, "title": text, "german_title": german, "footer": "AUE-1", "remark": text}
    return render_pdf("letter", {**data, "blocks": blocks}, language)


def an_office_letter(language: str) -> bytes:
    blocks = [
        {"kind": "heading", "text": TEXTS["de"]},
        {"kind": "subheading", "text": TEXTS["de"]},
        {"kind": "paragraph", "text": TEXTS["de"]},
        {"kind": "list", "items": [{"text": TEXTS["de"]}]},
    ]
    there = [each | {"text": TEXTS[language]} for each in blocks if "text" in each]
    translation = {
        "language": language,
        "direction": "rtl" if language == "ar" else "ltr",
        "notice": TEXTS[language],
        "german_notice": TEXTS["de"],
        "subject": TEXTS[language],
        "blocks": there,
    }
    data = {
        "title": TEXTS["de"],
        "subject": TEXTS["de"],
        "district": "Kreis Auental",
        "office": "Ausländerbehörde",
        "sender": ["Am Markt 1"],
        "address": ["Ada Lovelace"],
        "details": [{"label": "Datum", "value": "1. Dezember 2026"}],
        "blocks": blocks,
        "footer": "AUE-1",
        "draft": "ENTWURF",
        "translation": None if language == "de" else translation,
    }
    return render_pdf("office_letter", data, "de")


def a_card(language: str) -> bytes:
    data = {
        "title": TEXTS[language],
        "district": "Kreis Auental",
        "code": "7KQ4 M9TX",
        "address": ADDRESS,
        "lines": [TEXTS[language]],
        "picture": qr(ADDRESS).svg,
        "alt": TEXTS[language],
    }
    return render_pdf("card", data, language)


def a_sheet(kind: str, format: str):
    def make(language: str) -> bytes:
        others = [tag for tag in TEXTS if tag != language][: 1 if format == "din-lang" else 2]
        leaves = tuple(
            Leaf(tag, TEXTS[tag], TEXTS[tag], ADDRESS, (TEXTS[tag],) * 3)
            for tag in (language, *others)
        )
        return pdf_of(Sheet(kind, format, leaves, "2026-11-29"))

    return make


PAPERS = {
    "letter": a_letter,
    "office letter": an_office_letter,
    "card": a_card,
    "flyer a4": a_sheet("flyer", "a4"),
    "flyer din-lang": a_sheet("flyer", "din-lang"),
    "poster": a_sheet("poster", "a3"),
}


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_is_for_everybody(integration, kind, language):
    pdf = PAPERS[kind](language)
    main = "de" if kind == "office letter" else language

    assert pdf_ua.findings(pdf, main) == []
    assert language in pdf_ua.languages(pdf) | {main}
    if language != "ar":
        assert any(TEXTS[language] in said for said in pdf_ua.read_aloud(pdf))


@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_a_form_to_fill_in_by_hand_is_for_everybody(integration, language):
    revision = published(integration["portal"]["services"]["contact"])
    pdf = paper_form_pdf(revision, language, clock.today())

    assert pdf_ua.findings(pdf, "de") == []
    assert language in pdf_ua.languages(pdf) | {"de"}


def test_a_letter_is_read_aloud_in_its_order():
    blocks = [{"kind": "paragraph", "text": text} for text in ("eins", "zwei", "drei")]
    data = {**OFFICE, "title": "Titel", "german_title": "", "footer": "", "blocks": blocks}
    said = " ".join(pdf_ua.read_aloud(render_pdf("letter", data, "de")))
    places = [said.index(word) for word in ("Kreis Auental", "Titel", "eins", "zwei", "drei")]
    assert places == sorted(places)


def _first(pdf: pikepdf.Pdf, wanted: str) -> pikepdf.Dictionary:
    return next(each for kind, each, _above in pdf_ua.elements(pdf) if kind == wanted)


def _font(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    return next(
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
    )


def _draw_more(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 10 10 re f")


def _without_standard(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["pdfuaid:part"]


def _without_file(pdf: pikepdf.Pdf) -> None:
    described = _font(pdf).DescendantFonts[0].FontDescriptor
    for name in ("/FontFile2", "/FontFile3"):
        if name in described:
            del described[name]


FAULTS = {
    "does not say that it is tagged": lambda pdf: pdf.Root.MarkInfo.__setitem__("/Marked", False),
    "The language of the file": lambda pdf: pdf.Root.__delitem__("/Lang"),
    "in place of its title": lambda pdf: pdf.Root.__delitem__("/ViewerPreferences"),
    "do not say PDF/UA-1": _without_standard,
    "has no structure": lambda pdf: pdf.Root.__delitem__("/StructTreeRoot"),
    "is no standard type": lambda pdf: _first(pdf, "P").__setitem__("/S", pikepdf.Name.Aside),
    "says nothing in its place": lambda pdf: _first(pdf, "Figure").__delitem__("/Alt"),
    "heading of level 4": lambda pdf: _first(pdf, "H2").__setitem__("/S", pikepdf.Name.H4),
    "lies within": lambda pdf: _first(pdf, "L").__setitem__("/S", pikepdf.Name.Div),
    "whether it is a row's": lambda pdf: _first(pdf, "TH").__delitem__("/A"),
    "order of tabs": lambda pdf: pdf.pages[0].__delitem__("/Tabs"),
    "has no place in the structure": lambda pdf: pdf.pages[0].__delitem__("/StructParents"),
    "drawn outside the structure": _draw_more,
    "glyphs have no letters": lambda pdf: _font(pdf).__delitem__("/ToUnicode"),
    "is not in the file": _without_file,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_check_finds(fault):
    with pikepdf.open(io.BytesIO(a_letter("uk"))) as pdf:
        FAULTS[fault](pdf)
        out = io.BytesIO()
        pdf.save(out)
    assert fault in " ".join(pdf_ua.findings(out.getvalue(), "uk"))
