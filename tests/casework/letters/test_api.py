"""Hearing, decision, delivery and letters over REST, with the permissions of the pages."""

from dataclasses import replace

import pytest
import requests
import transaction

from casework_builders import PASSWORD, a_case, an_office
from decision_builders import GRANTED, NOT_HEARD, acting, in_days, in_review, let_write
from permitdesk.casework import case_by_reference
from permitdesk.casework.decision import record, standing
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.templates import Wording, Written, save
from permitdesk.casework.office import office

REFUSED = {"outcome": "refused", "legal_basis": "§ 5 AufenthG", "reason": "Es fehlt etwas."}


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    let_write(portal)
    transaction.commit()
    return portal


@pytest.fixture
def case(portal):
    case = a_case("Abbas")
    with acting(portal, "anna"):
        in_review(case)
    transaction.commit()
    return case


def ask(method, address, body=None, by="anna", key=""):
    headers = {"Accept": "application/json", **({"Idempotency-Key": key} if key else {})}
    auth = (by, PASSWORD)
    return requests.request(method, address, json=body, headers=headers, auth=auth, timeout=60)


def again(portal, case):
    transaction.begin()
    return case_by_reference(portal, case.reference)


def test_one_key_begins_one_letter(case):
    address, body = f"{case.absolute_url()}/@letters", {"template": "freier-brief"}
    first, second, other = (ask("POST", address, body, key=key).json()["id"] for key in "aab")
    assert first == second != other


def a_letter(case, template, **values):
    address = f"{case.absolute_url()}/@letters"
    begun = ask("POST", address, {"template": template})
    assert begun.status_code == 201, begun.text
    letter = begun.json()
    values = {"address": "Weg 1\n12345 Ort", **values}
    saved = ask("PATCH", letter["@id"], {"values": values, "edition": letter["edition"]})
    assert saved.status_code == 200 and saved.json()["missing"] == [], saved.text
    return ask("POST", f"{letter['@id']}/finish", {}).json()


def test_the_whole_way(portal, case):
    address = case.absolute_url()
    refused = ask("POST", f"{address}/@decision", REFUSED)
    assert refused.status_code == 400
    assert list(refused.json()["error"]["fields"]) == ["without_hearing"]
    assert again(portal, case).state == "in_review"

    letter = a_letter(case, "anhoerung", until=in_days(9), reasons="R", legal_basis="§ 5")
    hearing = {"until": in_days(9), "letter": letter["id"]}
    heard = ask("POST", f"{address}/@hearing", hearing, key="k" * 32)
    assert (heard.status_code, heard.json()["was_heard"]) == (201, False)
    assert ask("POST", f"{address}/@hearing", hearing, key="k" * 32).status_code == 201
    answered = ask("POST", f"{address}/@hearing/answer", {"received": in_days(0), "way": "portal"})
    assert answered.json()["was_heard"] is True

    assert ask("POST", f"{address}/@decision", REFUSED).status_code == 201
    letter = a_letter(case, "ablehnung")
    assert letter["finished"]["remedy"] == "objection"
    pdf = ask("GET", letter["file"])
    assert pdf.headers["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    posted = ask("POST", f"{letter['@id']}/posted", {"on": in_days(0)})
    assert posted.json()["posted"] == in_days(0)

    sending = {"way": "certificate", "sent": in_days(0), "letter": letter["id"]}
    wrong = ask("POST", f"{address}/@delivery", sending)
    assert list(wrong.json()["error"]["fields"]) == ["remedy"]
    sent = ask("POST", f"{address}/@delivery", {**sending, "remedy": "objection"})
    (tried,) = sent.json()["tries"]
    assert (tried["delivered"], sent.json()["delivered"]) == (False, None)
    result = {"result": "not-arrived", "on": in_days(0), "reason": "verzogen"}
    ask("POST", f"{address}/@delivery/{tried['id']}", result)
    ask("POST", f"{address}/@delivery", {**sending, "remedy": "objection"})
    tried = ask("GET", f"{address}/@delivery").json()["tries"][1]
    done = ask(
        "POST", f"{address}/@delivery/{tried['id']}", {"result": "arrived", "on": in_days(0)}
    )
    assert done.json()["state"] == "delivered"
    assert done.json()["delivered"]["remedy_until"] > in_days(27)
    assert standing.delivery(again(portal, case)).on == in_days(0)


def test_a_decision_is_taken_back(portal, case):
    address = f"{case.absolute_url()}/@decision"
    granted = {**REFUSED, "outcome": "granted", "conditions": ["Eins", "Zwei"]}
    assert ask("POST", address, granted).json()["decision"]["conditions"] == ["Eins", "Zwei"]
    assert ask("POST", f"{address}/take-back", {}).status_code == 400
    assert ask("POST", f"{address}/take-back", {"reason": "falsch"}).status_code == 201
    assert ask("GET", address).json() == {
        "@id": address,
        "state": "in_review",
        "decision": None,
        "is_delivered": False,
    }


def test_a_letter_that_is_not_complete_says_what_is_missing(case):
    begun = ask("POST", f"{case.absolute_url()}/@letters", {"template": "anhoerung"}).json()
    assert {"until", "reasons", "legal_basis"} <= set(begun["missing"])
    refused = ask("POST", f"{begun['@id']}/finish", {})
    assert refused.status_code == 400 and "until" in refused.json()["error"]["fields"]
    late = ask("PATCH", begun["@id"], {"values": {"reasons": "x"}, "edition": 99})
    assert late.status_code == 409
    assert ask("DELETE", begun["@id"]).status_code == 204
    assert ask("GET", begun["@id"]).status_code == 404
    unknown = ask("POST", f"{case.absolute_url()}/@letters", {"template": "nothing"})
    assert unknown.status_code == 400


def test_malformed_bodies_are_refused(case):
    address = case.absolute_url()
    for path, body in (
        ("@decision", {"outcome": 1}),
        ("@decision", {"conditions": "x"}),
        ("@hearing", {"until": []}),
        ("@hearing", {"until": in_days(9), "letter": "unknown"}),
        ("@delivery", {"way": {}}),
        ("@letters", {"template": None}),
        ("@letters", {"template": 3}),
    ):
        assert ask("POST", f"{address}/{path}", body).status_code == 400, (path, body)
    for path in ("@decision/x", "@hearing/x", "@delivery/x", "@letters/x/y", "@letters/x"):
        assert ask("POST", f"{address}/{path}", {}).status_code == 404, path
        assert ask("GET", f"{address}/{path}").status_code == 404, path


def test_templates(portal, case):
    address = f"{portal.absolute_url()}/office/@letter-templates"
    items = ask("GET", address).json()["items"]
    assert {"anhoerung", "ablehnung", "belehrung-widerspruch"} <= {each["id"] for each in items}
    new = {"kind": "free", "title": "Kurz", "texts": {"de": {"subject": "S", "body": "{text}"}}}
    for who in ("anna", "berta"):
        assert ask("POST", address, new, by=who).status_code == 401, "a caseworker may not"
    made = ask("POST", address, new, by="chef")
    assert made.status_code == 201 and made.json()["version"] == 1
    itself = made.json()["@id"]
    change = {"version": 1, "texts": {"en": {"subject": "S", "body": "{text} {nonsense}"}}}
    wrong = ask("PATCH", itself, change, by="chef")
    assert list(wrong.json()["error"]["fields"]) == ["body.en"]
    change["texts"]["en"]["body"] = "{text}"
    assert ask("PATCH", itself, change, by="chef").json()["languages"] == ["de", "en"]
    stale = {"version": 1, "title": "Anders"}
    assert ask("PATCH", itself, stale, by="chef").status_code == 409
    assert ask("PATCH", itself, {"active": False}, by="chef").json()["active"] is False
    begun = ask("POST", f"{case.absolute_url()}/@letters", {"template": made.json()["id"]})
    assert begun.status_code == 400


def test_an_old_key_tells_nothing_to_who_may_write_no_templates_any_more(portal):
    address = f"{portal.absolute_url()}/office/@letter-templates"
    new = {"kind": "free", "title": "Kurz", "texts": {"de": {"subject": "S", "body": "{text}"}}}
    made = ask("POST", address, new, by="chef", key="a" * 32).json()
    change = {"version": 1, "title": "Kürzer"}
    sent = [("POST", address, new, "a" * 32), ("PATCH", made["@id"], change, "b" * 32)]
    assert ask(*sent[1][:3], by="chef", key="b" * 32).json()["title"] == "Kürzer"
    assert [ask(*each, by="chef", key=key).status_code for *each, key in sent] == [201, 200]
    for unit in office().objectValues():
        unit.head = "anna"
    transaction.commit()
    assert [ask(*each, by="chef", key=key).status_code for *each, key in sent] == [401, 401]


def test_nobody_else_gets_at_it(case):
    address = case.absolute_url()
    for path in ("@decision", "@hearing", "@delivery", "@letters"):
        assert ask("GET", f"{address}/{path}", by="berta").status_code in (401, 403, 404)
        assert ask("POST", f"{address}/{path}", {}, by="berta").status_code in (401, 403, 404)


def test_a_letter_is_bound_to_the_decision_it_began_with(portal, case):
    """And to its outcome: no refusal goes out with a letter that grants."""
    with acting(portal, "anna"):
        record.decide(case, GRANTED)
        with pytest.raises(letters.LetterError):
            letters.begin(case, "ablehnung")
        draft = letters.begin(case, "erteilung")
        letters.edit(case, draft, {"address": "Weg 1\n12345 Ort"}, "", draft.edition)
        free = letters.begin(case, "freier-brief")
        free_values = {"address": "Weg 1\n12345 Ort", "text": "Guten Tag", "subject": "Betreff"}
        letters.edit(case, free, free_values, "", free.edition)
        record.take_back(case, "Irrtum")
        for verdict in (replace(GRANTED, legal_basis="§ 18a AufenthG"), NOT_HEARD):
            record.decide(case, verdict)
            with pytest.raises(letters.LetterError):
                letters.finish(case, draft)
            if verdict.outcome == "granted":
                record.take_back(case, "Irrtum")
        assert letters.finish(case, free), "a letter that says no decision is bound to none"
    transaction.commit()
    assert not draft.finished and letters.of_decision(case) == ()
    sending = {"way": "post", "sent": in_days(0), "letter": free.id, "remedy": "objection"}
    wrong = ask("POST", f"{case.absolute_url()}/@delivery", sending)
    assert wrong.status_code == 400 and "letter" in wrong.text


def test_a_letter_that_would_have_no_end_is_refused_at_the_field(portal, case):
    wording = Wording("Lang", {"de": Written("Lang", "{legal_basis} " * 1000)})
    template = save(office(portal), "", "free", wording, 0)
    transaction.commit()
    begun = ask("POST", f"{case.absolute_url()}/@letters", {"template": template.id}).json()
    body = {"values": {"legal_basis": "x" * 1000}, "edition": begun["edition"]}
    answer = ask("PATCH", begun["@id"], body)
    assert answer.status_code == 400
    assert "zu lang" in answer.json()["error"]["fields"]["legal_basis"][0]
    assert letters.letters(again(portal, case))[0].values["legal_basis"] == ""
    # Kept before there was a limit: the preview says so, and nothing breaks.
    letters.letters(again(portal, case))[0].values |= {"legal_basis": "x" * 1000}
    letters.letters(case)[0]._p_changed = True
    transaction.commit()
    assert ask("GET", f"{begun['@id']}/file").status_code == 422
    address = f"{case.absolute_url()}/@@letter/{begun['id']}"
    assert requests.get(f"{address}/pdf", auth=("anna", PASSWORD), timeout=60).status_code == 422
    page = requests.get(address, auth=("anna", PASSWORD), timeout=60)
    assert page.status_code == 200
