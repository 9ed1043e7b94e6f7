"""The unit's rules over HTTP: read by staff, changed by the head."""

import pytest
import requests
import transaction

from casework_builders import PASSWORD, a_case, a_submission, an_office
from permitdesk.casework.person import Person
from permitdesk.casework.routing.book import book_of, own_book
from permitdesk.casework.routing.filing import file_case
from permitdesk.casework.routing.rules import to_data
from permitdesk.core import clock
from routing_builders import by_name, rules, to

UKRAINE = {"field": "nationality", "in": ["UKR"]}


@pytest.fixture
def unit(server):
    unit = an_office(server["portal"])
    transaction.commit()
    return unit


def ask(method, address, user="chef", **kwargs):
    headers = {"Accept": "application/json", **kwargs.pop("headers", {})}
    auth = (user, PASSWORD) if user else None
    return requests.request(method, address, auth=auth, headers=headers, timeout=60, **kwargs)


def test_a_draft_is_written_tried_replayed_and_put_in_force(unit):
    address = f"{unit.absolute_url()}/@routing"
    case = a_case("Kaya")
    transaction.commit()
    before = ask("GET", address).json()
    assert (before["number"], before["draft"], before["seen"]) == (0, None, "")
    assert before["in_force"]["rules"][0]["shares"][0] == {"desks": ["a-k"], "ranges": "A–K"}

    draft = to_data(rules(by_name(**{"a-k": "A–B", "l-z": "C–Z"})))
    draft["inbox"] = "team"
    written = ask("PATCH", address, json={"draft": draft, "seen": ""})
    assert written.status_code == 200, written.text
    seen = written.json()["seen"]
    assert written.json()["draft"] == draft
    late = ask("PATCH", address, json={"draft": draft, "seen": ""})
    assert (late.status_code, late.json()["error"]["type"]) == (409, "ChangedMeanwhile")

    tried = {
        which: ask("POST", f"{address}-try", json={"family_name": "Kaya", "rules": which}).json()[
            "desk"
        ]
        for which in ("in_force", "draft")
    }
    assert tried == {"in_force": "a-k", "draft": "l-z"}

    replayed = ask("POST", f"{address}-replay", json={"last": 10}).json()
    assert (replayed["count"], replayed["items_total"]) == (1, 1)
    (item,) = replayed["items"]
    assert item["reference"] == case.reference
    assert (item["before"]["desk"], item["after"]["desk"]) == ("a-k", "l-z")

    nothing = ask("PATCH", address, json={"in_force": {"reason": " "}, "seen": seen})
    assert nothing.status_code == 400
    done = ask("PATCH", address, json={"in_force": {"reason": "Umzug"}, "seen": seen}).json()
    assert (done["number"], done["draft"], done["in_force"]) == (1, None, draft)
    (version,) = done["versions"]
    assert (version["by"], version["reason"], version["rules"]) == ("chef", "Umzug", draft)
    transaction.begin()
    assert case.getPhysicalPath()[4] == "a-k"
    assert a_case("Kaya").getPhysicalPath()[4] == "l-z"


def test_rules_on_origin_are_refused_with_the_findings(unit):
    address = f"{unit.absolute_url()}/@routing"
    draft = {**to_data(rules(to("a-k", condition=UKRAINE))), "inbox": "team"}
    seen = ask("PATCH", address, json={"draft": draft, "seen": ""}).json()["seen"]
    refused = ask("PATCH", address, json={"in_force": {"reason": "x"}, "seen": seen})
    assert refused.status_code == 409
    assert [each["kind"] for each in refused.json()["error"]["findings"]] == ["origin"]
    draft["rules"][0]["ground"] = "temporary-protection"
    seen = ask("PATCH", address, json={"draft": draft, "seen": seen}).json()["seen"]
    done = ask("PATCH", address, json={"in_force": {"reason": "x"}, "seen": seen})
    assert done.status_code == 200
    sent = {"family_name": "Ali", "answers": {"nationality": "UKR"}}
    assert ask("POST", f"{address}-try", json=sent).json()["desk"] == "a-k"


@pytest.mark.parametrize(
    "draft",
    [
        [],
        {"inbox": "team", "rules": [{"id": "x"}]},
        {"inbox": "team", "rules": [{"id": "X", "shares": [{"desks": ["a-k"]}]}]},
        {"inbox": "team", "rules": [{"id": "x", "shares": [{"desks": []}]}]},
        {"inbox": "team", "rules": [{"id": "x", "shares": [{"desks": ["a-k"], "ranges": "Z–A"}]}]},
        {"inbox": "team", "rules": [{"id": "x", "shares": [{"desks": ["a"]}], "condition": {}}]},
        {"inbox": "", "rules": []},
        {"inbox": "team", "umlauts": "DIN", "rules": []},
    ],
)
def test_what_are_no_rules_is_refused(unit, draft):
    answer = ask("PATCH", f"{unit.absolute_url()}/@routing", json={"draft": draft, "seen": ""})
    assert answer.status_code == 400, answer.text
    transaction.begin()
    assert book_of(unit).draft is None


def test_absences_and_suspensions(unit):
    address, today = unit.absolute_url(), clock.today().isoformat()
    sent = {"kind": "member", "who": "anna", "first": today, "last": today, "deputy": "l-z"}
    key = {"Idempotency-Key": "a" * 32}
    for _time in range(2):
        made = ask("POST", f"{address}/@absences", json=sent, headers=key)
        assert made.status_code == 201, made.text
    (absence,) = ask("GET", f"{address}/@absences").json()["items"]
    assert absence == {**sent, "id": absence["id"], "reason": None}
    transaction.begin()
    assert a_case("Abbas").getPhysicalPath()[4] == "l-z"
    transaction.abort()
    # Who is away is the head's to know: others try the rules as if everybody were there.
    way = {
        user: ask("POST", f"{address}/@routing-try", user, json={"family_name": "Abbas"}).json()
        for user in ("chef", "anna")
    }
    assert way["chef"]["desk"] == "l-z" and way["chef"]["way"]
    assert way["anna"]["desk"] == "a-k" and way["anna"]["way"] == []
    assert ask("DELETE", f"{address}/@absences/{absence['id']}").status_code == 204
    assert ask("DELETE", f"{address}/@absences/{absence['id']}").status_code == 404

    sent = {
        "first": today, "last": today, "ranges": "S–Z", "services": ["contact"], "desk": "a-k",
        "notices": {"de": "Später", "en": "Later"},
    }  # fmt: skip
    made = ask("POST", f"{address}/@suspensions", json=sent).json()["items"]
    assert made == [{**sent, "id": made[0]["id"]}]
    assert ask("DELETE", f"{address}/@suspensions/{made[0]['id']}").status_code == 204


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("@absences", {"who": "chef"}),
        ("@absences", {"kind": "unit"}),
        ("@absences", {"deputy": "nobody"}),
        ("@absences", {"last": "2026-01-01"}),
        ("@absences", {"first": "soon"}),
        ("@suspensions", {"ranges": "Z–A"}),
        ("@suspensions", {"services": ["family"]}),
        ("@suspensions", {"services": [{}]}),
        ("@suspensions", {"desk": {"a": 1}}),
        ("@absences", {"who": {}}),
        ("@suspensions", {"notices": {"en": "Only English"}}),
        ("@suspensions", {"notices": {"de": "x", "xx": "y"}}),
        ("@suspensions", {"desk": "nobody"}),
    ],
)
def test_what_is_wrong_is_refused(unit, name, change):
    sent = {"kind": "desk", "who": "a-k", "first": "2026-03-02", "last": "2026-03-03", **change}
    assert ask("POST", f"{unit.absolute_url()}/{name}", json=sent).status_code == 400


def test_suggestions(unit):
    def someone():
        person = Person("Abbas", "Anna", birth_date="1987-04-12")
        return file_case(a_submission(), "application", person)

    one, two = someone(), someone()
    transaction.commit()
    address = f"{one.absolute_url()}/@suggestions"
    (item,) = ask("GET", address, "anna").json()["items"]
    assert (item["reference"], item["kind"], item["confirmed"]) == (two.reference, "person", None)
    sent = {"reference": two.reference, "kind": "person", "confirmed": True}
    (item,) = ask("POST", address, "anna", json=sent).json()["items"]
    assert (item["confirmed"], item["by"]) == (True, "anna")
    assert ask("POST", address, "anna", json={**sent, "reference": "EM-1"}).status_code == 404
    assert ask("POST", address, "berta", json=sent).status_code in (401, 404)


@pytest.mark.parametrize("user", ["", "anna"])
def test_nobody_but_the_head_changes_or_reads_what_is_the_heads(unit, user):
    address = unit.absolute_url()
    own_book(unit).write_draft(rules(to("l-z")), "chef")
    transaction.commit()
    draft = {"inbox": "team", "rules": []}
    seen = book_of(unit).draft.version
    for method, name, body in (
        ("PATCH", "@routing", {"draft": draft, "seen": seen}),
        ("PATCH", "@routing", {"in_force": {"reason": "x"}, "seen": seen}),
        ("POST", "@routing-replay", {}),
        ("GET", "@absences", None),
        ("POST", "@absences", {"kind": "desk", "who": "a-k"}),
        ("DELETE", "@absences/x", None),
        ("GET", "@suspensions", None),
        ("POST", "@suspensions", {}),
        ("DELETE", "@suspensions/x", None),
    ):
        assert ask(method, f"{address}/{name}", user, json=body).status_code in (401, 403), name
    shown = ask("GET", f"{address}/@routing", user)
    if user:
        assert "draft" not in shown.json()
        asked = {"family_name": "Kaya", "rules": "draft"}
        assert ask("POST", f"{address}/@routing-try", user, json=asked).status_code == 400
    else:
        assert shown.status_code in (401, 403)
    transaction.begin()
    assert (book_of(unit).number, book_of(unit).draft) == (0, rules(to("l-z")))
