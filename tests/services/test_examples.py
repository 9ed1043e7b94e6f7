"""Examples of a service: what is one and where it is kept. Whatever has the text will do."""

from types import SimpleNamespace

import pytest

from permitdesk.services import (
    BadExampleError,
    accept_outcome,
    drop_example,
    example,
    examples,
    keep_example,
    read_example,
)
from permitdesk.services.examples import LARGEST, MOST, from_json, to_json

GOOD = {"title": " Frau  Muster ", "answers": {"name": "Muster"}, "documents": ["pass", "pass"]}


@pytest.fixture
def service():
    return SimpleNamespace(examples="[]")


def test_an_example_is_read_kept_and_found_again(service):
    made = read_example({**GOOD, "language": "ar", "as_of": "2026-12-01"})
    assert (made.title, made.documents, made.accepted) == ("Frau Muster", ("pass",), None)
    keep_example(service, made)
    assert examples(service) == (made,) and example(service, made.id) == made
    drop_example(service, made.id)
    drop_example(service, made.id)
    assert examples(service) == () and example(service, made.id) is None


def test_one_with_the_same_id_takes_its_place(service):
    first, second = read_example(GOOD, "first"), read_example(GOOD, "second")
    for each in (first, second, read_example({**GOOD, "title": "Neu"}, "first")):
        keep_example(service, each)
    assert [(each.id, each.title) for each in examples(service)] == [
        ("first", "Neu"),
        ("second", "Frau Muster"),
    ]


def test_an_outcome_is_accepted_by_somebody(service):
    keep_example(service, read_example(GOOD, "one"))
    accept_outcome(service, "one", {"documents": ["pass"]}, "gesa", "2026-12-01T10:00:00+00:00")
    assert example(service, "one").accepted == {"documents": ["pass"]}
    with pytest.raises(KeyError):
        accept_outcome(service, "gone", {}, "gesa", "")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": 5}),
        ("title", {"title": "x" * 101}),
        ("answers", {"answers": []}),
        ("answers", {"answers": {"a": "x" * LARGEST}}),
        ("answers", {"answers": {"a": object()}}),
        ("documents", {"documents": "pass"}),
        ("documents", {"documents": [5]}),
        ("documents", {"documents": ["x"] * 61}),
        ("language", {"language": "xx"}),
        ("language", {"language": None}),
        ("as_of", {"as_of": "2026-02-30"}),
        ("as_of", {"as_of": "20260201"}),
        ("as_of", {"as_of": 20260201}),
    ],
)
def test_what_is_no_example_is_refused_by_its_part(part, change):
    with pytest.raises(BadExampleError) as caught:
        read_example({**GOOD, **change})
    assert caught.value.part == part


def test_there_are_not_endlessly_many(service):
    for number in range(MOST):
        keep_example(service, read_example(GOOD, f"n{number}"))
    with pytest.raises(BadExampleError):
        keep_example(service, read_example(GOOD, "more"))
    keep_example(service, read_example(GOOD, "n0"))


def test_json_goes_there_and_back():
    made = (read_example(GOOD, "one"), read_example({**GOOD, "as_of": "2026-12-01"}, "two"))
    assert from_json(to_json(made)) == made
    assert from_json("") == ()
