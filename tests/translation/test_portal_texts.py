"""What the portal itself says, in a language that an office has added."""

import pytest
from zope.i18n import translate
from zope.i18nmessageid import Message, MessageFactory

from added_language import KURMANJI, PASHTO, as_po, as_xliff, german, read_in
from permitdesk.core import _, messages
from permitdesk.core.texts import Gap, Mixed, Text, joined, say, unmarked
from permitdesk.theme import StaffPage, gaps
from permitdesk.translation import MACHINE, MISSING, OUTDATED, TRANSLATED, catalogue
from permitdesk.translation.file_page import _isolated
from permitdesk.translation.portal_texts import PARTS, portal_texts

CONTINUE = _("intake_continue", default="Weiter")
RECEIVED = _("intake_pdf_received", default="Eingegangen am ${moment}")
LACKING = _("intake_receipt_next", default="Wie es weitergeht")


def state(msgid, tag="ps"):
    return next(each for each in catalogue.entries(tag) if each.key == msgid).state


def refused(data, tag="ps"):
    return {
        each.entry.key: [str(reason) for reason in each.reasons]
        for each in catalogue.planned(tag, data).refused
    }


def test_what_visitors_meet_first_comes_first_and_staff_screens_are_left_out():
    texts = portal_texts()
    files = {file for text in texts for file in text.files}

    assert texts[0].part.name == "form"
    assert [text.part.name for text in texts] == sorted(
        (text.part.name for text in texts), key=["form", "status", "pages", "words"].index
    )
    staff = ("designer/", "demo/", "access/", "site/plone_frame/")
    assert not any(file.startswith(staff) for file in files)
    assert german("intake_continue") == "Weiter"
    assert "E-Mail-Adresse" in german("intake_reminder_body")


def test_no_screen_of_staff_is_among_the_files():
    def below(page):
        for each in page.__subclasses__():
            yield each.__module__.removeprefix("permitdesk.").replace(".", "/") + ".py"
            yield from below(each)

    screens = {file for file in below(StaffPage) if not file.startswith("theme/")}
    assert len(screens) > 50, "their modules are imported"
    assert [file for file in screens if any(part.has(file) for part in PARTS)] == []


def test_a_language_without_texts_reads_german_and_says_so(portal):
    said = say(CONTINUE, "ps")

    assert isinstance(said, Gap)
    assert (said, said.language, said.direction) == ("Weiter", "de", "ltr")
    assert said.__html__() == "<span lang=de dir=ltr>Weiter</span>"
    assert type(str(said)) is str


def test_what_is_read_in_is_said_at_once(portal):
    read_in("ps", PASHTO)
    read_in("kmr", KURMANJI)

    assert type(say(CONTINUE, "ps")) is str
    assert say(CONTINUE, "ps") == PASHTO["intake_continue"]
    assert translate(CONTINUE, target_language="kmr") == "Berdewam bike"
    assert say(Message(RECEIVED, mapping={"moment": "1.1."}), "ps") == "رسېدلی: 1.1."
    assert say(LACKING, "ps") == Text("Wie es weitergeht", "de").value


def test_what_is_one_line_stays_one_whatever_was_read_in(portal):
    """It may be the subject of a mail, which is never sent with a second line."""
    read_in("ps", {"intake_continue": "مخکې\nBcc: a@example.org"})

    assert translate(CONTINUE, target_language="ps") == "مخکې Bcc: a@example.org"


def test_shipped_languages_never_ask_for_added_texts(portal, monkeypatch):
    def fail(*_):
        raise AssertionError("asked")

    monkeypatch.setattr(catalogue.AddedTexts, "texts", fail)
    monkeypatch.setattr(catalogue.AddedTexts, "edition", fail)

    assert say(CONTINUE, "ar") == "متابعة" or type(say(CONTINUE, "ar")) is str
    assert say(CONTINUE, "de") == "Weiter"
    assert messages.edition("fr") == ""


def test_german_within_a_text_and_around_one_is_marked(portal):
    read_in("ps", PASHTO)
    within = say(Message(RECEIVED, mapping={"moment": LACKING}), "ps")
    around = say(Message("x_unknown", "permitdesk", "Nur ${what}", {"what": CONTINUE}), "ps")

    assert within == Mixed(("رسېدلی: ", Gap("Wie es weitergeht")))
    assert around == "Nur Weiter"
    assert isinstance(around, Gap)
    assert isinstance(joined("a", Gap("b")), Mixed)
    assert unmarked(Gap("b")) == "\u2066b\u2069"


def test_a_gap_counts_as_a_plain_text(portal):
    gap = say(CONTINUE, "ps")

    assert ", ".join([gap, gap]) == "Weiter, Weiter"
    assert {"Weiter": 1}[gap] == 1
    assert gap.__reduce__() == (str, ("Weiter",))


def test_messages_of_plone_are_german_where_plone_lacks_the_language(portal):
    plone = MessageFactory("plone")
    search = plone("label_search", default="Search")

    assert say(search, "ps") == say(search, "de")
    assert isinstance(say(search, "ps"), Gap)


@pytest.mark.parametrize(
    "texts, reason",
    [
        ({"intake_pdf_received": "رسېدلی"}, "translation_place_lost"),
        ({"intake_pdf_received": "${moment} ${other}"}, "translation_place_foreign"),
        ({"intake_continue": "<b>مخکې</b>"}, "translation_markup"),
        ({"intake_continue": "ا" * 200}, "translation_too_long"),
        ({"designer_title": "x"}, "translation_import_unknown"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(portal, texts, reason):
    (key,) = texts
    assert refused(as_po("ps", texts)) == {key: [reason]}
    assert refused(as_xliff("ps", texts)) == {key: [reason]}


def test_a_file_says_how_its_texts_came_about_and_the_next_one_takes_it_along(portal):
    plan = catalogue.planned("ps", as_xliff("ps", PASHTO, MACHINE))
    catalogue.take("ps", plan.taken)

    assert (state("intake_continue"), state("intake_pdf_answer")) == (MACHINE, MISSING)
    for kind in (catalogue.XLIFF, catalogue.PO):
        again = catalogue.planned("ps", catalogue.export("ps", kind))
        assert (again.taken, again.refused) == ((), ())
        assert again.unchanged == len(portal_texts())


def test_a_changed_german_text_makes_its_translation_outdated_and_it_is_still_shown(
    portal, monkeypatch
):
    read_in("ps", {"intake_continue": PASHTO["intake_continue"]})
    kept = catalogue.catalogues(portal)["ps"]
    kept.kept = {"intake_continue": ("Fortfahren", *kept.kept["intake_continue"][1:])}

    assert state("intake_continue") == OUTDATED
    assert say(CONTINUE, "ps") == PASHTO["intake_continue"]


def test_a_text_for_other_places_than_the_german_has_now_gives_way_to_german(portal):
    read_in("ps", {"intake_pdf_received": PASHTO["intake_pdf_received"]})
    now = Message(RECEIVED, default="Eingegangen am ${moment} in ${where}")

    assert isinstance(say(now, "ps"), Gap)


def test_whole_is_a_language_of_which_nothing_is_missing(portal):
    assert not messages.is_whole("ps")
    read_in("ps", {text.msgid: text.german for text in portal_texts()})
    assert messages.is_whole("ps")
    assert state("intake_continue") == TRANSLATED
    assert messages.is_whole("de")


def test_an_edition_is_another_one_after_each_file(portal):
    before = messages.edition("ps")
    read_in("ps", {"theme_yes": "هو"})
    first = messages.edition("ps")
    read_in("ps", {"theme_no": "نه"})

    assert len({before, first, messages.edition("ps")}) == 3


def test_on_a_page_german_is_marked_in_texts_and_in_nothing_else(portal):
    said = gaps.translator("ps")
    lacking = said("intake_receipt_next", domain="permitdesk", default="Wie es weitergeht")
    page = gaps.marked(
        f"<title>{lacking}</title><p title=\"{lacking}\">{lacking} <a href='>'>x</a></p>"
        f"<select><option value=1>{lacking}</option></select><textarea>{lacking}</textarea>"
        f'<img alt="{Gap("Bild").__html__()}" /><b>{Gap("Bild").__html__()}</b>'
    )

    assert page == (
        '<title>Wie es weitergeht</title><p title="Wie es weitergeht">'
        '<span lang="de" dir="ltr">Wie es weitergeht</span> <a href=\'>\'>x</a></p>'
        "<select><option value=1>Wie es weitergeht</option></select>"
        "<textarea>Wie es weitergeht</textarea>"
        '<img alt="Bild" /><b><span lang=de dir=ltr>Bild</span></b>'
    )


def test_german_around_a_link_is_marked_as_a_whole(portal):
    said = gaps.translator("ps")(
        "x_link", domain="permitdesk", mapping={"a": '<a href="x">پښتو</a>'}, default="Hier: ${a}."
    )

    assert gaps.marked(f"<p>{said}</p>") == (
        '<p><span lang="de" dir="ltr">Hier: <a href="x">پښتو</a>.</span></p>'
    )


def test_a_text_from_a_file_never_is_markup_on_a_page(portal):
    read_in("ps", {"theme_yes": 'a" onclick=x & < b'})
    said = gaps.translator("ps")

    assert said("theme_yes", domain="permitdesk", default="Ja") == (
        "a&quot; onclick=x &amp; &lt; b"
    )
    assert said(_("theme_yes", default="Ja")) == 'a" onclick=x & < b'  # escaped when drawn


def test_what_the_portal_fills_in_keeps_its_direction_in_a_preview():
    assert _isolated("پای ${moment} متن") == "پای \u2068${moment}\u2069 متن"


def test_a_text_stands_in_a_part_of_the_portal_not_in_a_file(portal):
    assert {each.place for each in catalogue.entries("ps")} == {
        part.title.default for part in PARTS
    }
