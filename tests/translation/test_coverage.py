"""Which language people may use is the office's policy, computed from the states of the texts."""

from permitdesk.translation import (
    BLOCKED,
    MISSING,
    OUTDATED,
    READY,
    REVIEWED,
    TRANSLATED,
    USABLE,
    Entry,
    Policy,
    coverage,
)


def texts(*states: str, kind: str = "title") -> list[Entry]:
    return [Entry(str(n), "x", "y", state, kind=kind) for n, state in enumerate(states)]


def test_by_default_gaps_make_a_language_usable_and_nothing_blocks_it():
    assert coverage(texts(TRANSLATED, REVIEWED, OUTDATED), Policy()).readiness == READY
    assert coverage(texts(TRANSLATED, MISSING), Policy()).readiness == USABLE
    assert coverage(texts(MISSING), Policy()).readiness == USABLE
    assert coverage([], Policy()).readiness == READY


def test_too_little_blocks_and_so_does_a_text_that_must_not_be_missing():
    half = texts(TRANSLATED, MISSING)

    assert coverage(half, Policy(usable=51)).readiness == BLOCKED
    assert coverage(half, Policy(usable=50)).readiness == USABLE
    strict = Policy(required=frozenset({"error"}))
    assert coverage(half, strict).readiness == USABLE
    lacking = coverage([*half, *texts(MISSING, kind="error")], strict)
    assert (lacking.readiness, lacking.lacking) == (BLOCKED, ("error",))


def test_the_office_says_whether_outdated_counts_and_whether_review_is_needed():
    outdated = texts(TRANSLATED, OUTDATED)
    assert coverage(outdated, Policy()).readiness == READY
    assert coverage(outdated, Policy(outdated_counts=True)).readiness == USABLE
    assert coverage(outdated, Policy(usable=60, outdated_counts=True)).readiness == BLOCKED

    reviewed = texts(TRANSLATED, REVIEWED)
    assert coverage(reviewed, Policy(review_needed=True)).readiness == USABLE
    assert coverage(reviewed, Policy(ready=50, review_needed=True)).readiness == READY


def test_a_hundred_percent_are_all_and_nothing_less():
    assert coverage(texts(*[TRANSLATED] * 999, MISSING), Policy()).done == 99
