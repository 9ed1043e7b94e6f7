"""Blocks: put into services, changed once, and taken over where somebody wants it."""

from dataclasses import replace

import pytest

from permitdesk.services import parse
from permitdesk.services.beginning import from_blocks, from_nothing
from permitdesk.services.blocks import (
    BOTH,
    GONE,
    NEW,
    NEWER,
    OURS_ONLY,
    NamesTakenError,
    block_again,
    block_of,
    fitted,
    from_json,
    inserted,
    offered,
    shipped_block,
    to_json,
    updated,
)
from permitdesk.services.sheet import Sheet


@pytest.fixture
def address(integration):
    return block_of(from_blocks("Alt", ["person", "address"]), "address", "own.a", "Adresse").files


def changed(files, **titles):
    sheet = Sheet(files.fields_model)
    for name, title in titles.items():
        sheet.change(name, title=title)
    return replace(files, fields_model=sheet.source)


def without(files, name):
    sheet = Sheet(files.fields_model)
    sheet.delete(name)
    return replace(files, fields_model=sheet.source)


def states(service, base, now):
    return {each.key: each.state for each in offered(service, base, now)}


def test_a_block_is_a_step_with_its_settings_and_translations(address):
    definition = parse(address.fields_model)

    assert [step.name for step in definition.steps] == ["address"]
    assert definition.steps[0].minutes == 2
    assert address.labels["tr"]["field.street.title"]
    assert "step.person.title" not in address.labels["tr"]
    assert from_json(to_json(address)) == address


def test_it_is_put_into_a_service_once(address):
    service = inserted(from_nothing("Neu"), address)

    assert [each.name for each in parse(service.fields_model).fields()][:2] == ["care_of", "street"]
    assert service.labels["tr"]["field.street.title"]
    assert not offered(service, address, address)
    with pytest.raises(NamesTakenError) as refused:
        inserted(service, address)
    assert "street" in refused.value.names


def test_what_became_newer_and_what_was_changed_here_are_told_apart(address):
    service = inserted(from_nothing("Neu"), address)
    service = changed(service, street="Ihre Straße", city="Ihr Ort")
    now = without(changed(address, city="Wohnort", house_no="Nummer"), "care_of")
    sheet = Sheet(now.fields_model)
    sheet.add("address", "text", "Stockwerk")
    now = replace(now, fields_model=sheet.source)

    assert states(service, address, now) == {
        "field.street": OURS_ONLY,
        "field.house_no": NEWER,
        "field.city": BOTH,
        "field.stockwerk": NEW,
        "field.care_of": GONE,
    }
    assert [each.title for each in offered(service, address, now) if each.state == GONE]


def test_only_what_is_chosen_is_taken_over(address):
    service = changed(inserted(from_nothing("Neu"), address), street="Ihre Straße")
    now = changed(address, street="Weg", house_no="Nummer")
    now = replace(now, labels={"tr": {}})

    after = updated(service, now, ["field.house_no"])

    titles = {each.name: each.title for each in parse(after.fields_model).fields()}
    assert titles["house_no"] == "Nummer" and titles["street"] == "Ihre Straße"
    assert after.labels["tr"]["field.street.title"]
    gone = updated(service, without(address, "care_of"), ["field.care_of"])
    assert "care_of" not in gone.fields_model


def test_a_block_is_changed_where_it_is_used(address):
    service = changed(inserted(from_nothing("Neu"), address), street="Ihre Straße")

    again = block_again(service, address)

    assert states(service, again, again) == {}
    assert states(inserted(from_nothing("Alt"), address), address, again) == {"field.street": NEWER}


def test_a_block_comes_without_what_depends_on_questions_nobody_asks(integration):
    everything = from_blocks("Alt", ["livelihood", "documents"])
    block = block_of(everything, "documents", "own.d", "Unterlagen").files
    service = from_nothing("Neu")

    alone = inserted(service, fitted(block, set()))
    assert parse(alone.fields_model).steps
    assert "income_proof" not in alone.fields_model
    assert "income_proof" in fitted(block, {"income_sources"}).fields_model


def test_shipped_blocks_are_blocks_too(integration):
    passport = shipped_block("passport")

    assert passport.shipped and passport.title == "Ihr Pass"
    assert not offered(inserted(from_nothing("Neu"), passport.files), *[passport.files] * 2)
