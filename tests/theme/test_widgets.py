"""Every kind of question: tied to its input, and what people typed stays text."""

import pytest
from lxml import html
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from permitdesk.core.texts import Text
from permitdesk.theme import (
    Choice,
    ErrorLink,
    PublicPage,
    UploadedFile,
    Widget,
)

HOSTILE = "<script>alert('x')</script>\"' onmouseover=x ${python:1/0} &amp; \u202e"
KINDS = (
    *("text", "long-text", "integer", "number", "money", "date", "partial-date", "yes-no"),
    *("radio", "select", "checkboxes", "code-search", "multi-code-search", "email", "phone"),
    *("confirm", "upload", "group", "explanation"),
)


class Form(PublicPage):
    template = ViewPageTemplateFile("form.pt")
    widgets: tuple[Widget, ...] = ()

    def __call__(self):
        self.prepare_response()
        return html.document_fromstring(self.template())


@pytest.fixture
def draw(functional):
    def draw(*widgets, errors=(), language="de"):
        functional["request"].form["lang"] = language
        form = Form(functional["portal"], functional["request"])
        form.widgets, form.errors = widgets, errors
        return form()

    return draw


def a_widget(kind, text="Familienname", **more):
    foreign = Text(text, "en")
    row = (Widget("text", "q.0.part", text, value=text),)
    choices = (Choice(text, foreign, True), Choice("b", "B"))
    value = {"day": text, "month": text, "year": text} if "date" in kind else text
    given = {
        "help": foreign,
        "example": text,
        "error": foreign,
        "warning": text,
        "value": value,
        "choices": choices,
        "german": text,
        "query": text,
        "rows": (row,),
        "row_title": foreign,
        "can_add": True,
        "files": (UploadedFile(text, text, 2, "q.0.remove"),),
        "required": True,
    }
    return Widget(kind, "q", foreign, **{**given, **more})


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_typed_is_text_in_every_kind_of_question(draw, kind):
    page = draw(a_widget(kind, HOSTILE), errors=(ErrorLink("f-q", HOSTILE),))

    assert not page.xpath("//main//script")
    assert not page.xpath("//main//@onmouseover")
    assert HOSTILE in page.xpath("string(//main)")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "explanation"])
def test_every_input_has_a_name_a_label_and_its_error(draw, kind):
    page = draw(a_widget(kind))

    inputs = page.xpath("//main//input | //main//select | //main//textarea")
    for each in inputs:
        assert page.xpath("//label[@for=$id]", id=each.get("id")), each.attrib
        assert each.get("name").startswith("q")
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    described = " ".join(page.xpath("//main//@aria-describedby")).split()
    assert "f-q-error" in described and "f-q-help" in described
    assert set(described) <= set(identifiers)
    assert page.xpath("//*[@id='f-q']"), "the error summary leads nowhere"


def test_optional_is_said_in_words_and_required_is_not(draw):
    page = draw(Widget("text", "a", "A", required=True), Widget("text", "b", "B"))

    labels = [" ".join(label.text_content().split()) for label in page.xpath("//main//label")]
    assert labels == ["A", "B (freiwillig)"]
    assert page.xpath("//*[@name='a']/@aria-required") == ["true"]


def test_the_error_summary_links_to_the_fields_and_can_take_the_focus(draw):
    page = draw(a_widget("text"), errors=(ErrorLink("f-q", "Bitte ausfüllen"),))

    summary = page.xpath("//*[@id='errors']")[0]
    assert summary.get("role") == "alert" and summary.get("tabindex") == "-1"
    assert summary.xpath(".//a/@href") == ["#f-q"]


def test_dates_have_three_parts_and_keep_what_was_typed(draw):
    page = draw(Widget("date", "until", "Gültig bis", value={"day": "31", "year": "abc"}))

    assert {each.get("name"): each.get("value") for each in page.xpath("//main//input")} == {
        "until.day": "31",
        "until.month": "",
        "until.year": "abc",
    }


def test_rows_of_a_group_can_be_added_and_removed_without_javascript(draw):
    page = draw(a_widget("group", required=False))

    assert page.xpath("//button/@name") == ["q.0.remove", "q.add"]
    assert page.xpath("//button[@type!='submit']") == []


def test_rows_are_numbered_in_heading_and_button(draw):
    row = (Widget("text", "q.0.part", "Name"),)
    page = draw(Widget("group", "q", "Titel", rows=(row, row), can_add=True))

    rows = page.xpath("//main//fieldset//fieldset")
    assert [each.xpath("normalize-space(legend)") for each in rows] == ["Titel 1", "Titel 2"]
    buttons = page.xpath("//main//button[contains(@name, 'remove')]")
    assert [" ".join(each.text_content().split()) for each in buttons] == [
        "Entfernen: Titel 1",
        "Entfernen: Titel 2",
    ]


def test_names_run_from_left_to_right_on_an_arabic_page(draw):
    page = draw(
        Widget("text", "name", "اسم", value="O’Brien", direction="ltr"),
        Widget("email", "mail", "بريد"),
        Widget("long-text", "story", "قصة"),
        language="ar",
    )

    assert page.xpath("//main//*[@name]/@dir") == ["ltr", "ltr", "auto"]
    assert page.get("dir") == "rtl"
