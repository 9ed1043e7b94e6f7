"""What becomes of a translation: its state, its drafts, what a changed German text does to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.translation import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    STATES,
    TRANSLATED,
    Kept,
    Note,
    confirmed,
    is_small,
    read_note,
    saved,
    state_of,
    wrong,
)

WHEN = ("iris", "2026-12-01T08:00:00+01:00")


def said(kept: Kept, source: str) -> str:
    return state_of(source, kept.before, kept.text, kept.note)


def a_save(kept: Kept, text: str, state: str, source: str = "Pass", comment: str = "") -> Kept:
    return saved(kept, source, text, state, comment, *WHEN)


def test_a_translation_without_a_note_counts_as_translated():
    assert state_of("Pass", "Pass", "Passport") == TRANSLATED
    assert state_of("Pass", "", "") == MISSING
    assert state_of("Pass", "Ausweis", "Identity card") == OUTDATED


def test_unfinished_work_stays_away_from_what_people_see():
    before = Kept("Pass", "Passport")

    draft = a_save(before, "Travel doc", IN_WORK)

    assert (said(draft, "Pass"), draft.text, draft.note.draft) == (
        IN_WORK,
        "Passport",
        "Travel doc",
    )
    done = a_save(draft, "Travel document", TRANSLATED)
    assert (said(done, "Pass"), done.text, done.note.draft) == (TRANSLATED, "Travel document", "")
    assert a_save(draft, "", IN_WORK).text == "Passport", "an emptied draft gives back what was"


def test_a_review_holds_for_exactly_what_was_reviewed():
    reviewed = a_save(Kept("Pass", "Passport"), "Passport", REVIEWED)
    assert said(reviewed, "Pass") == REVIEWED
    assert (reviewed.note.by, reviewed.note.at) == WHEN

    assert said(a_save(reviewed, "Passports", REVIEWED), "Pass") == TRANSLATED
    assert said(reviewed, "Reisepass") == OUTDATED
    again = a_save(a_save(reviewed, "Passports", TRANSLATED), "Passports", REVIEWED)
    assert said(again, "Pass") == REVIEWED


def test_a_changed_comma_outdates_until_somebody_says_it_is_still_true():
    reviewed = a_save(Kept("Pass", "Passport"), "Passport", REVIEWED)

    still = confirmed(reviewed, "Pass.", *WHEN)

    assert said(still, "Pass.") == REVIEWED and said(still, "Pass") == OUTDATED
    plain = confirmed(Kept("Pass", "Passport", Note(since="2026-11-01")), "Pass.", *WHEN)
    assert said(plain, "Pass.") == TRANSLATED and not plain.note.since


def test_an_outdated_text_that_is_written_anew_is_translated():
    old = Kept("Ausweis", "Identity card", Note(since="2026-11-01"))

    assert said(a_save(old, "Identity card", OUTDATED, comment="?"), "Pass") == OUTDATED
    assert said(a_save(old, "Passport", OUTDATED), "Pass") == TRANSLATED
    assert said(a_save(old, "Identity card", TRANSLATED), "Pass") == TRANSLATED


def test_an_empty_text_is_missing_and_keeps_its_comment():
    gone = a_save(Kept("Pass", "Passport"), "", TRANSLATED, comment="Wie in Wien?")

    assert said(gone, "Pass") == MISSING and gone.note.comment == "Wie in Wien?"


@given(
    st.sampled_from(STATES), st.sampled_from(["", "a", "b"]), st.sampled_from(["", "a", "b"]),
    st.sampled_from(["A", "B"]),
)  # fmt: skip
def test_what_is_saved_is_kept_or_is_a_draft_and_never_lost(state, before, text, source):
    kept = a_save(Kept("A", before), text, state, source)

    assert (kept.note.draft or kept.text) == text
    assert said(kept, source) in STATES
    assert read_note(kept.note.kept()) == kept.note
    if state == MACHINE and text:
        assert said(kept, source) in (MACHINE, TRANSLATED, OUTDATED)


@pytest.mark.parametrize(
    "before, after, small",
    [
        ("Ihr Pass", "Ihr Pass.", True),
        ("Ihr Pass, bitte", "ihr  Pass bitte", True),
        ("Ihr Pass", "Ihre Pässe", False),
        ("bis 1.5 Jahre", "bis 15 Jahre", False),
        ("ab 5 Euro", "ab -5 Euro", False),
        ("5 %", "5 €", False),
        ("Sie und er", "er und Sie", False),
        ("${months} Monate", "${years} Monate", False),
        ("Sie dürfen arbeiten", "Sie dürfen nicht arbeiten", False),
    ],
)
def test_only_a_comma_a_space_or_a_capital_is_a_small_change(before, after, small):
    assert is_small(before, after) is small


@given(st.text("abÄß1 .,!?–", max_size=20))
def test_no_change_is_a_small_one_and_a_word_more_never_is(text):
    assert is_small(text, text) and is_small(text, f"  {text}!")
    assert not is_small(text, f"{text} nicht")


@pytest.mark.parametrize(
    "text, word",
    [
        ("<b>Passport</b>", "HTML"),
        ("${month} months", "${months}"),
        ("months", "${months}"),
        ("${months} of ${evil}", "${evil}"),
        ("${months} and $ {months}", "beschädigt"),
        *((f"${{months}} {chr(each)}kcab", "unsichtbare") for each in range(0x202A, 0x202F)),
        *((f"${{months}} {chr(each)}kcab", "unsichtbare") for each in range(0x2066, 0x206A)),
        ("${months} \x00", "unsichtbare"),
        ("${months} " * 3000, "zu lang"),
    ],
)
def test_what_could_break_a_page_is_refused_in_words(text, word):
    said = [
        str(each.default).replace("${places}", (each.mapping or {}).get("places", ""))
        for each in wrong("${months} Monate", text)
    ]

    assert any(word in each for each in said)


def test_a_translation_may_name_a_figure_twice_and_write_less_than():
    assert wrong("${months} Monate", "${months} < 5, ${months} > 3 & more") == []
    assert wrong("Pass", "") == []
