import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from permitdesk.guidance.markup import cleaned


@pytest.mark.parametrize(
    "source, expected",
    [
        ("", ""),
        (None, ""),
        ("<p> </p>", ""),
        ("Text<p>und mehr</p>", "Text<p>und mehr</p>"),
        ('<p style="color:red" class="x" lang="de">A</p>', '<p lang="de">A</p>'),
        ("<h1>A</h1><table><tr><td>B</td></tr></table>", "AB"),
        ('<p>A<img src="x" onerror="y"></p>', "<p>A</p>"),
        ('<a href="https://example.org">A</a>', '<a href="https://example.org">A</a>'),
        ('<a href="../kontakt">A</a>', '<a href="../kontakt">A</a>'),
        ('<a href=" java\nscript:x()">A</a>', "<a>A</a>"),
        ('<a href="data:text/html,x">A</a>', "<a>A</a>"),
        ("<svg><a xlink:href='javascript:x'>A</a></svg>B", "B"),
    ],
)
def test_only_simple_markup_is_left(source, expected):
    assert cleaned(source) == expected


@given(st.text(alphabet="<>/\"'= abijpscronhef:;&#\n", max_size=200))
def test_nothing_that_runs_survives(source):
    left = cleaned(source)
    if left:
        for element in html.fragment_fromstring(left, create_parent="div").iter():
            assert element.tag not in {"script", "style", "iframe"}
            assert set(element.attrib) <= {"href", "lang", "dir", "title"}
