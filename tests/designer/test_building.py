"""A designer builds a form by its screens, without JavaScript."""

import pytest

from designer_builders import Screens, a_designer, a_service
from permitdesk.services import unfinished


@pytest.fixture
def screens(functional) -> Screens:
    a_designer(functional["portal"])
    a_service(functional["portal"], "pledge")
    return Screens(functional, "pledge")


@pytest.fixture
def begun(screens) -> Screens:
    """A step with a choice of two answers, made by the screens."""
    screens.open("design-step").press("save", title="Wie wohnen Sie?")
    screens.open("design-add?step=wie_wohnen_sie").press("save", kind="choice")
    screens.press("save", title="Wohnung", o_more="Zur Miete\nIm Eigentum")
    return screens


def test_a_form_is_built_from_nothing(screens):
    assert "Noch kein Abschnitt" in screens.open("design").text
    screens.open("design-step").press("save", title="Wie wohnen Sie?", text="Damit prüfen wir.")
    screens.open("design-add?step=wie_wohnen_sie").press("save", kind="choice")
    screens.press("save", title="Wohnung", o_more="Zur Miete\n\nIm Eigentum\nZur Miete")
    assert not screens.errors
    screens.open("design-add?step=wie_wohnen_sie").press("save", kind="money")

    # A condition: the question first, then what it offers, then the answer.
    screens.press("if_do", "add", title="Miete im Monat")
    screens.press("refresh", if_0_field="wohnung")
    screens.press("refresh", if_0_op="is")
    screens.press("r_do", "add", if_0_values="zur_miete")
    screens.press("refresh", r_0_kind="min")
    screens.press("save", r_0_way="number", r_0_amount="0", r_0_message="Das geht nicht.")
    assert not screens.errors

    screens.open("design-document?step=wie_wohnen_sie")
    screens.press("if_do", "add", title="Mietvertrag", max_files="3")
    screens.press("refresh", if_0_field="wohnung", if_0_op="is")
    screens.press("save", if_0_op="is", if_0_values="zur_miete")
    assert not screens.errors

    definition, problems = unfinished(screens.stored)
    assert problems == ()
    (step,) = definition.steps
    assert [each.type for each in step.fields] == ["choice", "money"]
    assert [each.value for each in step.fields[0].options] == ["zur_miete", "im_eigentum"]
    assert step.fields[1].condition.value == "zur_miete"
    assert step.fields[1].rules[0].message == "Das geht nicht."
    assert definition.requirements[0].max_files == 3
    seen = screens.open("design?step=wie_wohnen_sie").text
    assert "Mietvertrag" in seen and "Nur wenn „Wohnung“: „Zur Miete“" in seen


def test_what_others_need_is_not_deleted_and_they_are_named(begun):
    begun.open("design-hint?step=wie_wohnen_sie")
    begun.press("if_do", "add", title="Gut so", text="Das reicht.")
    begun.press("refresh", if_0_field="wohnung")
    begun.press("save", if_0_op="is", if_0_values="im_eigentum")
    assert begun.sheet.hints[0]["condition"] == {"field": "wohnung", "is": "im_eigentum"}

    begun.open("design-question?name=wohnung").press("delete")
    assert begun.errors and "Gut so" in begun.text
    begun.open("design-question?name=wohnung").press("o_do", "remove:1").press("save")
    assert "Gut so" in begun.errors[0]
    assert len(begun.sheet.options("wohnung")) == 2

    begun.open(f"design-hint?id={begun.sheet.hints[0]['id']}").press("delete")
    begun.open("design-question?name=wohnung").press("delete")
    assert begun.sheet.names() == set()


def test_words_order_and_codes_of_answers(begun):
    begun.open("design-question?name=wohnung").press("o_do", "down:0")
    begun.press("save", o_0="In einer Mietwohnung", o_more="Bei Freunden")
    assert [(each.value, each.title) for each in begun.sheet.options("wohnung")] == [
        ("im_eigentum", "Im Eigentum"),
        ("zur_miete", "In einer Mietwohnung"),
        ("bei_freunden", "Bei Freunden"),
    ]


def test_nothing_typed_is_lost_when_something_is_wrong(begun):
    begun.open("design-add?step=wie_wohnen_sie").press("save", kind="date")
    begun.press("r_do", "add", title="", text="Steht im Vertrag.")
    begun.press("refresh", r_0_kind="max")
    begun.press("save", r_0_way="-y", r_0_amount="bald")
    assert len(begun.errors) == 2
    assert "Steht im Vertrag." in begun.text and begun.page.xpath("//input[@value='bald']")
    begun.press("save", title="Einzug", r_0_amount="1")
    assert begun.sheet.rules("einzug")[0] == {"kind": "max", "value": "today-1y"}


def test_an_older_form_is_held_and_goes_through_when_sent_again(begun):
    begun.open("design-question?name=wohnung")
    other = Screens(begun.layer, "pledge")
    other.open("design-step?step=wie_wohnen_sie").press("save", title="Ihre Wohnung")

    begun.press("save", title="Meine Wohnung")
    assert "Abschnitt „Ihre Wohnung“" in begun.text
    assert "Gesa Gestalt" in begun.text
    assert begun.sheet.item("wohnung").title == "Wohnung"

    begun.press("save")
    assert begun.sheet.item("wohnung").title == "Meine Wohnung"
    assert begun.sheet.steps[0].title == "Ihre Wohnung"


def test_words_are_changed_in_place_and_nothing_else_with_them(begun):
    begun.open("design?step=wie_wohnen_sie")
    begun.press("do", "words", title_wohnung="Wohnen Sie zur Miete?", help_wohnung="Ihre Wohnung.")
    assert begun.sheet.item("wohnung").title == "Wohnen Sie zur Miete?"
    assert len(begun.sheet.options("wohnung")) == 2
    begun.press("do", "words", title_wohnung="", help_wohnung="Das bleibt stehen.")
    assert begun.errors and "Das bleibt stehen." in begun.text
    for hostile in ("<img src=x>", "nirew\u202eBerlin", "Ja\u2066 oder"):
        begun.press("do", "words", title_wohnung=hostile)
        assert begun.errors, hostile
    assert begun.sheet.text("wohnung", "description") == "Ihre Wohnung."


def test_moves_by_button_and_by_what_a_drag_sends(begun):
    begun.open("design-add?step=wie_wohnen_sie").press("save", kind="text")
    begun.press("save", title="Ort")
    begun.open("design-step").press("save", title="Zweitens")
    begun.open("design?step=wie_wohnen_sie").press("do", "up:ort")
    assert [each.name for each in begun.sheet.steps[0].questions] == ["ort", "wohnung"]
    begun.open("design").press("do", "place", name="ort", step="zweitens", before="")
    assert begun.sheet.item("ort").step == "zweitens"
    begun.open("design").press("do", "step-up:zweitens")
    assert begun.sheet.steps[0].name == "zweitens"
    begun.open("design").press("do", "place", name="gone", step="zweitens", before="x")
    assert begun.browser.headers["status"].startswith("200")


def test_no_markup_reaches_a_page_or_the_stock_editor(begun):
    begun.open("design-question?name=wohnung").press("save", title="<script>alert(1)</script>")
    assert begun.errors and "<script>alert" not in begun.browser.contents
    begun.open("design-question?name=wohnung").press("save", text="Miete < 500 €, Größe > 10")
    assert not begun.errors
    begun.open("design-step?step=wie_wohnen_sie").press("save", title="<b>Fett</b>")
    assert begun.errors


def test_a_question_of_an_add_on_is_shown_and_its_words_can_be_changed(begun):
    service = begun.stored
    service.fields_model = service.fields_model.replace(
        "</fieldset>",
        '<field name="odd" type="some.addon.Field"><title>Fremd</title></field></fieldset>',
    )
    begun.commit()
    begun.open("design?step=wie_wohnen_sie")
    assert "some.addon.Field" in begun.text and "Fremd" in begun.text
    begun.open("design-question?name=odd").press("save", title="Anders")
    assert 'type="some.addon.Field"' in begun.stored.fields_model
    assert begun.sheet.item("odd").title == "Anders"


def test_what_is_not_there_leads_back_to_the_form(begun):
    for page in ("design-question?name=gone", "design-hint?id=gone", "design-document?step=gone"):
        begun.open(page)
        assert begun.browser.url.endswith("@@design")


def test_a_page_in_another_language_says_german_words_in_german(functional, begun):
    page = Screens(functional, "pledge", language="ar").open("design?step=wie_wohnen_sie").page
    assert page.get("dir") == "rtl"
    assert page.xpath("//h2[@id='step']/ancestor::*[@lang='de' and @dir='ltr']")
