"""Flyers and posters: as a page, and as a sheet of paper in several languages."""

from io import BytesIO
from urllib.error import HTTPError

import pikepdf
import pytest
import transaction
from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITranslationManager

from permitdesk.core import gate
from permitdesk.guidance.flyers.sheet import (
    FORMATS,
    Leaf,
    Sheet,
    TooLongForSheetError,
    chosen,
    pdf_of,
)

GERMAN = {
    "title": "Gilt mein Führerschein?",
    "answer": "Meist noch sechs Monate.",
    "steps": "Staat suchen.\n\nAntrag stellen.\n",
    "notes": "EU-Führerscheine gelten weiter.",
    "picker": "licence",
    "source": "Anlage 11 FeV",
}
ARABIC = {
    "title": "هل رخصتي صالحة؟",
    "answer": "ستة أشهر في العادة.",
    "steps": "ابحث عن دولتك.\nقدّم الطلب.",
    "picker": "licence",
}


@pytest.fixture
def flyer(an_editor, make):
    german = make(an_editor["de"], "Flyer", "fuehrerschein", **GERMAN)
    arabic = make(an_editor["ar"], "Flyer", "licence", **ARABIC)
    ITranslationManager(german).register_translation("ar", arabic)
    draft = make(an_editor["en"], "Flyer", "licence", publish=False, **GERMAN)
    ITranslationManager(german).register_translation("en", draft)
    transaction.commit()
    return german


def leaf(language="de", steps=3, text="Ein kurzer Schritt."):
    address = f"https://amt.example/{language}/x"
    return Leaf(language, "Eine Frage?", "Die Antwort.", address, (text,) * steps)


def test_the_page_says_the_answer_then_numbered_steps(visitor, flyer):
    visitor.open(flyer.absolute_url())
    text = visitor.contents
    places = [text.index(part) for part in ("Meist noch", "Staat suchen", "Antrag stellen", "EU-F")]
    assert places == sorted(places)
    assert text.count(">Staat suchen.</li>") == 1
    assert "Anlage 11 FeV" in text


def test_whoever_names_a_state_reads_what_holds_there(visitor, flyer):
    visitor.open(flyer.absolute_url())
    visitor.getControl(name="country").value = ["JPN"]
    visitor.getForm(action="#picked").submit()
    assert "Sie können Ihren Führerschein ohne Prüfung umtauschen" in visitor.contents
    assert "Das wird noch" in visitor.contents
    assert "Staat suchen" not in visitor.contents
    visitor.getControl(name="country").value = ["USA"]
    visitor.getForm(action="#picked").submit()
    assert "ohne Prüfung umtauschen" not in visitor.contents
    visitor.getControl(name="part").value = ["US-FL"]
    visitor.getForm(action="#picked").submit()
    assert "nur die theoretische Prüfung" in visitor.contents
    assert "Florida" in visitor.contents


@pytest.mark.parametrize("query", ["country=XYZ", "country=%3Cb%3E", "part=US-TX", "country=USA"])
def test_a_state_that_there_is_not_is_as_none_chosen(visitor, flyer, query):
    visitor.open(f"{flyer.absolute_url()}?{query}")
    assert "Staat suchen" in visitor.contents
    assert "<b>" not in visitor.contents


def test_arabic_states_are_in_arabic(visitor, flyer):
    arabic = ITranslationManager(flyer).get_translation("ar")
    visitor.open(f"{arabic.absolute_url()}?country=JPN")
    assert "اليابان" in visitor.contents and 'dir="rtl"' in visitor.contents


def test_the_sheet_has_the_published_languages_one_chooses(visitor, flyer):
    visitor.open(flyer.absolute_url())
    visitor.getLink("Als Blatt zum Ausdrucken").click()
    offered = visitor.getControl(name="languages").options
    assert offered == ["de", "ar"]  # the English one is not published
    visitor.getControl(name="languages").value = ["de", "ar"]
    visitor.getControl(name="format").value = ["din-lang"]
    visitor.getForm(index=len(visitor.contents.split("<form")) - 2).submit()
    assert visitor.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(visitor.contents)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "de"
        assert str(pdf.docinfo["/Title"]) == GERMAN["title"]


@pytest.mark.parametrize(
    "query, says",
    [
        ("format=a4", "wenigstens eine Sprache"),
        ("format=a4&languages=en", "wenigstens eine Sprache"),
        ("format=a4&languages=<b>", "wenigstens eine Sprache"),
        ("format=a4&format=a3", "wenigstens eine Sprache"),
        ("format:list=a4&languages=<b>", "wenigstens eine Sprache"),
        ("format=a4&languages:int=5", "wenigstens eine Sprache"),
    ],
)
def test_without_a_language_the_page_says_so(visitor, flyer, query, says):
    visitor.raiseHttpErrors = False
    visitor.open(f"{flyer.absolute_url()}/@@print?{query}")
    assert visitor.headers["Status"].startswith("422")
    assert says in visitor.contents


def test_who_has_very_many_sheets_drawn_is_asked_to_wait(visitor, flyer, monkeypatch):
    monkeypatch.setenv("PERMITDESK_LIMITS", "print=1/1")
    gate.forget()
    visitor.raiseHttpErrors = False
    address = f"{flyer.absolute_url()}/@@print?format=a4&languages=de"
    visitor.open(address)
    assert visitor.headers["Content-Type"] == "application/pdf"
    visitor.open(address)
    assert visitor.headers["Status"].startswith("429")
    assert "Bitte warten Sie kurz" in visitor.contents
    assert "no-store" in visitor.headers["Cache-Control"]
    gate.forget()


def test_a_notice_becomes_a_poster(visitor, an_editor, make):
    notice = make(an_editor["de"], "Notice", "zu", title="Geschlossen", text="Am Montag ist zu.")
    transaction.commit()
    visitor.open(f"{notice.absolute_url()}/@@print?format=a3&languages=de")
    with pikepdf.open(BytesIO(visitor.contents)) as pdf:
        width, height = (float(each) for each in pdf.pages[0].MediaBox[2:])
        assert (round(width), round(height)) == (842, 1191)  # A3 in points


def test_a_draft_is_nobodys_sheet(visitor, an_editor, make, flyer):
    draft = ITranslationManager(flyer).get_translation("en")
    with pytest.raises((HTTPError, Exception)):
        visitor.open(f"{draft.absolute_url()}/@@print?format=a4&languages=en")
    assert api.content.get_state(draft) == "private"


@pytest.mark.parametrize("effective, expires, code", [(1, 2, "404"), (-2, -1, "410")])
def test_a_sheet_is_there_within_the_dates_of_its_flyer(visitor, flyer, effective, expires, code):
    flyer.setEffectiveDate(DateTime() + effective)
    flyer.setExpirationDate(DateTime() + expires)
    flyer.reindexObject()
    transaction.commit()
    visitor.handleErrors, visitor.raiseHttpErrors = True, False
    for query in ("", "?format=a4&languages=de"):
        visitor.open(f"{flyer.absolute_url()}/@@print{query}")
        assert visitor.headers["Status"].startswith(code), query


@pytest.mark.parametrize(
    "kind, format, tags, pages",
    [
        ("flyer", "a4", ["de"], 1),
        ("flyer", "a4", ["de", "ar", "uk"], 1),
        ("flyer", "a4", ["de", "en", "uk", "ar", "ru", "fa"], 2),
        ("flyer", "din-lang", ["ar"], 1),
        ("flyer", "din-lang", ["de", "fa"], 2),
        ("flyer", "din-lang", ["de", "en", "uk", "ar", "ru", "fa"], 2),
        ("poster", "a3", ["de", "en", "uk", "ar", "ru", "fa"], 1),
    ],
)
def test_one_to_six_languages_on_front_and_back(integration, kind, format, tags, pages):
    assert format in FORMATS[kind]
    pdf = pdf_of(Sheet(kind, format, tuple(map(leaf, tags)), "2026-11-29"))
    with pikepdf.open(BytesIO(pdf)) as read:
        assert len(read.pages) == pages
        assert read.Root.StructTreeRoot is not None
        said = {str(each.Lang) for each in read.objects if "/Lang" in dict_of(each)}
        assert {tag[:2] for tag in tags} <= {each[:2] for each in said}


def dict_of(each):
    return each if isinstance(each, pikepdf.Dictionary) else {}


def test_what_does_not_fit_legibly_is_refused(integration):
    long = leaf(steps=40, text="Ein Schritt mit vielen Worten, " * 12)
    with pytest.raises(TooLongForSheetError):
        pdf_of(Sheet("flyer", "din-lang", (long,) * 3))


def test_only_languages_that_there_are_each_once_and_six_at_most():
    offered = ["de", "en", "uk", "ar", "ru", "fa", "tr", "fr"]
    assert chosen(["ar", "xx", "de", "ar"], offered) == ("de", "ar")
    assert len(chosen(offered, offered)) == 6
