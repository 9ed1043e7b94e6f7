"""What is sent twice is done once, whatever it is; a key with other content is refused."""

from datetime import date, timedelta

import pytest
import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework_builders import a_case, an_office
from dossier_builders import JSON, call
from permitdesk.casework import applicant, once
from permitdesk.casework.dossier import notes
from permitdesk.casework.keys import KEPT, Keys
from permitdesk.casework.later import Asked, Message

DAY = date(2026, 3, 2)


@pytest.fixture
def portal(server):
    an_office(server["portal"])
    return server["portal"]


def test_a_key_is_remembered_for_a_while_and_forgotten():
    sent = Keys()
    sent.add("old", "one", 201, "", DAY)
    sent.add("new", "two", 200, "id", DAY + KEPT)
    assert sent.get("old") == ("one", 201, "")
    sent.add("newer", "three", 200, "", DAY + KEPT + timedelta(days=1))
    assert (sent.get("old"), sent.get("new")) == (None, ("two", 200, "id"))
    assert sent.get("never") is None


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.none(), min_size=2))
def test_a_fingerprint_knows_content_and_not_its_order(content):
    turned = dict(reversed(content.items()))
    assert once.fingerprint(content) == once.fingerprint(turned)
    assert once.fingerprint(content) != once.fingerprint({**content, "and": "more"})


WAYS = [
    ("@notes", {"text": "Eins"}, {"text": "Zwei"}),
    ("@tasks", {"title": "Eins"}, {"title": "Zwei"}),
    ("@messages", {"text": "Guten Tag"}, {"text": "Auf Wiedersehen"}),
    ("@document-requests", {"title": "Mietvertrag"}, {"title": "Meldung"}),
    ("@workflow/take_up", {"comment": "Vollständig"}, {"comment": "Unvollständig"}),
    ("@hearing", {"until": "2990-01-01"}, {"until": "2990-01-02"}),
    ("@transfers", {"way": "download"}, {}),
    ("@links", {"block": ["EM-00000-00000"], "reason": "x"}, {"block": [], "reason": "x"}),
    ("@assignment", {"desk": "two/l-z", "reason": "Eins"}, {"desk": "two/l-z", "reason": "Zwei"}),
]


def test_every_service_knows_the_key_of_its_sender(portal):
    case, far = a_case("Abbas"), a_case("Zhang")
    transaction.commit()
    key = {**JSON, "Idempotency-Key": '"0123456789abcdef0123456789abcdef"'}
    for resource, one, other in WAYS:
        if "block" in one:
            one = {**one, "block": [far.reference]}
        first = call(case, "POST", resource, "chef", headers=key, json=one)
        assert first.status_code in (200, 201), (resource, first.text)
        again = call(case, "POST", resource, "chef", headers=key, json=one)
        assert (again.status_code, again.json()) == (first.status_code, first.json()), resource
        changed = call(case, "POST", resource, "chef", headers=key, json=other)
        assert changed.status_code == 409, (resource, changed.text)
        assert changed.json()["error"]["type"] == "Conflict"
    case = portal["office"]["two"]["l-z"][case.getId()]
    assert len(notes.notes(case)) == len(case.later.of(Asked)) == 1
    (message,) = case.later.of(Message)
    assert "0123456789" not in message.key  # no sender chooses what stands in pages


def test_what_was_refused_may_come_again_mended_with_its_key(portal):
    case = a_case("Abbas")
    transaction.commit()
    key = {**JSON, "Idempotency-Key": "k" * 32}
    assert call(case, "POST", "@notes", headers=key, json={"text": ""}).status_code == 400
    assert call(case, "POST", "@notes", headers=key, json={"text": "Gut"}).status_code == 201
    # It is the sender's own: somebody else's request is another one.
    assert call(case, "POST", "@notes", "chef", headers=key, json={"text": "Auch"}).ok
    assert len(notes.notes(case)) == 2


def test_an_applicant_who_goes_back_and_writes_something_else_is_heard(portal):
    case = a_case("Abbas")
    assert applicant.write(case, "Guten Tag", "uk", "a" * 32)
    assert not applicant.write(case, "Guten Tag", "uk", "a" * 32)
    assert applicant.write(case, "Noch etwas", "uk", "a" * 32)
    assert [each.text for each in case.later.of(Message)] == ["Guten Tag", "Noch etwas"]
