"""Try-out, examples and open drafts for programs; who may not gets nothing."""

import json
from html import unescape

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from plone.testing.zope import Browser
from zope.component import getUtility
from zope.component.hooks import setSite

from casework_builders import PASSWORD, a_case, a_user, an_office
from designer_builders import PASSWORD as DESIGNERS
from designer_builders import a_designer
from intake.world import JSON, a_message, publish
from permitdesk import privacy
from permitdesk.core import clock
from permitdesk.designer.trying.running import differing
from permitdesk.intake import drafts
from permitdesk.services import examples

SERVICE = "/services/contact"


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    an_office(portal)
    a_user(portal, "eve", "Service Designer")
    a_designer(portal)
    transaction.commit()
    return portal


def ask(method, path, body=None, by="gesa", password=DESIGNERS):
    from base64 import b64encode

    token = b64encode(f"{by}:{password}".encode()).decode()
    headers = {"authorization": f"Basic {token}"} if by else {}
    data = b"" if body is None else json.dumps(body).encode()
    return publish(method, path, data, accept=JSON, content_type=JSON, **headers)


def test_answers_come_to_something_and_nothing_is_stored(portal):
    before = portal._p_jar.db().lastTransaction()
    answer = ask("POST", f"{SERVICE}/@try-out", {"answers": a_message(), "as_of": "2026-12-01"})
    assert answer.status == 200, answer.text
    found = answer.json
    assert found["desk"] == "two/l-z" and found["errors"] == {} and not found["stopped"]
    assert found["questions"][0] == "residence_municipality"
    assert portal._p_jar.db().lastTransaction() == before


def test_what_makes_no_sense_is_refused_and_wrong_answers_are_errors_of_the_outcome(portal):
    for body in (
        {"answers": []},
        {"answers": {}, "as_of": "2026-02-30"},
        {"documents": [1]},
        {"revision": 99},
        {"revision": True},
        {"language": "xx"},
    ):
        assert ask("POST", f"{SERVICE}/@try-out", body).status == 400, body
    for answers in (
        {"family_name": {"a": 1}, "email": ["x"], "residence_municipality": 5},
        {"family_name": [[[]]], "privacy_read": "yes", "unknown": None},
    ):
        answer = ask("POST", f"{SERVICE}/@try-out", {"answers": answers})
        assert answer.status == 200 and answer.json["errors"], answer.text


def test_an_example_is_added_accepted_changed_and_deleted(portal):
    made = ask("POST", f"{SERVICE}/@examples", {"title": "Frage", "answers": a_message()})
    assert made.status == 201 and made.json["state"] == "new", made.text
    path = f"{SERVICE}/@examples/{made.json['id']}"
    accepted = ask("PATCH", path, {"accept": True}).json
    assert accepted["state"] == "same" and accepted["accepted_by"] == "gesa"
    changed = ask("PATCH", path, {"answers": a_message(family_name=None)}).json
    assert changed["state"] == "differs" and changed["title"] == "Frage"
    assert {"part": "error", "kind": "added", "name": "family_name"}.items() <= next(
        each for each in changed["differences"] if each["part"] == "error"
    ).items()
    transaction.begin()
    setSite(portal)
    assert [run.example.title for run in differing(portal["services"]["contact"])] == ["Frage"]
    found = ask("GET", f"{SERVICE}/@findings").json["items"]
    (told,) = (each for each in found if each["kind"] == "example")
    assert told["severity"] == "mend" and told["place"]["title"] == "Frage"
    assert told["page"].endswith(f"/@@try-out-example?example={made.json['id']}")
    assert "Neuer Fehler bei „Familienname“" in told["message"], told["message"]
    stale = {"title": "Zu spät", "edition": made.json["edition"]}
    for refused in (ask("PATCH", path, stale), ask("DELETE", path, stale)):
        assert refused.status == 409 and refused.json["error"]["example"]["title"] == "Frage"
    renamed = ask("PATCH", path, {**stale, "edition": changed["edition"]}).json
    assert renamed["title"] == "Zu spät" and renamed["changed_by"] == "gesa"
    found = ask("GET", f"{SERVICE}/@examples").json
    assert made.json["id"] in [each["id"] for each in found["items"]]
    assert ask("DELETE", path, {}).status == 204
    assert ask("GET", path).status == 404


def test_open_drafts_are_counted_by_revision_and_not_read(portal):
    for revision in (1, 1, 2):
        drafts.create(portal, "contact", revision, "de")
    drafts.create(portal, "employment", 1, "de")
    drafts.create(portal, "contact", 1, "de", bound_to="anna")
    over = drafts.create(portal, "contact", 1, "de")
    over.mark_sent("X", "y", clock.now() + drafts.timedelta(days=1))
    over.empty()
    transaction.commit()
    found = ask("GET", f"{SERVICE}/@open-drafts").json
    assert found["items"] == [{"revision": 2, "count": 1}, {"revision": 1, "count": 2}]
    assert found["must_change_before"] is None
    bound = ask("PATCH", f"{SERVICE}/@open-drafts", {"must_change": True}).json
    assert bound["must_change_before"] == 1
    transaction.begin()
    assert any(e.action == "service.binding" for e in privacy.trail(clock.today(), site=portal))
    assert ask("PATCH", f"{SERVICE}/@open-drafts", {"must_change": "x"}).status == 400


# -- sent applications


def replayed(by="chef", password=PASSWORD, unit="two", **body):
    return ask("POST", f"/office/{unit}/@service-replay", body, by, password)


def test_a_head_compares_what_was_sent_and_reads_no_answer(portal):
    case = a_case("Abbas", kind="contact", service="contact", answers=a_message(), revision=1)
    reference = case.reference
    service = portal["services"]["contact"]
    service.fields_model = service.fields_model.replace(
        '<field name="message"',
        '<field name="room" type="zope.schema.TextLine"><title>Zimmer</title>'
        '<required>True</required></field><field name="message"',
    )
    transaction.commit()

    answer = replayed(service="contact")

    assert answer.status == 200, answer.text
    assert answer.json["count"] == 1 and answer.json["totals"]["questions"] == 1
    (item,) = answer.json["items"]
    assert item["reference"] == reference and item["counts"] == {"questions": 1, "open": 1}
    for secret in ("Nguyen", "Abbas", "anh@example.org", "Karte"):
        assert secret not in answer.text
    transaction.begin()
    records = [(e.action, e.subject, e.who) for e in privacy.trail(clock.today(), site=portal)]
    assert ("service.replayed", "two/contact", "chef") in records
    assert ("case.read", reference, "chef") in records


def test_the_head_reads_the_comparison_on_a_page(portal, functional):
    case = a_case("Abbas", kind="contact", service="contact", answers=a_message(), revision=1)
    reference = case.reference
    service = portal["services"]["contact"]
    service.fields_model = service.fields_model.replace('key="other"', 'key="others"')
    transaction.commit()
    head = Browser(functional["app"])
    head.addHeader("Authorization", f"Basic chef:{PASSWORD}")
    head.open(f"{portal.absolute_url()}/office/two/@@service-replay")
    assert "Verglichene" not in head.contents
    assert head.getLink("Arbeitsplatz").url.endswith("/office"), "the menu of the workplace"
    read = [e for e in privacy.trail(clock.today(), site=portal) if e.action == "case.read"]
    assert read == [], "nobody reads by following a link"

    head.getControl(name="service").value = ["contact"]
    head.getControl(name="last").value = "5"
    head.getControl("Vergleichen").click()

    assert "Verglichene Anträge: 1" in unescape(head.contents)
    assert "Nguyen" not in head.contents and "anh@example.org" not in head.contents
    transaction.begin()
    records = [(e.action, e.subject, e.who) for e in privacy.trail(clock.today(), site=portal)]
    assert ("service.replayed", "two/contact", "chef") in records
    assert ("case.read", reference, "chef") in records
    page = ask("GET", "/office/two/@@service-replay")
    assert page.status in (302, 401, 404), "a designer is no head"


def test_nobody_else_compares_and_nothing_is_read(portal):
    a_case("Abbas", kind="contact", service="contact", answers=a_message(), revision=1)
    transaction.commit()
    others = (("gesa", DESIGNERS), ("eve", PASSWORD), ("anna", PASSWORD), ("", ""))
    for by, password in others:
        assert replayed(by, password, service="contact").status in (401, 404), by
        page = ask("POST", "/office/two/@@service-replay", {"service": "contact"}, by, password)
        assert "Verglichene" not in page.text, by
        # What is for designers is for nobody else; a designer has no way to cases by it.
        if by not in ("gesa", "eve"):
            for path in ("@examples", "@open-drafts"):
                assert ask("GET", f"{SERVICE}/{path}", None, by, password).status == 401
    transaction.begin()
    read = {e.action for e in privacy.trail(clock.today(), site=portal)}
    assert not read & {"service.replayed", "case.read"}


def test_services_of_other_units_are_not_compared(portal):
    assert replayed(service="settlement").status == 400
    assert replayed(service="contact", last=0).status == 400


# -- who may


def test_a_form_of_another_site_changes_nothing(portal):
    sent = publish(
        "POST", f"{SERVICE}/@examples", b'{"title": "x"}', accept=JSON, content_type="text/plain"
    )
    assert sent.status in (400, 401)
    assert "x" not in [each.title for each in examples(portal["services"]["contact"])]
