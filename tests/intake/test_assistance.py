"""What is recorded of somebody who helps, without any storage."""

import pytest

from permitdesk.intake.assistance import (
    APPLICANT,
    HELPER,
    LONGEST,
    Assistance,
    Statement,
    from_kept,
    mark,
    read,
)

RELATIVE = Statement("relative", "Karla Beispiel", "", "oral")
SAID = Assistance(RELATIVE, "2026-11-20T13:02:00+00:00")
LATER, LATEST = "2026-11-20T14:00:00+00:00", "2026-11-20T15:00:00+00:00"


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        (RELATIVE, ()),
        (Statement("", "", "", ""), ("role", "name", "mandate")),
        (Statement("aunt", "K", "", "guessed"), ("role", "mandate")),
        (Statement("counsellor", "K", "", "beside"), ("organisation",)),
        (Statement("representative", "K", "", "written"), ("organisation",)),
        (Statement("counsellor", "K", "Beratung", "guardian"), ()),
        (Statement("other", "K", "", "beside"), ()),
    ],
)
def test_an_organisation_is_asked_of_who_works_for_one(statement, missing):
    assert statement.missing() == missing


def test_what_was_typed_is_one_tidy_line():
    typed = {
        "helper_role": " relative ",
        "helper_name": "Karla\r\n  Beis\u202epiel\x00",
        "helper_organisation": ["two", "of them"],
        "helper_mandate": "oral",
    }
    assert read(typed) == Statement("relative", "Karla Beis piel", "", "oral")
    assert len(read({"helper_name": "x" * 5000}).name) == LONGEST
    persian = "علی\u200cرضا"
    assert read({"helper_name": persian}).name == persian


def test_it_is_kept_and_read_as_it_was():
    whole = SAID.confirmed(LATER, "mark").withdrawn(LATEST)
    assert from_kept(whole.kept()) == whole
    assert from_kept(None) is None


def test_who_may_send():
    open_, confirmed, declined = SAID, SAID.confirmed(LATER, ""), SAID.declined(LATER)
    assert [each.may_send(HELPER) for each in (open_, confirmed, declined)] == [True, True, False]
    assert all(each.may_send(APPLICANT) for each in (open_, confirmed, declined))
    assert [each.needs_word(HELPER) for each in (open_, confirmed)] == [True, False]
    assert not open_.needs_word(APPLICANT), "they speak for themselves"


def test_yes_after_no_and_no_after_yes():
    assert SAID.declined(LATER).confirmed(LATEST, "").state == "confirmed"
    assert SAID.confirmed(LATER, "").declined(LATEST).state == "declined"
    assert SAID.declined(LATER).changed(Statement("other", "K", "", "oral"), LATEST).declined_at


def test_the_evidence_says_whether_something_was_changed_after_the_confirmation():
    seen = mark("answers", RELATIVE)
    confirmed = SAID.confirmed(LATER, seen)
    as_seen = confirmed.evidence(HELPER, seen, {})
    assert (as_seen["confirmed_at"], as_seen["changed_since"]) == (LATER, False)
    other = mark("other answers", RELATIVE)
    assert confirmed.evidence(HELPER, other, {})["changed_since"]
    assert not confirmed.evidence(APPLICANT, other, {})["changed_since"], "by themselves"
    assert seen not in as_seen.values(), "a mark of the answers stays in the draft"
    assert mark("answers", Statement("other", "K", "", "oral")) != seen
