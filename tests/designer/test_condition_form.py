"""Conditions as rows: what is filled in is what is meant, and what is there can be changed."""

import pytest

from permitdesk.designer.condition_form import MOST_ROWS, ConditionForm
from permitdesk.designer.subjects import Subject
from permitdesk.services.conditions import from_data, same, to_data
from permitdesk.services.definition import Option

STATUS = Subject("status", "Status", "choice", (Option("a", "A"), Option("b", "B")))
SUBJECTS = {
    each.name: each
    for each in (
        STATUS,
        Subject("married", "Verheiratet", "yes-no"),
        Subject("salary", "Lohn", "money"),
        Subject("rent", "Miete", "money"),
        Subject("born", "Geburtstag", "partial-date"),
        Subject("country", "Staat", "code-list", code_list="countries"),
        Subject("name", "Name", "text"),
    )
}


def a_form(condition=None, form=None) -> ConditionForm:
    read = from_data(condition) if condition else None
    return ConditionForm("if", SUBJECTS, read, form, str, ("privileged",), ("minimum-wage",))


def filled(form: ConditionForm) -> dict[str, object]:
    """What a browser would send of a form that nobody touched."""
    return {"if_rows": " ".join(form.rows), **form.stored}


def read(condition, form: dict):
    """What is read from a form, as data, and what is complained about."""
    said = []
    posted = a_form(condition, form)
    answers = {each.name: form.get(each.name) for each in posted.asked if form.get(each.name)}
    made = posted.read(answers, lambda name, message: said.append(name))
    return (to_data(made) if made else None), said


CONDITIONS = [
    {"field": "status", "is": "a"},
    {"field": "status", "in": ["a"]},
    {"field": "status", "not_in": ["a", "b"]},
    {"field": "married", "is": False},
    {"field": "name", "filled": True},
    {"field": "salary", "at_least": 12.5},
    {"field": "salary", "is": 12},
    {"field": "salary", "below": {"threshold": "minimum-wage"}},
    {"field": "salary", "above": {"field": "rent"}},
    {"field": "born", "after": "today-18y"},
    {"field": "born", "before": "today"},
    {"field": "born", "at_most": "2020-02-29"},
    {"field": "country", "in": {"list": "privileged"}},
    {"field": "country", "in": ["USA", "CAN"]},
    {"all": [{"field": "status", "is": "a"}, {"field": "name", "empty": True}]},
    {
        "any": [
            {"field": "married", "is": True},
            {"all": [{"field": "status", "is": "a"}, {"field": "born", "after": "today-2y"}]},
        ]
    },
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_a_condition_comes_back_as_it_was(condition):
    form = a_form(condition)
    assert form.is_simple
    assert read(condition, filled(form)) == (condition, [])


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_the_same_can_be_filled_in_where_there_was_none(condition):
    made, said = read(None, filled(a_form(condition)))
    assert not said
    assert same(from_data(made), from_data(condition))


@pytest.mark.parametrize(
    "condition",
    [
        {"field": "gone", "filled": True},
        {"field": "name", "is": "x"},
        {"field": "status", "is": "no such answer"},
        {"any": [{"all": [{"any": [{"field": "name", "filled": True}]}]}]},
        {"field": "country", "in": {"list": "unknown"}},
    ],
    ids=str,
)
def test_what_rows_cannot_say_stays_as_it_is(condition):
    form = a_form(condition)
    assert not form.is_simple and not form.rows
    assert read(condition, {}) == (condition, [])


def test_rows_come_and_go_and_the_others_keep_what_was_typed():
    sent = filled(a_form({"field": "status", "is": "a"})) | {"if_do": "add"}
    form = a_form(None, sent)
    assert form.rows == ["0", "1"] and form.is_changing
    form = a_form(None, {"if_rows": "0 1", "if_do": "add-block"})
    assert form.rows == ["0", "1", "2b", "2_0"]
    form = a_form(None, {"if_rows": "0 2b 2_0 3", "if_do": "add:2"})
    assert form.rows == ["0", "2b", "2_0", "2_1", "3"]
    form = a_form(None, {"if_rows": "0 2b 2_0 3", "if_do": "remove:2b"})
    assert form.rows == ["0", "3"]


def test_no_row_is_lost_where_there_are_too_many():
    many = {"any": [{"field": "salary", "is": number} for number in range(MOST_ROWS + 1)]}
    form = a_form(many)
    assert not form.is_simple and read(many, {}) == (many, [])
    most = {"any": many["any"][:MOST_ROWS]}
    form = a_form(None, filled(a_form(most)) | {"if_do": "add"})
    assert form.is_full and len(form.rows) == MOST_ROWS
    assert read(most, filled(a_form(most))) == (most, [])


def test_all_rows_taken_away_is_no_condition():
    assert read({"field": "status", "is": "a"}, {"if_rows": ""}) == (None, [])


def test_what_is_missing_is_told_where_it_is_missing():
    assert read(None, {"if_rows": "0", "if_0_field": "status"})[1] == ["if_0_field"]
    sent = {"if_rows": "0", "if_0_field": "status", "if_0_op": "is"}
    assert read(None, sent)[1] == ["if_0_values"]
    sent = {"if_rows": "0", "if_0_field": "salary", "if_0_op": "below", "if_0_way": "number"}
    assert read(None, sent | {"if_0_amount": "viel"})[1] == ["if_0_amount"]
    sent = {"if_rows": "0", "if_0_field": "born", "if_0_op": "before", "if_0_way": "day"}
    assert read(None, sent | {"if_0_amount": "31.02.2026"})[1] == ["if_0_amount"]


def test_a_comparison_of_another_kind_of_answer_is_refused():
    sent = {"if_rows": "0", "if_0_field": "name", "if_0_op": "before"}
    assert read(None, sent)[1]


@pytest.mark.parametrize(
    "rows", ["../x", "0 1x 2", "9999", "0 0 0", "b", " ".join(map(str, range(99)))]
)
def test_nonsense_in_place_of_rows_does_no_harm(rows):
    form = a_form(None, {"if_rows": rows, "if_do": "remove:<script>"})
    assert len(form.rows) <= 30
    form.read({}, lambda *said: None)


def test_a_derived_value_is_no_answer_where_something_is_compared_with_it():
    age = Subject("age", "Alter", "number", is_value=True)
    assert age.compared.mapping == SUBJECTS["rent"].compared.mapping | {"title": "Alter"}
    assert age.compared.default.startswith("Wert")
    assert SUBJECTS["rent"].compared.default.startswith("Antwort auf")
