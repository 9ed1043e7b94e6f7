"""Two people at the texts of one language: nothing that somebody typed is lost or saved over."""

from dataclasses import replace

from permitdesk.translation import (
    MACHINE,
    MISSING,
    OUTDATED,
    TRANSLATED,
    Entry,
    sorted_out,
    typed,
)

A = Entry("a", "Ihr Pass", "Your passport", TRANSLATED, place="Person › Pass")
B = Entry("b", "Ihr Visum", "", MISSING, place="Aufenthalt › Visum")
C = Entry("c", "Größe", "Size", OUTDATED, comment="Körpergröße?", before="Länge")
NOW = {each.key: each for each in (A, B, C)}


def row(entry, text=None, state=None, comment=None, stamp=None):
    return typed(
        entry.key,
        stamp or entry.stamp,
        entry.text if text is None else text,
        entry.state if state is None else state,
        entry.comment if comment is None else comment,
    )


def test_only_what_was_touched_is_saved():
    out = sorted_out([row(A), row(B, "Your visa\r\n"), row(C, state=TRANSLATED)], NOW)

    assert [(each.key, each.text, each.state) for each in out.to_save] == [
        ("b", "Your visa", MISSING),
        ("c", "Size", TRANSLATED),
    ]
    assert out.overtaken == out.gone == ()


def test_what_others_changed_meanwhile_is_told_and_not_saved_over():
    theirs = {**NOW, "a": replace(A, text="Your travel document")}

    assert sorted_out([row(A)], theirs).to_save == (), "an untouched row takes nothing back"
    assert sorted_out([row(A, "Passport")], theirs).overtaken == ("a",)
    again = row(A, "Passport", stamp=theirs["a"].stamp)
    assert [each.text for each in sorted_out([again], theirs).to_save] == ["Passport"]
    assert sorted_out([row(A, "Your travel document")], theirs).overtaken == (), "both wrote it"


def test_a_german_text_that_changed_meanwhile_is_told_too():
    changed = {**NOW, "a": replace(A, source="Ihr Ausweis", state=OUTDATED)}

    assert sorted_out([row(A, "Passport")], changed).overtaken == ("a",)
    assert sorted_out([row(A, "Passport")], {}).gone == ("a",)


def test_what_a_person_changes_is_no_work_of_a_machine_any_more():
    made = replace(A, state=MACHINE)

    assert sorted_out([row(made, "Passport")], {"a": made}).to_save[0].state == TRANSLATED
