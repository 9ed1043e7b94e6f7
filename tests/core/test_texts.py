"""A text knows its language wherever it goes: joined, filled in, drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from zope.i18n import translate
from zope.i18nmessageid import MessageFactory

from permitdesk.core.texts import Mixed, Text, alike, joined, labelled, listed, say, unmarked

_ = MessageFactory("permitdesk-test")
GERMAN = Text("Ihr Pass", "de")
pieces = st.one_of(
    st.text(max_size=8),
    st.builds(Text, st.text(max_size=8), st.sampled_from(["de", "ar"])),
)


def test_it_is_drawn_in_its_language_and_direction():
    (span,) = html.fragments_fromstring(GERMAN.__html__())
    assert (span.get("lang"), span.get("dir"), span.text) == ("de", "ltr", "Ihr Pass")
    (span,) = html.fragments_fromstring(Text("جوازكم", "ar").__html__())
    assert (span.get("lang"), span.get("dir")) == ("ar", "rtl")


@given(st.text(alphabet="<>&\"'= abc;/\u202e", max_size=40))
def test_what_is_in_it_is_never_markup(value):
    value = f"x{value}x"  # lxml takes off outer spaces
    for text in (Text(value, "de"), Mixed((value, Text(value, "de"), value))):
        drawn = html.fragment_fromstring(text.__html__(), create_parent="p")
        assert drawn.text_content() == str(text)
        assert {each.tag for each in drawn.iter()} <= {"p", "span"}
        # By mistake inside an attribute it is ugly, and ends nothing.
        assert '"' not in text.__html__() and "'" not in text.__html__()


def test_behind_a_question_stands_no_colon():
    assert labelled("Tag", "Geben Sie ein Datum ein.") == "Tag: Geben Sie ein Datum ein."
    assert labelled("Wann?", "Geben Sie ein Datum ein.") == "Wann? Geben Sie ein Datum ein."
    assert labelled("متى؟", "اكتب التاريخ.") == "متى؟ اكتب التاريخ."


def test_joined_texts_keep_their_languages():
    assert joined("a", "", "b") == "ab"
    assert joined("", GERMAN, "") == GERMAN
    assert joined("التالي: ", GERMAN) == Mixed(("التالي: ", GERMAN))
    assert joined(joined("a", GERMAN), "b", "c") == Mixed(("a", GERMAN, "bc"))
    assert listed(["a", GERMAN, "b"]) == Mixed(("a, ", GERMAN, ", b"))
    assert listed([]) == joined() == ""


@given(st.lists(pieces, max_size=6))
def test_nothing_is_lost_by_joining(parts):
    assert str(joined(*parts)) == "".join(map(str, parts))
    assert bool(joined(*parts)) == any(map(str, parts))


def test_what_is_made_of_a_text_is_in_its_language():
    assert alike(GERMAN, "Ihr Pass 2") == Text("Ihr Pass 2", "de")
    assert alike("جوازكم", "جوازكم 2") == "جوازكم 2"


@pytest.mark.parametrize("between", ["", "x"])
def test_a_message_keeps_the_language_of_what_is_filled_in(between):
    message = _("next", default="Weiter: ${step} ${count}!", mapping={"step": GERMAN, "count": 3})
    assert say(message, "ar") == Mixed(("Weiter: ", GERMAN, " 3!"))
    plain = _("next", default="Weiter: ${step}", mapping={"step": between})
    assert say(plain, "ar") == translate(plain) == f"Weiter: {between}"
    assert say(GERMAN, "ar") is GERMAN


def test_without_markup_its_direction_is_kept():
    assert unmarked(joined("خطأ: ", GERMAN)) == "خطأ: \u2066Ihr Pass\u2069"
    assert unmarked("جوازكم") == "جوازكم"


def test_neighbours_in_one_language_are_one_text():
    parts = Mixed((Text("Voraussichtlich ", "de"), Text("67 Euro", "de")))
    assert joined(parts, Text(", je nach Antrag.", "de")) == Text(
        "Voraussichtlich 67 Euro, je nach Antrag.", "de"
    )
    assert joined(Text("Pass", "de"), Text(" passport", "en")) == Mixed(
        (Text("Pass", "de"), Text(" passport", "en"))
    )
