"""A designer fills in a service as an applicant would, and nothing comes of it."""

from datetime import timedelta

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from ZODB.utils import get_pickle_metadata
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility

from casework_builders import PASSWORD, an_office
from documents.files import a_pdf
from intake.applicant import Applicant
from intake.world import publish
from permitdesk.core import clock
from permitdesk.core.jobs import queue
from permitdesk.intake import drafts, receipts, trials
from permitdesk.services import examples

from .trier import Trier

HARMLESS = {"Trials", "Drafts", "Draft", "OOBTree", "OOBucket", "PersistentMapping"}


@pytest.fixture
def portal(functional):
    """The contact form is for unit two, whose head is ``chef``."""
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    an_office(portal)
    transaction.commit()
    return portal


@pytest.fixture
def trier(portal, functional):
    return Trier(functional)


def left_behind(portal):
    """What an application leaves, counted."""
    transaction.begin()
    kept = IAnnotations(portal).get(receipts.KEY)
    return {
        "drafts": len(list(drafts.stored(portal))),
        "receipts": len(kept.by_key) if kept is not None else 0,
        "jobs": len(list(queue(portal) or ())),
        "cases": len(list(portal["office"].cases.paths())),
    }


def classes_written(portal, since):
    """The names of the classes of all objects that the database holds since a moment."""
    storage = portal._p_jar.db().storage
    return {
        get_pickle_metadata(record.data)[1]
        for done in storage.iterator()
        if done.tid > since
        for record in done
    }


def filled_in(trier):
    """A whole contact form up to the page that sends it."""
    trier.open("/step/municipality").fill(residence_municipality="neumuehl").go_on()
    return trier.answer_contact().go_on()


def test_a_trial_ends_on_what_would_happen_and_leaves_nothing(portal, trier):
    before, since = left_behind(portal), portal._p_jar.db().lastTransaction()

    trier.try_out()
    assert "Nur ausprobieren" in trier.page
    filled_in(trier)
    assert trier.address.endswith("/check"), trier.address
    trier.press()

    assert "try-out-outcome" in trier.address
    assert "So könnte der Antrag gesendet werden" in trier.page
    assert "Sachgebiet 2 · Ordner L–Z" in trier.page and "Familienname im Bereich" in trier.page
    assert "Ihre Nachricht an die Ausländerbehörde ist angekommen" in trier.page  # the mail
    assert left_behind(portal) == before
    assert classes_written(portal, since) <= HARMLESS


def test_files_of_a_trial_are_looked_at_and_thrown_away(portal, trier):
    trier.try_out().open("/step/documents")
    if "documents.attachments" not in trier.form.fields:
        trier.open("/step/topic").fill(topic="other", urgency="normal").go_on()
        trier.open("/step/documents")
    trier.attach("documents.attachments", b"MZ not a document", "virus.pdf").go_on()
    assert trier.error("documents.attachments")

    trier.attach("documents.attachments", a_pdf(2), "Vollmacht.pdf").go_on()

    transaction.begin()
    store = trials._trials(portal)
    draft = next(iter(drafts.stored(store)))
    assert list(draft.files) == []
    trier.open("/check")
    assert "Vollmacht.pdf" in trier.page


def test_a_trial_ends_after_a_day_however_long_it_was_worked_on(portal, trier):
    trier.try_out()
    with clock.frozen(clock.now() + timedelta(hours=25)):
        trier.open("/step/municipality")
        assert "Dieser Versuch ist zu Ende" in trier.page
        assert trials.drop_expired(portal) == 1


def test_nobody_else_opens_a_trial(portal, functional, trier):
    address = trier.try_out().start
    code = next(c.value for c in trier.client.cookiejar if c.name.startswith("pd-draft-trial-"))

    visitor = Applicant(functional)
    visitor.client.set_cookie(f"pd-draft-trial-{trier.trial}", code)
    visitor.client.set_cookie("pd-draft-contact", code)
    visitor.visit(address + "/step/municipality")
    assert "Nur ausprobieren" not in visitor.page
    assert visitor.status == 401 or "login" in visitor.address
    # The code opens nothing on the public pages: neither a step, nor the check, nor by typing it.
    assert visitor.open("/check").address.endswith("/resume")
    visitor.open("/resume").fill(resume_code=code).press()
    assert "keinen Entwurf" in visitor.page

    other = Trier(functional, "gustav")
    other.client.set_cookie(f"pd-draft-trial-{trier.trial}", code)
    assert "Dieser Versuch ist zu Ende" in other.visit(address + "/step/municipality").page
    head = Trier(functional, "chef", designer=False)
    head.client.authorization = ("Basic", ("chef", PASSWORD))
    assert "Nur ausprobieren" not in head.visit(address + "/step/municipality").page


def test_a_post_without_the_token_changes_nothing(portal, trier):
    trier.try_out()
    form = trier.open("/step/municipality").form
    form["token"] = "x"
    trier.fill(residence_municipality="neumuehl").go_on()
    assert "noch einmal" in trier.page
    assert trier.open("/step/municipality").value("residence_municipality") != "neumuehl"


def test_a_trial_keeps_the_state_it_began_with_and_says_the_day(portal, trier):
    trier.try_out(as_of__day="1", as_of__month="2", as_of__year="2030")
    assert "1. Februar 2030" in trier.page
    transaction.begin()
    service = portal["services"]["contact"]
    service.fields_model = service.fields_model.replace("Ihre Nachricht", "Ihr Brief")
    transaction.commit()

    assert "Ihr Brief" not in trier.open("/step/message").page
    assert "Ihr Brief" in trier.try_out().open("/step/message").page


def test_a_trial_is_looked_at_in_a_frame_in_any_language(portal, trier):
    trier.try_out(width="360", language="ar")
    frame = trier.html.select_one("iframe")
    assert frame["width"] == "360" and "/ar" in frame["src"]

    inside = trier.visit(frame["src"])
    assert inside.html.select_one("html")["dir"] == "rtl"
    assert "frame-ancestors 'self'" in inside.headers["Content-Security-Policy"]
    assert inside.headers["X-Frame-Options"] == "SAMEORIGIN"
    public = Applicant(trier_layer(trier)).open()
    assert public.headers["X-Frame-Options"] == "DENY"


def trier_layer(trier):
    return {"app": trier.portal.aq_parent, "portal": trier.portal}


def test_answers_become_an_example_that_tells_what_a_change_does(portal, trier):
    filled_in(trier.try_out()).press()
    trier.submit("title", title="Frau Muster hat eine Frage")
    assert "Wie bestätigt" in trier.page
    *_shipped, kept = examples(portal["services"]["contact"])
    assert kept.answers["family_name"] == "Nguyen" and kept.accepted["desk"] == "two/l-z"

    transaction.begin()
    service = portal["services"]["contact"]
    model = service.fields_model
    service.fields_model = model.replace(
        '<field name="message"',
        '<field name="room" type="zope.schema.TextLine"><title>Zimmer</title>'
        '<required>True</required></field><field name="message"',
    )
    assert service.fields_model != model
    transaction.commit()

    trier.visit(f"{trier.service}/@@try-out")
    assert "Anders als bestätigt" in trier.page
    assert "Neu gefragt wird: „Zimmer“" in trier.page
    trier.visit(f"{trier.service}/@@try-out-example?example={kept.id}")
    assert "Neuer Fehler bei „Zimmer“" in trier.page
    trier.submit("accept")
    assert "Wie bestätigt" in trier.page


def test_two_designers_on_one_example_lose_nothing(portal, functional, trier):
    """Neither what was saved first nor what was typed since; not even when one deletes it."""
    kept = examples(portal["services"]["contact"])[0]
    otto = Trier(functional, "otto")
    page = f"{trier.service}/@@try-out-example?example={kept.id}"

    def titles():
        transaction.begin()
        return {each.id: each.title for each in examples(portal["services"]["contact"])}

    trier.visit(page)
    otto.visit(page).submit("save", title="Ottos Name")
    trier.submit("save", title="Gesas Name")
    assert "inzwischen geändert" in trier.page and "Beispiel „Ottos Name“" in trier.page
    assert "Gesas Name" in trier.page and titles()[kept.id] == "Ottos Name"
    trier.submit("save")
    assert titles()[kept.id] == "Gesas Name"
    otto.submit("delete", sure="yes")
    assert "inzwischen geändert" in otto.page and kept.id in titles()

    trier.visit(page)
    otto.submit("delete", sure="yes")
    assert kept.id not in titles()
    trier.submit("save", title="Noch da")
    assert "inzwischen gelöscht" in trier.page and "Noch da" not in titles().values()
    trier.submit("save")
    assert "Noch da" in titles().values()


def test_what_is_no_json_is_said_and_stays_and_markup_is_text(portal, trier):
    trier.visit(f"{trier.service}/@@try-out-example")
    trier.submit("save", title="<script>x</script>", answers="{nein")
    assert "kein lesbares JSON" in trier.page and "{nein" in trier.page
    assert len(examples(portal["services"]["contact"])) == 2, "the shipped ones"

    trier.submit("save", answers='{"family_name": "<img src=x>"}')
    sent = trier.response.text
    assert "<script>x" not in sent and "<img src=x" not in sent
    assert "&lt;script&gt;x" in sent


def test_the_pages_are_for_designers(portal):
    for page in ("@@try-out", "@@try-out-example", "@@trial/x/de"):
        assert publish("GET", f"/services/contact/{page}").status in (302, 401), page
