"""New services: what they begin with."""

from permitdesk.services import parse
from permitdesk.services.beginning import (
    from_blocks,
    from_nothing,
    from_skeleton,
    like,
    skeletons,
)
from permitdesk.services.compose import block_names, block_title, read_service
from permitdesk.services.naming import proposed_id, proposed_prefix
from permitdesk.services.taking import revision_of


def asked(files):
    return parse(files.fields_model, files.texts, files.hints, files.fee_rules)


def test_each_block_stands_alone_and_has_a_name(integration):
    for name in block_names():
        definition = asked(from_blocks("Neu", [name]))
        assert definition.steps, name
        assert block_title(name)


def test_all_blocks_together_are_sound_too(integration):
    assert asked(from_blocks("Neu", block_names())).steps


def test_what_depends_on_a_question_that_nobody_asks_is_left_out(integration):
    alone = asked(from_blocks("Neu", ["documents"]))
    together = asked(from_blocks("Neu", ["livelihood", "documents"]))

    assert "income_proof" not in {each.id for each in alone.requirements}
    assert "income_proof" in {each.id for each in together.requirements}


def test_blocks_bring_their_translations_and_no_others(integration):
    begun = from_blocks("Neu", ["address"])
    texts = revision_of(begun).sources

    assert begun.labels["uk"]["step.address.title"].text
    assert all(texts[key] for table in begun.labels.values() for key in table)


def test_each_skeleton_can_be_published_as_it_is(integration):
    assert len(skeletons()) == 3
    for each in skeletons():
        begun = from_skeleton("Neu", each)
        assert asked(begun).steps and begun.texts["title"] == "Neu" and begun.kind == each.kind


def test_a_copy_has_another_name_and_no_addresses(integration):
    family = read_service("family")

    copy = like("Verpflichtungserklärung", family)

    assert copy.slugs == {} and copy.title == copy.texts["title"] == "Verpflichtungserklärung"
    assert "service.title" in family.labels["en"] and "service.title" not in copy.labels["en"]
    assert asked(copy).steps == asked(family).steps


def test_names_are_made_from_the_title_and_free():
    assert proposed_id("Verpflichtungserklärung (§ 68)", ()) == "verpflichtungserklaerung-68"
    assert proposed_id("Größe", ("groesse",)) == "groesse-2"
    assert proposed_id("…", ()) == "dienst"
    assert proposed_prefix("Verpflichtungserklärung", ()) == "VE"
    assert proposed_prefix("Verpflichtungserklärung", ("VE",)) == "VER"
    assert proposed_prefix("Antrag auf Einbürgerung", ()) == "AAE"
    assert proposed_prefix("", ("X",)).isalpha()


def test_nothing_is_asked_in_an_empty_one(integration):
    assert from_nothing("Neu").texts == {"title": "Neu"}
    assert revision_of(from_nothing("Neu")).definition.steps == ()
