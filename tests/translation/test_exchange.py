"""Files of translations: they come back as they went out, and only what fits is taken."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.translation import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    TRANSLATED,
    Entry,
    UnreadableFileError,
    plan,
    po,
    xliff,
)

TABLE = (
    Entry("a.title", "Ihr Pass", "Ваш паспорт", TRANSLATED, place="Schritt 1 › Pass"),
    Entry("a.help", "Mit „${months}“ & <5", 'З «${months}» & < 5\nі "ще"', REVIEWED, comment="Ok?"),
    Entry("b.title", "Visum", "", MISSING),
    Entry("c.title", "Neu", "Старе", OUTDATED, before="Alt, sehr"),
    Entry("d.title", "Halb", "Пів", IN_WORK),
    Entry("e.title", "Maschine", "Машина", MACHINE),
)
KNOWN = {entry.key: entry for entry in TABLE}
FILES = {
    "po": (lambda: po.write("uk", TABLE), lambda data: po.read(data, unfinished=True)),
    "xliff": (lambda: xliff.write("x", "uk", TABLE), lambda data: xliff.read(data, "uk")),
}


def keys(plan_, why=""):
    if not why:
        return [each.key for each in plan_.taken]
    return [each.entry.key for each in plan_.refused if why in str(each.reasons[0])]


@pytest.mark.parametrize("kind", FILES)
def test_what_comes_back_as_it_went_changes_nothing(kind):
    write, read = FILES[kind]

    done = plan(KNOWN, read(write()))

    assert (done.taken, done.refused, done.unchanged) == ((), (), len(TABLE))


def test_an_xliff_file_says_all_that_the_table_says():
    back = {entry.key: entry for entry in xliff.read(xliff.write("x", "uk", TABLE), "uk")}

    for entry in TABLE:
        assert (back[entry.key].source, back[entry.key].text) == (entry.source, entry.text)
        assert back[entry.key].state == (entry.state if entry.text else "")
        assert back[entry.key].comment == entry.comment
    whole = [replace(back[e.key], state=e.state, place=e.place, before=e.before) for e in TABLE]
    assert xliff.write("x", "uk", whole) == xliff.write("x", "uk", TABLE)


def test_a_po_file_marks_what_is_not_finished_and_keeps_the_old_german():
    text = po.write("uk", TABLE).decode()

    assert text.count("#, fuzzy") == 2 and '#| msgid "Alt, sehr"' in text
    assert "#. Schritt 1 › Pass" in text and "# Ok?" in text
    taken = {entry.key: entry.text for entry in po.read(text.encode())}
    assert taken["c.title"] == "" and taken["a.title"] == "Ваш паспорт"


def test_only_what_fits_is_taken_and_the_rest_is_told_with_its_reason():
    done = plan(
        KNOWN,
        [
            Entry("b.title", "Visum", " Віза ", TRANSLATED),
            Entry("a.title", "Ihr Ausweis", "Посвідчення", TRANSLATED),
            Entry("a.help", KNOWN["a.help"].source, "Без місяців", TRANSLATED),
            Entry("c.title", "Neu", "", ""),
            Entry("d.title", "Halb", "<i>Пів</i>", TRANSLATED),
            Entry("z.title", "Fremd", "Чуже", TRANSLATED),
            Entry("b.title", "Visum", "Ще раз", TRANSLATED),
        ],
    )

    assert keys(done) == ["b.title"] and done.taken[0].text == "Віза"
    assert keys(done, "translation_import_german") == ["a.title"]
    assert keys(done, "translation_place_lost") == ["a.help"]
    assert keys(done, "translation_import_empty") == ["c.title"]
    assert keys(done, "translation_markup") == ["d.title"]
    assert keys(done, "translation_import_unknown") == ["z.title"]
    assert keys(done, "translation_import_twice") == ["b.title"]


def test_a_file_confirms_reviews_and_finishes_but_takes_no_review_back():
    done = plan(
        KNOWN,
        [
            Entry("a.title", "Ihr Pass", "Ваш паспорт", REVIEWED),
            Entry("a.help", KNOWN["a.help"].source, KNOWN["a.help"].text, TRANSLATED),
            Entry("c.title", "Neu", "Старе", TRANSLATED),
            Entry("d.title", "Halb", "Половина", OUTDATED),
            Entry("e.title", "Maschine", "Машина", TRANSLATED),
        ],
    )

    assert {each.key: each.state for each in done.taken} == {
        "a.title": REVIEWED,
        "c.title": TRANSLATED,
        "d.title": IN_WORK,
    }


def a_file(inside: str, head: str = "") -> bytes:
    return f"""{head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file
      source-language="de" target-language="uk" datatype="plaintext" original="x"><body>{inside}
      </body></file></xliff>""".encode()


BOMB = '<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data, word",
    [
        (a_file("<trans-unit id='a'><source>&b;</source></trans-unit>", BOMB), "DOCTYPE"),
        (a_file("", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "DOCTYPE"),
        (a_file("<trans-unit><source>x</source></trans-unit>"), "Schlüssel"),
        (a_file("<trans-unit id='a'/>"), "deutsche Text"),
        (a_file("").replace(b'"uk"', b'"ru"'), "„ru“"),
        (b"<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>", "1.2"),
        (b"PK\x03\x04", "XML"),
        (b"", "XML"),
        (b" " * 4_000_001, "zu groß"),
    ],
)
def test_a_file_that_is_none_or_reaches_out_is_refused_in_words(data, word):
    with pytest.raises(UnreadableFileError, match=word):
        xliff.read(data, "uk")


PLURAL = 'msgctxt "a"\nmsgid "x"\n{}msgid_plural "y"\nmsgstr[0] "z"\n'
MANY = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-7\\n"\n"{}: nplurals=999999999"\n'
)


@pytest.mark.parametrize(
    "data",
    [
        (MANY.format("Plural-Forms") + PLURAL.format("")).encode(),
        (MANY.format('Plural-"\n"Forms') + PLURAL.format("\u00a0")).encode(),
        (MANY.format("Plural-Forms") + PLURAL.format("#~ ")).encode(),
        (
            MANY.format("Plural-Forms") + PLURAL.replace("msgid_p", "+AG0-sgid_p").format("")
        ).encode(),
    ],
)
def test_a_po_file_cannot_ask_for_room_for_a_billion_plurals(data):
    with pytest.raises(UnreadableFileError):
        po.read(data, unfinished=True)


def test_inline_marks_of_other_programs_are_read_as_text():
    unit = (
        "<trans-unit id='a'><source>Ihr <g id='1'>Pass</g></source><target>Ваш <ph id='2'>${x}</ph>"
    )

    (entry,) = xliff.read(a_file(f"{unit}</target></trans-unit>"), "uk")

    assert (entry.source, entry.text, entry.state) == ("Ihr Pass", "Ваш ${x}", "")


@settings(max_examples=150)
@given(st.binary(max_size=120) | st.text(max_size=80).map(lambda text: f'msgid "{text}'.encode()))
def test_whatever_is_handed_in_as_po_is_read_or_refused(data):
    with suppress(UnreadableFileError):
        po.read(data)


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Zl", "Zp"), include_characters="\n"),
    min_size=1, max_size=30,
).map(str.strip).filter(bool)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
def test_every_text_survives_both_kinds_of_file(pairs):
    table = [Entry(f"k.{n}", german, text, TRANSLATED) for n, (german, text) in enumerate(pairs)]

    for back in (
        po.read(po.write("uk", table), unfinished=True),
        xliff.read(xliff.write("x", "uk", table), "uk"),
    ):
        assert [(each.key, each.source, each.text) for each in back] == [
            (each.key, each.source, each.text) for each in table
        ]
