"""The markup of templates: small, total, and never anything but text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.casework.letters.fields import PLACEHOLDERS
from permitdesk.casework.letters.markup import (
    LONGEST,
    Block,
    TooLongError,
    drawn,
    fill,
    line,
    parse,
    placeholders,
)
from permitdesk.casework.letters.shipped import shipped
from permitdesk.casework.letters.templates import (
    KINDS,
    REMEDIES,
    Wording,
    Written,
    wording_problems,
)
from permitdesk.core.texts import Mixed, Text

TEXT = """Guten Tag {name},

# Warum

Erste Zeile
zweite Zeile

- {documents}
- und {name}

## Klein
Ende"""


def test_headings_paragraphs_and_lists():
    assert parse(TEXT) == (
        Block("paragraph", ("Guten Tag {name},",)),
        Block("heading", ("Warum",)),
        Block("paragraph", ("Erste Zeile\nzweite Zeile",)),
        Block("list", ("{documents}", "und {name}")),
        Block("subheading", ("Klein",)),
        Block("paragraph", ("Ende",)),
    )


def test_a_list_is_repeated_and_a_paragraph_becomes_blocks():
    values = {
        "documents": ("Pass", "Foto {name}"),
        "name": "Ada",
        "remedy": (Block("heading", ("Belehrung",)), Block("paragraph", ("Text",))),
    }
    filled = fill(parse("- {documents}: Kopie\n- {name}\n\n{remedy}\n\nSiehe {documents}"), values)
    assert filled == (
        Block("list", ("Pass: Kopie", "Foto {name}: Kopie", "Ada")),
        Block("heading", ("Belehrung",)),
        Block("paragraph", ("Text",)),
        Block("paragraph", ("Siehe Pass, Foto {name}",)),
    )


def test_a_value_is_never_markup_nor_a_placeholder():
    values = {"name": "# {reference}\n- x", "reference": "FA-1"}
    assert fill(parse("{name}\n\n- {name}"), values) == (
        Block("paragraph", ("# {reference}\n- x",)),
        Block("list", ("# {reference}\n- x",)),
    )


def test_what_has_no_value_stays_visible():
    assert line("Bis {until}, {nonsense} {", {"name": "Ada"}) == "Bis {until}, {nonsense} {"
    assert placeholders("{until} {nonsense} {until} {{name}} {Name} {a-b}") == (
        "until",
        "nonsense",
        "name",
    )


def test_a_value_keeps_its_language():
    said = line("لأن {reasons}.", {"reasons": Text("Der Pass fehlt", "de")})
    assert said == Mixed(("لأن ", Text("Der Pass fehlt", "de"), "."))


def test_no_level_of_headings_is_left_out():
    kinds = [each["kind"] for each in drawn(parse("## A\n\n# B\n\n## C\n\n- x"))]
    assert kinds == ["heading", "heading", "subheading", "list"]


ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=200) | st.sampled_from(
    ('#read("/etc/passwd")', "$x$", "]", "@label", "\\", "<b>x</b>", "- ", "# ", "{name}", "{")
)


@given(ANYTHING, ANYTHING)
def test_every_text_is_a_template_and_every_value_arrives_whole(text, value):
    blocks = fill(parse(f"{text}\n\nWert: {{name}}"), {"name": value})
    assert f"Wert: {value}" in [str(each) for block in blocks for each in block.texts]


def test_the_shipped_templates_are_complete_and_wait_for_a_lawyer():
    kinds = set()
    for id_, kind, wording in shipped():
        kinds.add(kind)
        assert wording_problems(kind, wording) == {}, id_
        assert not wording.verified and "de" in wording.texts
        german = set(placeholders(wording.texts["de"].body))
        for language, written in wording.texts.items():
            assert set(placeholders(written.body)) <= german, (id_, language)
            assert written.body.count("\n# ") == wording.texts["de"].body.count("\n# ")
    assert kinds == set(KINDS)
    names = {
        name
        for _id, _kind, wording in shipped()
        for written in wording.texts.values()
        for name in placeholders(written.subject + written.body)
    }
    assert names <= set(PLACEHOLDERS)


def test_what_is_wrong_with_a_wording_is_said_by_field():
    wrong = Wording("", {"de": Written("", "{name} {vorname}"), "x y": Written("a", "b")})
    assert set(wording_problems("free", wrong)) == {"title", "subject.de", "body.de", "body.x y"}
    assert set(wording_problems("poem", Wording("T"))) == {"kind", "subject.de", "body.de"}
    again = Wording("T", {"de": Written("S", "{remedy}")})
    for kind in REMEDIES:
        assert set(wording_problems(kind, again)) == {"body.de"}
    late = Wording("T", {"de": Written("S", "B")}, valid_from="bald")
    assert set(wording_problems("free", late)) == {"valid_from"}


MANY = tuple(f"{number}" for number in range(4000))
LONG = (Block("paragraph", ("x" * 20_000,)),)


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ("{remedy}\n\n" * 2000, {"remedy": LONG}),
        ("{remedy} " * 2000, {"remedy": LONG}),
        ("{name}" * 3000, {"name": "x" * 20_000}),
        ("- {documents} {text}", {"documents": MANY, "text": LONG}),
        ("- {documents}", {"documents": MANY}),
        ("{documents}\n\n" * 1000, {"documents": MANY}),
    ],
)
def test_a_letter_without_end_is_noticed_before_it_is_put_together(body, values):
    start = time.monotonic()
    with pytest.raises(TooLongError):
        fill(parse(body), values)
    assert time.monotonic() - start < 5
    with pytest.raises(TooLongError):
        line("{a}" * (LONGEST + 1), {"a": "b"})


def test_a_long_letter_is_a_letter():
    values = {"text": LONG, "documents": MANY[:200], "remedy": LONG}
    filled = fill(parse("{text}\n\n- {documents}\n\n{remedy}"), values)
    assert [block.kind for block in filled] == ["paragraph", "list", "paragraph"]


@pytest.mark.parametrize("name", ["remedy", "text", "documents"])
def test_what_may_be_long_stands_once_in_a_template(name):
    def problems(body):
        return wording_problems("free", Wording("T", {"de": Written("{name}", body)}))

    assert problems(f"{{name}} {{name}}\n\n{{{name}}}") == {}
    found = problems(f"{{{name}}}\n\n- {{{name}}}")
    assert found["body.de"].mapping == {"names": f"{{{name}}}"}
