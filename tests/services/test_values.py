"""Derived values in a whole service: what stands in the way of publishing, and what pages read."""

import json
from datetime import date

import pytest

from permitdesk.services import (
    UnpublishableError,
    asked_steps,
    following_step,
    hints_for,
    parse,
    prerequisites_for,
    relevant_answers,
)

TODAY = date(2026, 11, 23)
MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:permitdesk="urn:permitdesk:service">
  <schema permitdesk:values='{values}' permitdesk:steps='{{"more": {{"condition": {condition}}}}}'>
    <fieldset name="one" label="Eins">
      <field name="stays" type="permitdesk.services.fields.Group"><title>Zeiten</title></field>
      <field name="begin" type="zope.schema.Date" permitdesk:group="stays">
        <title>Von</title></field>
      <field name="end" type="zope.schema.Date" permitdesk:group="stays"><title>Bis</title></field>
      <field name="place" type="zope.schema.TextLine" permitdesk:group="stays"
        {row}><title>Ort</title></field>
      <field name="text" type="zope.schema.TextLine"><title>Text</title></field>
      <field name="level" type="zope.schema.Choice"><title>Stufe</title>
        <values><element key="A1">A1</element><element key="A2">A2</element></values></field>
    </fieldset>
    <fieldset name="more" label="Mehr">
      <field name="why" type="zope.schema.TextLine"><title>Warum</title></field>
    </fieldset>
  </schema>
</model>"""
MONTHS = {"name": "months", "kind": "months", "rows": "stays", "from": "begin", "until": "end"}
LONG = '{"field": "months", "at_least": 12}'
A_YEAR = {"stays": [{"begin": "2020-01-01", "end": "2020-12-31"}]}


def a_service(*values: dict, condition: str = LONG, row: str = "", hints=()):
    source = MODEL.format(values=json.dumps(values or [MONTHS]), condition=condition, row=row)
    return parse(source, {}, hints)


def a_prerequisite(**changes) -> dict:
    return {
        "id": "time",
        "step": "one",
        "kind": "prerequisite",
        "title": "Zeit",
        "text": "Nach Ihren Angaben: ${months}.",
        "met": json.loads(LONG),
        "missing": {"field": "months", "below": 12},
        "shows": ["months"],
        **changes,
    }


def test_a_step_is_asked_by_a_derived_value_and_the_value_is_no_answer():
    definition = a_service()

    assert [step.name for step in asked_steps(definition, {}, TODAY)] == ["one"]
    assert [step.name for step in asked_steps(definition, A_YEAR, TODAY)] == ["one", "more"]
    assert set(relevant_answers(definition, A_YEAR, TODAY)) == {"stays"}
    # An answer of that name would decide nothing.
    assert hints_for(definition, {"months": 99}, TODAY) == ()
    assert len(asked_steps(definition, {"months": 99}, TODAY)) == 1


def test_the_button_does_not_promise_a_step_that_the_rows_on_this_page_decide():
    assert following_step(a_service(), "one", A_YEAR, TODAY) is None


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (A_YEAR, "met"),
        ({"stays": [{"begin": "2020-01-01", "end": "2020-12-30"}]}, "missing"),
        ({}, "unseen"),
    ],
)
def test_a_prerequisite_says_what_is_certain(answers, state):
    definition = a_service(hints=[a_prerequisite()])

    assert [said for _each, said in prerequisites_for(definition, answers, TODAY)] == [state]
    assert definition.hints == ()


@pytest.mark.parametrize(
    ("values", "more", "complaint"),
    [
        ([{**MONTHS, "rows": "nowhere"}], {}, "nennt ein Feld, das es nicht gibt: „nowhere“"),
        ([{**MONTHS, "rows": "text"}], {}, "„text“ ist keine Gruppe"),
        ([{**MONTHS, "from": "start"}], {}, "„stays“ hat kein Feld „start“"),
        ([{**MONTHS, "from": "place"}], {}, "„place“ ist kein Datum"),
        ([{**MONTHS, "by": "text"}], {}, "„text“ ist kein Datum"),
        ([MONTHS, {"name": "n", "kind": "sum", "of": [{"value": "text"}]}], {}, "keine Zahl"),
        ([MONTHS, {"name": "n", "kind": "age", "field": "text"}], {}, "kein Datum"),
        ([MONTHS, {"name": "n", "kind": "rank", "field": "text", "order": ["A1"]}], {}, "Auswahl"),
        ([MONTHS, {"name": "n", "kind": "rank", "field": "level", "order": ["A1"]}], {}, "„A2“"),
        ([MONTHS, MONTHS], {}, "gibt es zweimal"),
        ([{**MONTHS, "name": "text"}], {"condition": "{}"}, "„text“ gibt es 2-mal"),
        (
            [
                MONTHS,
                {"name": "a", "kind": "sum", "of": [{"value": "b"}]},
                {"name": "b", "kind": "sum", "of": [{"value": "a"}]},
            ],
            {},
            "drehen sich im Kreis",
        ),
        (
            [{**MONTHS, "where": {"field": "place", "filled": True}}],
            {"row": """permitdesk:condition='{"field": "text", "filled": true}'"""},
            "wird nicht immer gefragt",
        ),
        # Rows see answers only: wizard and API would differ.
        (
            [],
            {"row": """permitdesk:condition='{"field": "months", "at_least": 3}'"""},
            "nennt ein Feld, das es nicht gibt: „months“",
        ),
        ([], {"condition": '{"field": "years", "at_least": 3}'}, "„years“"),
        ([], {"hints": [a_prerequisite(text="${years}")]}, "Der Text nennt, was es nicht gibt"),
        ([], {"hints": [a_prerequisite(shows=["years"])]}, "zeigt, was es nicht gibt"),
        ([], {"hints": [a_prerequisite(step="two")]}, "ein Abschnitt, den es nicht gibt"),
        ([], {"hints": [a_prerequisite(), a_prerequisite()]}, "gibt es 2-mal"),
        ([], {"hints": [a_prerequisite(title=" ")]}, "braucht einen Titel und einen Text"),
        ([], {"hints": [a_prerequisite(met={"field": "gone", "filled": True})]}, "„gone“"),
    ],
)
def test_what_stands_in_the_way_of_publishing(values, more, complaint):
    with pytest.raises(UnpublishableError) as refused:
        a_service(*values, **more)

    assert complaint in str(refused.value)
