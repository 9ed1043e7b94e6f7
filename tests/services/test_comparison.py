"""What differs between two states of a service, in plain words."""

from dataclasses import replace
from datetime import date

from permitdesk.services.comparison import ADDED, CHANGED, REMOVED, compare, facets
from permitdesk.services.conditions import from_data
from permitdesk.services.definition import (
    Definition,
    FeeRule,
    Field,
    Hint,
    Limits,
    Option,
    Requirement,
    Revision,
    Rule,
    Step,
)
from permitdesk.services.labels import sources

TODAY = date(2026, 12, 1)
WORK = Field("work", "yes-no", "Arbeiten Sie?", required=True)
PAY = Field("pay", "money", "Ihr Lohn", condition=from_data({"field": "work", "is": True}))
NAME = Field("name", "text", "Ihr Name")
PASSPORT = Requirement("passport", "Pass", step="one")


def a_revision(*fields, labels=None, slugs=None, **more):
    definition = Definition(steps=(Step("one", "Über Sie", fields=fields),), **more)
    return Revision(
        "x", 1, definition, labels or {}, "", sources=sources(definition), slugs=slugs or {}
    )


def told(old, new):
    """Each difference as ``kind place: part: before -> after``."""
    return [
        f"{each.kind} {each.place.name or each.place.kind}: {line.part}:"
        f" {line.before} -> {line.after}"
        for each in compare(old, new, "de", TODAY)
        for line in each.lines
    ]


def test_the_same_has_no_differences():
    assert told(a_revision(WORK, PAY), a_revision(WORK, PAY)) == []


def test_two_rules_for_one_fee_are_told_apart():
    one = FeeRule("fee", "residence-permit", from_data({"field": "work", "is": True}))
    other = replace(one, condition=from_data({"field": "work", "is": False}))
    revision = a_revision(WORK, fee_rules=(one, other))

    assert told(revision, revision) == []
    assert told(revision, a_revision(WORK, fee_rules=(one,))) != []
    assert told(revision, a_revision(WORK, fee_rules=(one, replace(other, condition=None)))) == [
        "changed residence-permit: Nur wenn: Arbeiten Sie?: „Nein“ -> "
    ]


def test_a_condition_is_said_as_a_sentence():
    was, now = a_revision(WORK, PAY), a_revision(WORK, replace(PAY, condition=None))

    assert told(was, now) == ["changed pay: Nur wenn: Arbeiten Sie?: „Ja“ -> "]


def test_what_came_and_what_went_is_told_whole_and_moves_nothing_else():
    found = compare(a_revision(WORK, PAY), a_revision(NAME, WORK), "de", TODAY)

    assert [(each.kind, each.place.name) for each in found] == [(ADDED, "name"), (REMOVED, "pay")]
    assert any(str(line.after) == "Ihr Name" for line in found[0].lines)


def test_of_three_in_another_order_one_has_moved():
    found = told(a_revision(WORK, PAY, NAME), a_revision(NAME, WORK, PAY))

    assert found == ["changed name: Reihenfolge: steht nach „Ihr Lohn“ -> steht am Anfang"]


def test_options_rules_documents_limits_hints_and_texts():
    kind = Field("kind", "choice", "Art", options=(Option("a", "Neu"), Option("b", "Alt")))
    more = replace(kind, options=(Option("a", "Erstmals"), Option("b", "Alt")))
    strict = replace(NAME, rules=(Rule("max_length", 40),))
    hint = Hint("h", "one", "info", from_data({"field": "kind", "is": "a"}), "Titel", "Text")
    was = a_revision(kind, NAME, requirements=(PASSPORT,), texts={"title": "Dienst"})
    now = a_revision(
        more,
        strict,
        requirements=(replace(PASSPORT, required=False, may_come_later=False),),
        texts={"title": "Online-Dienst"},
        limits=Limits(5, 2),
        hints=(hint,),
    )

    said = "\n".join(told(was, now))

    for line in (
        "Grenzen: 20 Dateien, eine höchstens 10 MB groß -> 5 Dateien, eine höchstens 2 MB groß",
        "title: Text: Dienst -> Online-Dienst",
        "kind: Antwort „a“: Neu -> Erstmals",
        "name: Regeln:  -> höchstens 40 Zeichen",
        "passport: Pflicht: Ja -> Nein",
        "added h: Nur wenn:  -> Art: „Erstmals“",
    ):
        assert line in said


def test_another_translation_of_the_same_german_is_told_by_its_german():
    was = a_revision(NAME, labels={"tr": {"field.name.title": "Ad"}})
    now = a_revision(NAME, labels={"tr": {"field.name.title": "Adınız"}})

    (found,) = compare(was, now, "de", TODAY)

    assert (found.kind, found.place.name) == (CHANGED, "tr")
    assert (found.lines[0].part, found.lines[0].after) == ("Ihr Name", "Adınız")


def test_a_revision_is_said_in_order():
    said = facets(a_revision(WORK, PAY, requirements=(PASSPORT,)), "de", TODAY)

    assert [each.kind for each in said] == ["service", "step", "field", "field", "document"]
