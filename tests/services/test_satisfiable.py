"""What can never hold is said only where it is certain: tried against every possible answer."""

from datetime import date
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.services.asked import considered, gates_of
from permitdesk.services.conditions import from_data, holds
from permitdesk.services.definition import Condition, Definition, Field, Option, Rule, Step
from permitdesk.services.rules import broken
from permitdesk.services.satisfiable import row_world, world

TODAY = date(2026, 12, 1)
A_B_C = tuple(Option(each, each.upper()) for each in "abc")
DAYS = ("2020-01-01", "2020-06-00", "2020-06-15", "2021-00-00", "2022-03-01")


def a_form(*fields, steps=()):
    """A definition of one step with these fields."""
    made = steps or (Step("one", "Eins", fields=fields),)
    return Definition(steps=made, gates=gates_of(made))


def never(*conditions, fields):
    return world(a_form(*fields)).never([from_data(each) for each in conditions])


YES_NO = Field("y", "yes-no", "Y")
CHOICE = Field("c", "choice", "C", options=A_B_C)
SEVERAL = Field("m", "multi-choice", "M", options=A_B_C[:2])
NUMBER = Field("n", "integer", "N", rules=(Rule("min", 0), Rule("max", 3)))
DAY = Field("d", "date", "D")
VAGUE = Field("p", "partial-date", "P")
ALL = (YES_NO, CHOICE, SEVERAL, NUMBER, DAY, VAGUE)


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [{"field": "y", "is": True}, {"field": "y", "is": False}]},
        {"all": [{"field": "c", "is": "a"}, {"field": "c", "not_in": ["a", "b"]}]},
        {"field": "c", "is": "gone"},
        {"all": [{"field": "c", "filled": True}, {"field": "c", "empty": True}]},
        {"all": [{"field": "m", "in": ["a"]}, {"field": "m", "is_not": "a"}]},
        {"field": "n", "above": 3},
        {"all": [{"field": "n", "above": 1}, {"field": "n", "below": 2}]},
        {"all": [{"field": "d", "before": "2020-01-01"}, {"field": "d", "after": "2020-01-01"}]},
        {"all": [{"field": "d", "after": "today+1m"}, {"field": "d", "before": "today"}]},
        {"all": [{"field": "d", "after": "today+14d"}, {"field": "d", "before": "today+14d"}]},
        {"all": [{"field": "p", "after": "2021-01-01"}, {"field": "p", "at_most": "2020-12-31"}]},
        {"all": [{"field": "n", "above": {"field": "o"}}, {"field": "n", "below": {"field": "o"}}]},
    ],
)
def test_what_contradicts_itself_never_holds(condition):
    assert never(condition, fields=(*ALL, Field("o", "integer", "O")))


@pytest.mark.parametrize(
    "condition",
    [
        {"all": [{"field": "m", "is": "a"}, {"field": "m", "is": "b"}]},  # both are chosen
        {"all": [{"field": "c", "is_not": "a"}, {"field": "c", "not_in": ["b", "c"]}]},  # open
        {"all": [{"field": "d", "after": "today-1m"}, {"field": "d", "before": "today"}]},
        {"all": [{"field": "d", "after": "today+30d"}, {"field": "d", "before": "today+1m"}]},
        {"all": [{"field": "d", "before": "2020-01-01"}, {"field": "d", "after": "today"}]},
        {"all": [{"field": "n", "at_least": 3}, {"field": "n", "at_most": 3}]},
        {"field": "n", "at_least": {"threshold": "anything"}},
        {"any": [{"field": "c", "is": "gone"}, {"field": "y", "is": True}]},
    ],
)
def test_what_may_hold_is_left_alone(condition):
    assert not never(condition, fields=ALL)


def test_who_tests_an_answer_needs_the_question_to_be_asked():
    asked_only_if = Field("x", "text", "X", condition=from_data({"field": "y", "is": True}))

    found = never(
        {"field": "x", "filled": True}, {"field": "y", "is": False}, fields=(YES_NO, asked_only_if)
    )

    assert found


def test_a_row_looks_at_itself_first():
    group = Field("g", "group", "G", fields=(Field("y", "text", "Y"),))
    inside = row_world(a_form(YES_NO, group), group)

    assert not inside.never([from_data({"field": "y", "is": "word"})])
    assert world(a_form(YES_NO, group)).never([from_data({"field": "y", "is": "word"})])


def test_what_always_holds_of_an_application_that_is_sent():
    required = Field("c", "choice", "C", options=A_B_C, required=True)
    whole = world(a_form(required, YES_NO))

    assert whole.always([from_data({"field": "c", "in": ["a", "b", "c"]})])
    assert whole.always([from_data({"field": "c", "filled": True})])
    assert not whole.always([from_data({"field": "c", "in": ["a", "b"]})])
    assert not whole.always([from_data({"field": "y", "in": [True, False]})]), "may be left open"


def test_the_work_is_limited():
    either = {"any": [{"field": "c", "is": each} for each in "abc"]}
    wide = {"all": [either] * 40 + [{"all": [{"field": "y", "is": each}]} for each in (True,)]}

    assert not never(wide, fields=ALL)


# Against every possible answer


def _tests():
    return st.one_of(
        st.tuples(st.just("y"), st.sampled_from(("is", "is_not")), st.booleans()),
        st.tuples(st.just("c"), st.sampled_from(("is", "is_not")), st.sampled_from("abcx")),
        st.tuples(
            st.just("c"),
            st.sampled_from(("in", "not_in")),
            st.lists(st.sampled_from("abcx"), min_size=1, max_size=3).map(tuple),
        ),
        st.tuples(st.just("m"), st.sampled_from(("is", "is_not")), st.sampled_from("abx")),
        st.tuples(
            st.just("n"),
            st.sampled_from(("is", "is_not", "at_least", "at_most", "below", "above")),
            st.integers(-1, 4),
        ),
        st.tuples(
            st.sampled_from("dp"),
            st.sampled_from(("before", "after", "at_least", "at_most")),
            st.sampled_from((DAYS[0], DAYS[2], DAYS[4], "today-6y", "today-2000d")),
        ),
        st.tuples(st.sampled_from("ycmndp"), st.sampled_from(("filled", "empty")), st.none()),
    ).map(lambda parts: Condition(*parts))


CONDITIONS = st.recursive(
    _tests(),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda found: st.sampled_from(
            (Condition(all_of=tuple(found)), Condition(any_of=tuple(found)))
        )
    ),
    max_leaves=6,
)
ANSWERS = {
    "y": (None, True, False),
    "c": (None, "a", "b", "c"),
    "m": (None, *(list(each) for n in (1, 2) for each in combinations("ab", n))),
    "n": (None, 0, 1, 2, 3),
    "d": (None, DAYS[0], DAYS[2], DAYS[4], "2019-05-05", "2024-02-29"),
    "p": (None, *DAYS, "2019-00-00"),
}


def _names(condition):
    if condition.field:
        return {condition.field}
    return set().union(*map(_names, (*condition.all_of, *condition.any_of)))


@given(CONDITIONS, st.one_of(st.none(), CONDITIONS), st.integers(0, 2))
def test_never_is_never_said_of_what_some_answers_make_true(condition, gate, gated):
    gate_names = _names(gate) if gate else set()
    fields = list(ALL)
    if gate and fields[gated].name not in gate_names:
        fields[gated] = Field(**{**fields[gated].__dict__, "condition": gate})
    definition = a_form(*fields)
    names = sorted(_names(condition) | gate_names)

    found = [
        answers
        for values in product(*(ANSWERS[name] for name in names))
        if not any(
            broken(rule, answer, {}, TODAY)
            for answer, name in zip(values, names, strict=True)
            for rule in definition.field(name).rules
            if answer is not None
        )
        if holds(
            condition,
            considered(
                definition,
                answers := {n: v for n, v in zip(names, values, strict=True) if v is not None},
                TODAY,
            ),
            TODAY,
        )
    ][:1]

    said = world(definition).never([condition])
    assert not (said and found)
    if set(names) <= set("ycm") and not said:
        assert found, "nothing is overlooked among questions with few answers"
