from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.services import (
    asked_fields,
    asked_steps,
    conditions,
    considered,
    following_step,
    hints_for,
    holds,
    relevant_answers,
    required_documents,
)
from permitdesk.services.asked import gates_of
from permitdesk.services.definition import Condition, Definition, Field, Hint, Requirement, Step

TODAY = date(2026, 11, 22)


def when(**data):
    return conditions.from_data(data)


@pytest.mark.parametrize(
    "answer, data, expected",
    [
        ("a", {"is": "a"}, True),
        (["b", "a"], {"is": "a"}, True),
        (None, {"is": "a"}, False),
        (None, {"is_not": "a"}, True),
        (True, {"is": True}, True),
        (1, {"is": True}, False),
        (0, {"is": False}, False),
        (False, {"filled": True}, True),
        ("  ", {"filled": True}, False),
        ([], {"empty": True}, True),
        ("c", {"in": ["a", "b"]}, False),
        ("c", {"not_in": ["a", "b"]}, True),
        ("1981-11-22", {"at_most": "today-45y"}, True),
        ("1981-11-23", {"at_most": "today-45y"}, False),
        ("1981-00-00", {"before": "today-45y"}, False),
        ("1980-00-00", {"before": "today-45y"}, True),
        ("2026-11-23", {"after": "today"}, True),
        ("1234.50", {"at_least": 1234.5}, True),
        ("1234.49", {"at_least": "1234.50"}, False),
        ("20.5", {"above": 20}, True),
        ("20.00", {"above": 20}, False),
        ("2026-11-23", {"above": "today"}, True),
        ("2026-11-00", {"above": "today"}, False),
        ("nonsense", {"at_least": 3}, False),
        ({"a": 1}, {"before": "today"}, False),
    ],
)
def test_a_comparison(answer, data, expected):
    assert holds(when(field="x", **data), {"x": answer}, TODAY) is expected


@pytest.mark.parametrize(
    ("answer", "operator", "day", "expected"),
    [
        (["SYR", "USA"], "in", TODAY, True),
        (["SYR"], "in", TODAY, False),
        (["SYR"], "not_in", TODAY, True),
        (["SYR", "USA"], "not_in", TODAY, False),
        ("USA", "in", TODAY, True),
        # before the day from which the list is known
        (["USA"], "in", date(2024, 5, 7), False),
        (["SYR"], "not_in", date(2024, 5, 7), False),
    ],
)
def test_codes_that_the_law_lists(answer, operator, day, expected):
    condition = when(field="x", **{operator: {"list": "visa-free-entry"}})

    assert holds(condition, {"x": answer}, day) is expected
    assert conditions.to_data(condition) == {"field": "x", operator: {"list": "visa-free-entry"}}
    assert list(conditions.lists_of(Condition(all_of=(condition,)))) == ["visa-free-entry"]


def test_conditions_join_by_all_and_any():
    both = when(all=[{"field": "a", "is": 1}, {"any": [{"field": "b", "filled": True}]}])

    assert holds(both, {"a": 1, "b": "x"}, TODAY)
    assert not holds(both, {"a": 1}, TODAY)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"field": "a"},
        {"field": "a", "is": 1, "is_not": 2},
        {"field": "", "is": 1},
        {"field": "a", "like": "x"},
        {"field": "a", "in": "abc"},
        {"field": "a", "before": "next week"},
        {"field": "a", "at_least": "many"},
        {"field": "a", "filled": False},
        {"all": []},
        {"all": [{"field": "a", "is": 1}], "field": "b"},
        {"field": "a", "is": {"b": 1}},
        ["a"],
    ],
)
def test_a_malformed_condition_is_refused_with_a_reason(data):
    with pytest.raises(conditions.MalformedConditionError, match=r"\w"):
        conditions.from_data(data)


def a_definition(*steps):
    gates = gates_of(steps)
    return Definition(
        steps=tuple(
            Step(s.name, s.title, fields=s.fields, condition=s.condition, gates=gates)
            for s in steps
        ),
        gates=gates,
    )


def a_field(name, condition=None):
    return Field(name, "text", name, condition=condition)


def test_an_answer_that_is_no_longer_asked_has_no_say_even_in_another_step():
    definition = a_definition(
        Step("one", "1", fields=(a_field("a"), a_field("b", when(field="a", **{"is": "yes"})))),
        Step("two", "2", fields=(a_field("c", when(field="b", filled=True)), a_field("d"))),
        Step("three", "3", (), (a_field("e"),), when(field="c", filled=True)),
    )
    answers = {"a": "no", "b": "left over", "c": "left over", "d": "x", "e": "left over"}

    assert [f.name for f in asked_fields(definition.steps[1], answers, TODAY)] == ["d"]
    assert [s.name for s in asked_steps(definition, answers, TODAY)] == ["one", "two"]
    assert relevant_answers(definition, answers, TODAY) == {"a": "no", "d": "x"}
    assert len(asked_steps(definition, {**answers, "a": "yes"}, TODAY)) == 3


def test_a_step_of_documents_appears_only_when_one_is_called_for():
    needed = when(field="a", **{"is": "yes"})
    definition = Definition(
        steps=(Step("one", "1", fields=(a_field("a"),)), Step("papers", "2"), Step("read", "3")),
        requirements=(Requirement("contract", "Vertrag", condition=needed, step="papers"),),
    )
    assert [s.name for s in asked_steps(definition, {"a": "no"}, TODAY)] == ["one", "read"]
    assert len(asked_steps(definition, {"a": "yes"}, TODAY)) == 3


def test_the_step_that_follows_is_known_unless_an_answer_on_this_step_decides_it():
    definition = a_definition(
        Step("one", "1", fields=(a_field("a"), a_field("b"))),
        Step("two", "2", (), (a_field("c"),), when(field="a", filled=True)),
        Step("three", "3", fields=(a_field("d"), a_field("e", when(field="b", filled=True)))),
    )
    assert following_step(definition, "one", {"a": "x"}, TODAY) is None
    assert following_step(definition, "two", {}, TODAY).name == "three"
    assert following_step(definition, "three", {}, TODAY) is None


scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats()
anything = st.recursive(scalars, lambda x: st.lists(x, max_size=3), max_leaves=5)
leaves = st.one_of(
    st.builds(
        lambda f, op, v: Condition(f, op, v),
        st.sampled_from("abc"),
        st.sampled_from(["is", "is_not", "before", "after", "at_least", "at_most"]),
        st.sampled_from(["x", "today-45y", "2026-01-01", 3, 2.5, True]),
    ),
    st.builds(lambda f, op: Condition(f, op), st.sampled_from("abc"), st.sampled_from(["filled"])),
)


@given(leaves, st.dictionaries(st.sampled_from("abc"), anything))
def test_no_answer_of_whatever_form_breaks_a_condition(condition, answers):
    assert holds(condition, answers, TODAY) in (True, False)


@given(leaves)
def test_a_condition_survives_its_json_form(condition):
    try:
        data = conditions.to_data(condition)
        again = conditions.from_data(data)
    except conditions.MalformedConditionError:
        return  # such as "before" a number, which staff cannot write either
    assert again == condition


@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), leaves), max_size=6),
    st.dictionaries(st.sampled_from("abcdef"), anything),
)
def test_what_counts_is_a_fixed_point(gates, answers):
    """Considering what was considered changes nothing, unless conditions go round in circles."""
    order = "abcdef"
    fields = {}
    for name, condition in gates:
        if order.index(condition.field) < order.index(name):
            fields[name] = a_field(name, condition)
    definition = a_definition(
        Step("one", "1", fields=tuple(fields.get(n, a_field(n)) for n in order))
    )

    once = relevant_answers(definition, answers, TODAY)

    assert relevant_answers(definition, once, TODAY) == once


def test_a_threshold_of_the_law_is_written_as_it_was_read():
    data = {"field": "salary", "below": {"threshold": "blue-card-general"}}

    assert conditions.to_data(conditions.from_data(data)) == data


def test_below_leaves_the_limit_itself_out():
    condition = conditions.from_data({"field": "salary", "below": 100})

    assert conditions.holds(condition, {"salary": "99.99"}, TODAY)
    assert not conditions.holds(condition, {"salary": "100.00"}, TODAY)


def test_a_document_of_a_step_that_is_not_shown_is_not_called_for():
    step = Step("papers", "Papers", condition=when(field="x", **{"is": "a"}))
    definition = Definition((step,), (Requirement("paper", "Paper", step="papers"),))

    assert [each.id for each in required_documents(definition, {"x": "a"}, TODAY)] == ["paper"]
    assert required_documents(definition, {"x": "b"}, TODAY) == ()


def test_a_hint_of_a_step_that_is_not_shown_is_not_given():
    always = when(field="a", filled=True)
    stop = Hint("stop", "more", "stop", always, "Halt", "Hier nicht.")
    fields = (Field("a", "text", "A"),)
    more = Step(
        "more", "Mehr", fields=(Field("b", "text", "B"),), condition=when(field="a", **{"is": "x"})
    )
    definition = Definition(steps=(Step("one", "Eins", fields=fields), more), hints=(stop,))
    assert hints_for(definition, {"a": "y"}, TODAY) == (), "nobody could read why they must stop"
    assert hints_for(definition, {"a": "x"}, TODAY) == (stop,)


def test_what_counts_is_worked_out_once_and_again_for_other_conditions_or_another_day():
    steps = (Step("one", "Eins", fields=(Field("a", "text", "A"),)),)
    definition = Definition(steps=steps, gates=gates_of(steps))
    seen = considered(definition, {"a": "x"}, TODAY)
    assert considered(definition, seen, TODAY) is seen
    assert considered(definition, seen, date(2026, 11, 23)) is not seen
    other = Definition(
        steps=(
            Step(
                "one",
                "Eins",
                fields=(Field("a", "text", "A", condition=when(field="c", filled=True)),),
            ),
        )
    )
    assert dict(considered(other, seen, TODAY)) == {}
