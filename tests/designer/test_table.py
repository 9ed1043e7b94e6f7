"""Two people at one table of translations: nothing that somebody typed is lost or saved over."""

from dataclasses import replace

from permitdesk.designer.table import DEPARTS, Sought, following, found, sorted_out, typed
from permitdesk.translation import IN_WORK, MACHINE, MISSING, OUTDATED, TRANSLATED, Entry

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


def test_the_table_can_be_narrowed_to_what_departs_from_the_glossary():
    assert found([A, B, C], Sought(DEPARTS), {}, {"c"}) == [C]
    assert found([A, B, C], Sought(DEPARTS), {}) == []


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


def test_the_whole_table_is_searched_in_german_translation_comment_and_place():
    def keys(**sought):
        return [e.key for e in found(NOW.values(), Sought(**sought), {"a": "person", "b": "stay"})]

    assert keys(words="PASS") == ["a"] and keys(words="körper") == ["c"]
    assert keys(words="aufenthalt visum") == ["b"] and keys(words="passport") == ["a"]
    assert keys(state="open") == ["b", "c"] and keys(state=TRANSLATED) == ["a"]
    assert keys(step="stay") == ["b"] and keys(step="nowhere") == []


def test_the_next_open_text_is_behind_this_one_or_from_the_beginning():
    every = [A, B, replace(C, state=IN_WORK)]

    assert following(every, "a") == "b" and following(every, "b") == "c"
    assert following(every, "c") == "b" and following([A], "a") == ""
