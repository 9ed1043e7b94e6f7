"""A memory of a process keeps what was asked for last, and forgets nothing wrongly."""

import pytest

from permitdesk.core.memory import Memory


def test_what_was_worked_out_is_not_worked_out_again():
    memory, asked = Memory(2), []

    for key in ("a", "a", None, None):
        memory.recall(key, lambda key=key: asked.append(key))

    assert asked == ["a", None], "nothing and None are answers too"


def test_the_limit_drops_what_was_not_asked_for_longest():
    memory = Memory(2)
    for key in ("a", "b", "a", "c"):
        memory.recall(key, lambda key=key: key.upper())

    assert memory.recall("a", lambda: "new") == "A"
    assert memory.recall("b", lambda: "new") == "new"


def test_an_error_is_not_remembered():
    memory = Memory(2)
    with pytest.raises(ZeroDivisionError):
        memory.recall("a", lambda: 1 / 0)

    assert memory.recall("a", lambda: 1) == 1
