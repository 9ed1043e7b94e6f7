"""The table of a language: narrowed, searched, gone through."""

from dataclasses import replace

from permitdesk.designer.table import DEPARTS, Sought, following, found
from permitdesk.translation import IN_WORK, MISSING, OUTDATED, TRANSLATED, Entry

A = Entry("a", "Ihr Pass", "Your passport", TRANSLATED, place="Person › Pass")
B = Entry("b", "Ihr Visum", "", MISSING, place="Aufenthalt › Visum")
C = Entry("c", "Größe", "Size", OUTDATED, comment="Körpergröße?", before="Länge")
NOW = {each.key: each for each in (A, B, C)}


def test_the_table_can_be_narrowed_to_what_departs_from_the_glossary():
    assert found([A, B, C], Sought(DEPARTS), {}, {"c"}) == [C]
    assert found([A, B, C], Sought(DEPARTS), {}) == []


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
