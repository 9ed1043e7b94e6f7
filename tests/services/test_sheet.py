"""A service's form is edited, and everything else stays as it is."""

import json

import pytest

from permitdesk.services.choices import SheetOption
from permitdesk.services.compose import read_service
from permitdesk.services.definition import FIELD_TYPES
from permitdesk.services.parse import parse
from permitdesk.services.sheet import NoSuchPartError, Sheet
from permitdesk.services.uses import uses_of, uses_of_option, uses_of_step

EMPTY = '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema/></model>'


@pytest.fixture
def contact() -> Sheet:
    files = read_service("contact")
    return Sheet(Sheet(files.fields_model).source, json.dumps(list(files.hints)))


@pytest.fixture
def pledge() -> Sheet:
    """A service from nothing: two steps, a choice, a group with a row, a document."""
    sheet = Sheet(EMPTY)
    sheet.add_step("Wer verpflichtet sich?")
    sheet.add_step("Für wen?")
    sheet.add("wer_verpflichtet_sich", "choice", "Wie wohnen Sie?")
    sheet.change(
        "wie_wohnen_sie",
        required=True,
        options=[SheetOption("", "Zur Miete"), SheetOption("", "Im Eigentum")],
    )
    sheet.add("fuer_wen", "group", "Gäste")
    sheet.add("fuer_wen", "text", "Name", group="gaeste")
    sheet.add("fuer_wen", "document", "Mietvertrag")
    return sheet


def test_a_shipped_service_that_is_only_read_stays_letter_for_letter(contact):
    assert Sheet(contact.source).source == contact.source
    assert [step.name for step in contact.steps][:3] == ["municipality", "topic", "sender"]


def test_a_service_from_nothing_can_be_read(pledge, integration):
    definition = parse(pledge.source)

    assert [step.title for step in definition.steps] == ["Wer verpflichtet sich?", "Für wen?"]
    assert [each.value for each in definition.field("wie_wohnen_sie").options] == [
        "zur_miete",
        "im_eigentum",
    ]
    assert [each.title for each in definition.field("gaeste").fields] == ["Name"]
    assert [each.id for each in definition.requirements] == ["mietvertrag"]


def test_every_kind_of_question_can_be_added(pledge):
    for kind in FIELD_TYPES - {"group"}:
        name = pledge.add("fuer_wen", kind, f"Frage {kind}")
        if "choice" in kind:
            pledge.change(name, options=[SheetOption("", "Ja")])
        if "code-list" in kind:
            pledge.change(name, code_list="countries")
        assert pledge.item(name).kind == kind


def test_a_name_stays_when_the_title_changes_and_is_never_given_twice(pledge):
    pledge.change("wie_wohnen_sie", title="Wohnen Sie zur Miete?")
    assert pledge.item("wie_wohnen_sie").title == "Wohnen Sie zur Miete?"
    assert pledge.add("fuer_wen", "text", "Wie wohnen Sie?") == "wie_wohnen_sie_2"
    assert pledge.add("fuer_wen", "text", "3. Größe") == "frage_3_groesse"
    assert pledge.add("fuer_wen", "text", "…") == "frage"


def test_codes_of_answers_stay_when_their_words_and_order_change(pledge):
    rent, own = pledge.options("wie_wohnen_sie")
    pledge.change(
        "wie_wohnen_sie",
        options=[own, SheetOption(rent.value, "In einer Mietwohnung"), SheetOption("", "Anders")],
    )
    assert [each.value for each in pledge.options("wie_wohnen_sie")] == [
        "im_eigentum",
        "zur_miete",
        "anders",
    ]


def test_what_the_sheet_does_not_know_is_kept(contact):
    source = contact.source.replace(
        'name="topic" type="zope.schema.Choice"',
        'xmlns:i18n="http://xml.zope.org/namespaces/i18n" i18n:domain="x" name="topic"'
        ' type="zope.schema.Choice"',
    ).replace("<fieldset", "<!-- a remark -->\n    <fieldset", 1)
    sheet = Sheet(source)

    sheet.change("topic", title="Ihr Thema", example="Umzug", required=False)

    assert 'domain="x"' in sheet.source and "<!-- a remark -->" in sheet.source
    lost = set(source.splitlines()) - set(sheet.source.splitlines())
    assert all("<title>Thema" in each or 'name="topic"' in each for each in lost), lost


def test_up_and_down_and_past_the_end_of_a_step(contact):
    first = contact.step("topic").questions[0].name
    contact.move(first, 1)
    assert contact.step("topic").questions[1].name == first
    contact.move(first, -1)
    contact.move(first, -1)
    assert contact.item(first).step == "municipality"
    contact.move(first, 1)
    assert contact.step("topic").questions[0].name == first


def test_there_and_back_is_no_change(contact):
    before = contact.source
    contact.move("urgency", 1)
    contact.move("urgency", -1)
    contact.move_step("topic", 1)
    contact.move_step("topic", -1)
    assert contact.source == before


def test_the_rows_of_a_group_move_with_it(pledge, integration):
    pledge.place("gaeste", "wer_verpflichtet_sich", before="wie_wohnen_sie")
    assert pledge.item("name").step == "wer_verpflichtet_sich"
    assert parse(pledge.source).field("gaeste").fields


def test_a_condition_a_rule_and_a_setting_are_written_and_taken_back(pledge, integration):
    before = pledge.source
    pledge.change(
        "mietvertrag",
        condition={"field": "wie_wohnen_sie", "is": "zur_miete"},
        max_files="3",
        may_come_later="no",
    )
    read = parse(pledge.source).requirements[0]
    assert (read.condition.value, read.max_files, read.may_come_later) == ("zur_miete", 3, False)

    pledge.change("mietvertrag", condition=None, max_files="", may_come_later="")
    assert pledge.source == before


def test_limits_of_the_stock_editor_are_rules_and_are_not_said_twice(pledge):
    source = pledge.source.replace(
        "<title>Name</title>", "<title>Name</title><max_length>30</max_length>"
    )
    sheet = Sheet(source)
    assert sheet.rules("name") == [{"kind": "max_length", "value": 30}]

    sheet.change("name", rules=[{"kind": "max_length", "value": 40}])
    assert "max_length>" not in sheet.source
    assert sheet.rules("name") == [{"kind": "max_length", "value": 40}]


def test_a_choice_becomes_one_of_several_and_keeps_its_answers(pledge, integration):
    before = pledge.source
    pledge.change_kind("wie_wohnen_sie", "multi-choice")
    assert parse(pledge.source).field("wie_wohnen_sie").type == "multi-choice"
    assert len(pledge.options("wie_wohnen_sie")) == 2
    pledge.change_kind("wie_wohnen_sie", "choice")
    assert pledge.source == before


def test_who_would_miss_a_question(contact):
    named = {(use.kind, use.name) for use in uses_of(contact, "urgency")}
    assert ("question", "reason") in named and ("question", "deadline_date") in named
    assert uses_of(contact, "sender_name") == []
    assert ("hint", "expired_title") in {(u.kind, u.name) for u in uses_of(contact, "reason")}
    asked = {(use.kind, use.name) for use in uses_of_option(contact, "urgency", "urgent")}
    assert ("question", "reason") in asked
    assert uses_of_option(contact, "urgency", "normal") == []


def test_who_would_miss_a_step(contact):
    kinds = {use.kind for use in uses_of_step(contact, "topic")}
    assert "hint" in kinds
    # A condition within the step goes with it.
    assert ("question", "reason") not in {(u.kind, u.name) for u in uses_of_step(contact, "topic")}


def test_rows_that_look_at_each_other_go_with_their_group(pledge):
    pledge.add("fuer_wen", "text", "Ort", group="gaeste")
    pledge.change("ort", condition={"field": "name", "filled": True})
    assert uses_of(pledge, "gaeste") == []
    assert [use.name for use in uses_of(pledge, "name")] == ["ort"]
    pledge.delete("gaeste")
    assert "ort" not in pledge.names()


def test_characters_that_no_xml_can_hold_are_left_out(pledge):
    odd = "Na\x00me\ud800\uffff \x85"
    pledge.change(pledge.add("fuer_wen", "text", odd), description=odd, example=odd)
    pledge.change_step("fuer_wen", title=odd)
    pledge.change("wie_wohnen_sie", options=[SheetOption("", odd)])
    assert Sheet(pledge.source).options("wie_wohnen_sie")[0].title.startswith("Name")


def test_step_settings_go_and_come_with_their_step(contact):
    contact.change_step("topic", condition={"field": "sender_role", "is": "person"}, minutes=5)
    assert contact.step("topic").minutes == 5
    contact.delete_step("topic")
    assert "topic" not in contact.step_settings()
    with pytest.raises(NoSuchPartError):
        contact.step("topic")


def test_hints_are_kept_as_they_were_written_until_they_change(contact):
    before = contact.hints_text
    assert Sheet(contact.source, before).hints_text == before
    name = contact.add_hint("topic", "warning", "Rufen Sie an", text="", condition={})
    contact.change_hint(name, text="Sofort.")
    assert json.loads(contact.hints_text)[-1]["text"] == "Sofort."
