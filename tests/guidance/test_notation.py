"""Markup is edited without an editor, and comes back as it was."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.guidance.notation import kept, links, loses, markup_of, written


@pytest.mark.parametrize(
    "markup, text",
    [
        ("", ""),
        ("<p>Eins.</p><p>Zwei.</p>", "Eins.\n\nZwei."),
        ("<h2>Kosten</h2>\n<p>100 €<br>bar</p>", "## Kosten\n\n100 €\nbar"),
        ("<ul>\n<li>Pass</li>\n<li><b>Foto</b></li></ul>", "- Pass\n- **Foto**"),
        ("<ol><li>Lesen</li><li>Senden</li></ol>", "1. Lesen\n2. Senden"),
        ('<p>Mehr <a href="resolveuid/a1">hier</a>.</p>', "Mehr [hier](resolveuid/a1)."),
        ("<p>حسب <bdi>§ 81 AufenthG</bdi></p>", "حسب <bdi>§ 81 AufenthG</bdi>"),
        ("<p>2 * 3 [x] # 1</p>", r"2 \* 3 \[x\] # 1"),
        ("<p>1. Mai</p>", r"1\. Mai"),
        ("<p>- kein Punkt</p>", r"\- kein Punkt"),
        ("Lose<p>Text</p>", "Lose\n\nText"),
        ("<ul><li>A<ul><li>B</li></ul></li></ul>", "<ul><li>A<ul><li>B</li>\n</ul>\n</li>\n</ul>"),
    ],
)
def test_what_people_edit_and_what_becomes_of_it(markup, text):
    assert written(markup) == text
    assert markup_of(text) == kept(markup)


@pytest.mark.parametrize(
    "text", ["<b>fett</b>", "<p onclick='x()'>A</p>", "<p><img src='x'></p>", "<script>x</script>",
             "[x](javascript:alert)", "<!-- A -->", "<span onload=x>A</span>"],
)  # fmt: skip
def test_markup_that_would_be_lost_is_noticed(text):
    assert loses(text)


@pytest.mark.parametrize("text", ["", "A < B", "**A** *B* [C](/d)", "<p><b>A</b></p>", r"\<b"])
def test_markup_that_stays_is_not_complained_about(text):
    assert not loses(text)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("signs", ["[", "[a\\]", "**a", "*a", "[x]("])
def test_signs_without_an_end_take_no_time(signs):
    text = signs * (20_000 // len(signs))
    assert not loses(text) and links(text) == frozenset()
    assert markup_of(written(markup_of(text))) == markup_of(text)


def test_a_link_begins_at_the_last_bracket():
    assert markup_of("[a [b](/c)") == '<p>[a <a href="/c">b</a></p>'


def test_links_of_a_text():
    assert links("[A](/a) und [B](https://example.org/b)") == {"/a", "https://example.org/b"}
    assert links("") == frozenset()


_inline = st.recursive(
    st.text(alphabet="ab .*[]()#-1<>&\\\n", max_size=8),
    lambda inner: st.builds(
        lambda tag, words: f"<{tag}>{''.join(words)}</{tag.split()[0]}>",
        st.sampled_from(["strong", "em", "b", 'a href="/x"', "bdi", 'span lang="de"']),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)
_blocks = st.lists(
    st.builds(
        lambda tag, words: (
            f"<{tag}>{''.join(f'<li>{each}</li>' for each in words)}</{tag}>"
            if tag in ("ul", "ol")
            else f"<{tag}>{'<br>'.join(words)}</{tag}>"
        ),
        st.sampled_from(["p", "h2", "h3", "ul", "ol"]),
        st.lists(_inline, max_size=3),
    ),
    max_size=4,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(_blocks)
def test_nothing_gets_lost_on_the_way_to_the_translator_and_back(markup):
    assert markup_of(written(markup)) == kept(markup) == kept(kept(markup))
