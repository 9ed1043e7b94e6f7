"""A clerk makes a service that does not exist yet, by clicking and typing; people use it.

*Verpflichtungserklärung* (§§ 66 to 68 AufenthG): five steps, conditions, a group, four documents, a
fee, three languages. While somebody fills it in, it is changed.
"""

import pytest

from builders import Upload
from clerk import SERVICE, TEXTS, Clerk, Designer, built
from documents.files import a_pdf
from walk import walk

pytestmark = pytest.mark.browser
DESIGNER, PUBLISHER, HEAD = "frau.yildiz", "herr.admin", "frau.seidel"
CASEWORKER, SOMEBODY_ELSE = "frau.kaya", "herr.osei"
SLUG = "verpflichtungserklaerung"
ANSWERS = {
    "vornamen": "Ana",
    "geburtsdatum": "1980-04-12",
    "e_mail": "ana@example.org",
    "gaeste": [
        {"name_des_gastes": "Eva Ruiz", "pass_von": "COL"},
        {"name_des_gastes": "Leo Ruiz", "pass_von": "COL"},
    ],
    "zweck": "besuch",
    "letzter_tag": "2031-08-31",
    "arbeit": "angestellt",
    "einkommen_im_monat": 3200,
    "wohnung": "zur_miete",
    "miete_im_monat": 900,
    "ich_zahle_alle_kosten": True,
}
PAPERS = ("ihr_ausweis", "lohnabrechnungen", "mietvertrag")


@pytest.fixture
def at_a_desk(demo, open_page):
    """Somebody of the office signs in: ``at_a_desk("frau.kaya", Clerk)``."""

    def at_a_desk(login: str, kind=Clerk):
        page = open_page(width=1280, height=900, javascript=True)
        return kind(page, login, demo.password(login))

    return at_a_desk


def publish(other: Clerk, number: int) -> str:
    """A second person looks at it, and puts it before everybody; returns its German address."""
    other.page.goto("/services")
    other.follow(SERVICE)
    other.follow("Fassungen")
    assert "Um Prüfung gebeten" in other.main.inner_text()
    other.press("Fassung veröffentlichen")
    link = other.main.get_by_role("link", name=f"Öffentlich ist Fassung {number}.")
    return link.get_attribute("href")


def papers() -> list[Upload]:
    return [Upload(each, f"{each}.pdf", "application/pdf", a_pdf()) for each in PAPERS]


def found(open_page, locale: str, search: str, title: str):
    """Somebody on a phone finds the service by a word, and begins."""
    page = open_page(locale=locale)
    page.goto("/")
    page.locator("main [type=search]").fill(search)
    page.locator("main [type=search]").press("Enter")
    page.get_by_role("link", name=title).first.click()
    page.locator("main a.kern-btn--primary").first.click()
    return page


def sent(page) -> str:
    """The reference, once it is sent."""
    page.locator("button[name=send]").click()
    return page.locator(".pd-reference bdi").first.inner_text()


@pytest.mark.rotating(1, group="several people")
def test_a_service_is_made_used_and_changed_while_somebody_fills_it_in(at_a_desk, open_page, axe):
    clerk = at_a_desk(DESIGNER, Designer)
    clerk.page.goto("/services")
    clerk.follow("Neuer Dienst")
    clerk.write("Wie heißt der Dienst auf Deutsch?", SERVICE)
    clerk.tick("Mit nichts: Ich mache alle Abschnitte selbst")
    clerk.press("Dienst anlegen und gestalten")
    built(clerk)
    axe(clerk.page)
    clerk.follow("Texte und Angaben")
    clerk.write("Kurz gesagt", "Sie laden jemanden ein und tragen alle Kosten.")
    clerk.press("Speichern")
    clerk.translate("English", 0, len(TEXTS) - 1)
    clerk.translate("العربية", 1, len(TEXTS) - 1)
    clerk.ask_for_review("Neu: Verpflichtungserklärung")

    head = at_a_desk(HEAD)
    head.follow("Aufenthalt")
    head.follow("Online-Dienste")
    head.tick(f"{SERVICE} (noch bei keinem Sachgebiet)")
    head.press("Speichern")
    publisher = at_a_desk(PUBLISHER)
    assert publish(publisher, 1).endswith(f"/de/antrag/{SLUG}")

    # One sends at once, in German; the other begins in Arabic and stops half way.
    one = found(open_page, "de-DE", "verpflicht", SERVICE)
    answers = {**ANSWERS, "familienname": "Castellanos"}
    walk(one, answers, papers(), "de")
    assert "29" in one.locator("main").inner_text(), "what it will cost"
    first = sent(one)
    other = found(open_page, "ar-SY", "تعهد", TEXTS[SERVICE][1])
    theirs = {**ANSWERS, "familienname": "Dominguez"}
    half = {name: theirs[name] for name in ("familienname", "vornamen", "geburtsdatum", "e_mail")}
    with pytest.raises(AssertionError, match="does not go on"):
        walk(other, half, [], "ar")

    clerk.follow("Formular")
    clerk.question("Telefonnummer", "Telefon")
    clerk.translate("English", 0, 1)
    clerk.translate("العربية", 1, 1)
    clerk.ask_for_review("Wir wollen anrufen können.")
    publish(publisher, 2)
    clerk.follow("Fassungen")
    assert "Offene Entwürfe auf dieser Fassung: 1" in clerk.main.inner_text()

    # Who has begun ends as they began; who begins now is asked for the phone.
    walk(other, theirs, papers(), "ar")
    assert TEXTS["Telefon"][1] not in other.locator("main").inner_text()
    second = sent(other)
    new = found(open_page, "en-GB", "commitment", TEXTS[SERVICE][0])
    phone = {**ANSWERS, "familienname": "Delgado", "telefon": "+49 151 23456789"}
    walk(new, phone, papers(), "en")
    third = sent(new)

    caseworker = at_a_desk(CASEWORKER)
    for reference, called in ((first, False), (second, False), (third, True)):
        caseworker.page.goto("/office")
        caseworker.follow(reference)
        text = caseworker.main.text_content()  # also what is folded
        assert "Eva Ruiz" in text and "Mietvertrag" in text
        assert ("+49 151 23456789" in text) == called, reference
    somebody = at_a_desk(SOMEBODY_ELSE)
    assert somebody.page.get_by_role("link", name=first).count() == 0
