"""What is found in a definition: contradictions, doubles, hard German, gaps, unverified law."""

from datetime import date

import pytest

from permitdesk.core.plain_german import hard_to_read
from permitdesk.services.asked import gates_of
from permitdesk.services.checks import (
    definition_findings,
    language_findings,
    law_findings,
    place_of_key,
)
from permitdesk.services.conditions import from_data
from permitdesk.services.definition import (
    Definition,
    Field,
    Hint,
    Option,
    Requirement,
    Rule,
    Step,
)
from permitdesk.services.findings import BLOCKS, MEND, REMARK, Place, ordered, place_in_words
from permitdesk.services.labels import Label
from permitdesk.services.logic import logic_findings

WORK = Field("work", "yes-no", "Arbeiten Sie?", required=True)
NEVER = from_data({"all": [{"field": "work", "is": True}, {"field": "work", "is": False}]})
ONLY_WORK = from_data({"field": "work", "is": True})
NO_WORK = from_data({"field": "work", "is": False})


def a_form(*fields, condition=None, second=(), **more):
    steps = (
        Step("one", "Eins", fields=fields),
        *((Step("two", "Zwei", fields=second, condition=condition),) if second else ()),
    )
    more = {"texts": {"title": "Dienst"}, **more}
    return Definition(steps=steps, gates=gates_of(steps), **more)


def found(definition, reading=True):
    return [
        (each.kind, each.severity, each.place.name)
        for each in definition_findings(definition, reading=reading)
    ]


def test_a_sound_form_has_no_findings():
    name = Field("name", "text", "Ihr Name", required=True, condition=ONLY_WORK)
    assert found(a_form(WORK, name)) == []


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (Field("x", "text", "X", condition=NEVER), ("never-true", MEND, "x")),
        (
            Field("x", "text", "X", required=True, condition=NEVER),
            ("hidden-for-ever", MEND, "x"),
        ),
        (
            Field("x", "integer", "X", required=True, rules=(Rule("min", 5), Rule("max", 4))),
            ("no-answer", BLOCKS, "x"),
        ),
        (
            Field("x", "text", "X", rules=(Rule("min_length", 9), Rule("max_length", 4))),
            ("no-answer", MEND, "x"),
        ),
        (
            Field("x", "choice", "X", required=True, options=(Option("a", "A", NEVER),)),
            ("no-answer", BLOCKS, "x"),
        ),
        (
            Field("x", "text", "X", condition=from_data({"field": "work", "is": "ja"})),
            ("unknown-value", MEND, "x"),
        ),
    ],
)
def test_what_can_never_be(field, expected):
    assert expected in found(a_form(WORK, field))


def test_a_step_that_nobody_reaches_is_named_once_and_what_stands_in_it_is_not():
    hidden = Field("x", "text", "X", required=True, condition=ONLY_WORK)

    assert found(a_form(WORK, second=(hidden,), condition=NEVER)) == [
        ("never-reached", MEND, "two")
    ]


def test_a_question_that_its_own_step_excludes():
    (only,) = logic_findings(
        a_form(WORK, second=(Field("x", "text", "X", condition=ONLY_WORK),), condition=NO_WORK)
    )

    assert "die des Abschnitts" in only.said()


def test_a_stop_that_stops_everybody_blocks():
    filled = from_data({"field": "work", "filled": True})
    hint = Hint("h", "one", "stop", filled, "Halt", "Es geht nicht.")
    other = Hint("i", "one", "stop", ONLY_WORK, "Halt", "Es geht nicht.")

    assert found(a_form(WORK, hints=(hint, other))) == [("always-stops", BLOCKS, "h")]


def test_one_thing_asked_for_by_two_documents_unless_they_exclude_each_other():
    passport = Requirement("passport", "Kopie Ihres Passes", step="one", condition=ONLY_WORK)
    again = Requirement("again", "Kopie Ihres Passes.", step="one")
    other = Requirement("other", "Kopie Ihres Passes", step="one", condition=NO_WORK)

    assert found(a_form(WORK, requirements=(passport, again))) == [
        ("double-document", MEND, "again")
    ]
    assert found(a_form(WORK, requirements=(passport, other))) == []


def test_one_meaning_twice():
    fields = [Field(name, "text", name.upper(), mark="family-name") for name in "ab"]

    assert found(a_form(*fields)) == [("double-mark", MEND, "b")]


def test_a_service_without_a_title_and_an_empty_step_are_named():
    definition = a_form(WORK, texts={})
    empty = Definition(steps=(*definition.steps, Step("z", "Leer")), gates=definition.gates)

    assert found(empty) == [("no-title", BLOCKS, "title"), ("empty-step", MEND, "z")]


def test_gaps_and_outdated_texts_are_counted_by_language():
    labels = {
        "tr": {"field.work.title": Label("Arbeiten Sie?", "Çalışıyor musunuz?")},
        "fr": {"field.work.title": Label("Arbeiten Sie denn?", "Travaillez-vous ?")},
    }
    said = {
        (each.kind, each.severity, each.place.name)
        for each in language_findings(a_form(WORK), labels)
    }

    assert {("untranslated", MEND, "tr"), ("outdated", MEND, "fr")} <= said
    assert ("untranslated", REMARK, "en") in said, "nobody has begun"


def test_figures_of_the_law_that_nobody_has_checked_are_a_remark():
    citizen = Field("citizen", "code-list", "Pass", code_list="nationalities")
    listed = from_data({"field": "citizen", "in": {"list": "western-balkans"}})
    definition = a_form(citizen, Field("x", "text", "X", condition=listed))

    (remark,) = law_findings(definition, date(2026, 12, 1))

    assert (remark.kind, remark.severity) == ("unverified-law", REMARK)


@pytest.mark.parametrize(
    ("text", "easy"),
    [
        ("Geben Sie Ihren Namen so an, wie er im Pass steht.", True),
        ("Wohnen Sie dort seit dem 1. Januar? Dann reicht z. B. die Anmeldung.", True),
        ("Aufenthaltstitel (Verlängerung der Aufenthaltserlaubnis nach § 8 AufenthG)", True),
        (f"{'Wort ' * 12}wählen Sie 112. {'Wort ' * 12}.", True),
        (" ".join(["Wort"] * 23) + ".", False),
        ("Die Donaudampfschifffahrtsgesellschaft.", False),
        ("Bitte beachten Sie, dass Sie kommen müssen.", False),
        ("Die Verlängerung, die Erteilung, die Prüfung und die Ablehnung kosten Geld.", False),
    ],
)
def test_hard_german(text, easy):
    assert (list(hard_to_read(text)) == []) is easy


def test_a_text_key_leads_to_its_place():
    assert place_of_key("field.kind.option.a.b").part == "a.b"
    assert place_of_key("requirement.passport.title").kind == "document"
    assert place_of_key("service.title").kind == "text"


def test_grave_things_come_first_and_each_once():
    definition = a_form(WORK, Field("x", "text", "X", condition=NEVER), texts={})
    every = [*definition_findings(definition), *definition_findings(definition)]

    assert [each.severity for each in ordered(every)] == [BLOCKS, MEND]


def test_a_text_is_called_as_people_read_it():
    assert place_in_words(Place("text", "privacy")) == "Text „Ihre Daten“"
    assert place_in_words(Place("text", "of-another-add-on")) == "Text „of-another-add-on“"
