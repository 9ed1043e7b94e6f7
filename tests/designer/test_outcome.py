"""What answers come to, and how it differs from what was accepted: plain functions."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from permitdesk.casework import Destination
from permitdesk.designer.trying.differences import Difference, differences
from permitdesk.designer.trying.outcome import LETTER, Outcome, form_for, outcome_of, with_desk
from permitdesk.designer.trying.words import Titles, said
from permitdesk.services import sources
from permitdesk.services.definition import (
    Condition,
    Definition,
    Field,
    Hint,
    Requirement,
    Revision,
    Step,
)

DAY = date(2026, 12, 1)


def a_revision(*fields, requirements=(), hints=(), texts=None):
    """One step with these questions, documents and hints."""
    asked = fields or (a_field("name"), a_field("child", "yes-no"))
    definition = Definition(
        steps=(Step("one", "Schritt", fields=tuple(asked)),),
        requirements=tuple(requirements),
        hints=tuple(hints),
        texts=texts or {"title": "Dienst", "next": "Wir prüfen."},
    )
    return Revision("x", 1, definition, {}, "digest", sources=sources(definition))


def a_field(name, kind="text", **changes):
    return Field(name, kind, f"Frage {name}", **changes)


def outcome(revision, documents=(), **answers):
    return outcome_of(form_for(revision, answers, documents, DAY))


def test_an_outcome_tells_questions_documents_hints_and_errors_in_order():
    is_child = Condition("child", "is", True)
    revision = a_revision(
        a_field("name", required=True),
        a_field("child", "yes-no"),
        a_field("school", condition=is_child, required=True),
        requirements=[Requirement("report", "Zeugnis", condition=is_child, step="one")],
        hints=[Hint("young", "one", "info", is_child, "Hinweis", "Text")],
    )

    found = outcome(revision, child=True)

    assert found.questions == ("name", "child", "school")
    assert found.documents == ("report",) and found.hints == ("young",)
    assert set(found.errors) == {"name", "school", "documents.report"}
    assert found.letter == {"service.title": "Dienst", "service.next": "Wir prüfen."}
    assert not outcome(revision, name="A", child=False).errors


def test_the_day_is_a_value_of_the_form():
    grown_up = Condition("born", "before", "today-18y")
    revision = a_revision(a_field("born", "date"), a_field("job", condition=grown_up))

    form = form_for(revision, {"born": "2010-06-01"}, (), date(2026, 12, 1))

    assert outcome_of(form).questions == ("born",)
    assert outcome_of(replace(form, today=date(2028, 12, 1))).questions == ("born", "job")


def test_who_is_stopped_cannot_send():
    stop = Hint("no", "one", "stop", Condition("child", "is", True), "Nein", "Hier nicht")
    revision = a_revision(hints=[stop])
    assert outcome(revision, child=True).stopped and not outcome(revision, child=False).stopped


def test_rows_are_asked_by_number():
    rows = a_field("stays", "group", fields=(a_field("place"),), max_rows=3)
    found = outcome(a_revision(rows), stays=[{"place": "Rom"}, {"place": "Wien"}])
    assert found.questions == ("stays", "stays.0.place", "stays.1.place")


# -- differences


def test_nothing_differs_from_itself_and_nothing_accepted_is_no_difference():
    data = outcome(a_revision(), name="A").data()
    assert differences(data, data) == () == differences(None, data)


def test_every_part_is_compared():
    before = Outcome(
        questions=("a", "b", "c"),
        hints=("old",),
        prerequisites={"time": "met"},
        documents=("pass",),
        fee={"summary": "100 Euro", "lines": ["x"]},
        errors={"a": ("Fehlt.",)},
        letter={"service.next": "Vorher"},
        desk="one/a-k",
        desk_title="Eins · A–K",
    )
    after = Outcome(
        questions=("b", "a", "d"),
        prerequisites={"time": "missing"},
        documents=("pass", "photo"),
        fee={"summary": "93 Euro", "lines": ["x"]},
        stopped=True,
        letter={"service.next": "Nachher"},
        desk="one/l-z",
        desk_title="Eins · L–Z",
    )
    assert differences(before.data(), after.data()) == (
        Difference("question", "removed", "c"),
        Difference("question", "added", "d"),
        Difference("question", "moved", "b"),
        Difference("document", "added", "photo"),
        Difference("hint", "removed", "old"),
        Difference("prerequisite", "changed", "time", "met", "missing"),
        Difference("error", "removed", "a", ["Fehlt."]),
        Difference("letter", "changed", "service.next", "Vorher", "Nachher"),
        Difference("fee", "changed", "", "100 Euro", "93 Euro"),
        Difference("desk", "changed", "", "Eins · A–K", "Eins · L–Z"),
        Difference("stopped", "changed", "", False, True),
    )


def test_an_office_without_units_is_no_difference():
    with_one = Outcome(desk="one/a-k").data()
    assert differences(with_one, Outcome().data()) == ()
    assert differences(Outcome().data(), with_one) == ()


def test_what_the_accepted_outcome_does_not_have_is_not_compared():
    assert (
        differences({"documents": ["a"]}, Outcome(questions=("x",), documents=("a",)).data()) == ()
    )


names = st.lists(st.sampled_from("abcdef"), unique=True)


@given(names, names)
def test_lists_differ_exactly_where_they_are_not_equal(before, after):
    found = differences({"questions": before}, {"questions": after})
    assert bool(found) == (before != after)
    assert {d.name for d in found if d.kind == "added"} == set(after) - set(before)
    assert {d.name for d in found if d.kind == "removed"} == set(before) - set(after)


# -- words


def test_differences_are_said_with_titles_also_of_what_is_gone():
    old = a_revision(a_field("phone"), a_field("name"))
    new = a_revision(
        a_field("name"),
        a_field("stays", "group", fields=(a_field("place"),)),
        requirements=[Requirement("pass", "Ihr Pass", step="one")],
    )
    titles = Titles([new, old], "de")
    found = [
        Difference("question", "removed", "phone"),
        Difference("question", "added", "stays.1.place"),
        Difference("error", "added", "documents.pass", None, ["Laden Sie es hoch."]),
        Difference("question", "added", "nobody_knows"),
        Difference("fee", "changed", "", "100 Euro", None),
        Difference("stopped", "changed", "", False, True),
    ]
    assert said(found, titles) == [
        "Nicht mehr gefragt wird: „Frage phone“",
        "Neu gefragt wird: „Frage place (2)“",
        "Neuer Fehler bei „Ihr Pass“: Laden Sie es hoch.",
        "Neu gefragt wird: „nobody_knows“",
        "Gebühr: vorher „100 Euro“, jetzt „keine Angabe“",
        "Mit diesen Antworten kann niemand mehr einen Antrag senden",
    ]


def test_every_kind_of_difference_has_words():
    titles = Titles([a_revision()], "de")
    before = Outcome(
        ("a", "b"), ("h",), {"p": "met", "q": "met"}, ("d",), None, {"a": ("x",), "b": ("y",)},
        False, dict.fromkeys(LETTER[:2], "alt"), "u/a", "A",
    )  # fmt: skip
    after = Outcome(
        ("b", "a", "c"), ("i",), {"p": "unseen", "r": "met"}, ("e",), {"summary": "1", "lines": []},
        {"a": ("z",), "c": ("y",)}, True, {LETTER[1]: "neu", LETTER[2]: "neu"}, "u/b", "B",
    )  # fmt: skip
    there, back = differences(before.data(), after.data()), differences(after.data(), before.data())
    assert len(said(there, titles)) == len(there) and len(said(back, titles)) == len(back)
    assert not any("${" in line for line in said((*there, *back), titles))


def test_a_desk_is_told_by_its_title():
    found = with_desk(Outcome(), Destination("one/a-k", "Eins", "Ordner A–K", "Weil."))
    assert (found.desk, found.desk_title, found.why) == ("one/a-k", "Eins · Ordner A–K", "Weil.")
    assert with_desk(Outcome(), None) == Outcome()
