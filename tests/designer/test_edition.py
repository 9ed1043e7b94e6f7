"""Two at once: what is known of what somebody else changed."""

from permitdesk.designer.edition import Edit, since

FIRST = Edit("b", "anna", "2026-12-01T08:00:00+00:00", "step", "Ihr Pass")
SECOND = Edit("c", "bert", "2026-12-01T08:05:00+00:00", "question", "Name")


def test_nothing_happened_since_the_edition_of_now():
    assert since("c", (FIRST, SECOND), "c") == ()


def test_what_happened_after_an_edition_newest_first():
    assert since("b", (FIRST, SECOND), "c") == (SECOND,)
    assert since("a", (FIRST, SECOND), "c") == (SECOND, FIRST)


def test_what_was_changed_on_other_ways_is_not_made_up():
    assert since("b", (FIRST, SECOND), "other") is None
    assert since("b", (), "c") is None


def test_going_back_to_an_earlier_edition_counts_from_the_last_time():
    back = Edit("b", "anna", "2026-12-01T08:10:00+00:00", "question", "Name")
    assert since("b", (FIRST, SECOND, back, SECOND), "c") == (SECOND,)
