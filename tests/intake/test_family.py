"""Which answers go along to the application of another person, and which never do."""

import pytest

from builders import SERVICES, applicants, full_answers
from permitdesk.intake.family import Relative, carried, mark_of
from permitdesk.services import UnpublishableError, parse
from permitdesk.services.compose import read_service

# Written down here once more: what is one person's and nobody else's.
PERSONAL_STEPS = {
    *("person", "birth", "passport", "residence", "stays", "household", "declarations"),
    *("card", "certificate", "confirmation", "relation", "marriage", "separation", "german"),
    *("custody", "school", "precheck"),
}
MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
 xmlns:permitdesk="urn:permitdesk:service"><schema permitdesk:steps='{steps}'>
 <fieldset name="one" label="Eins">{fields}</fieldset></schema></model>"""
FIELD = '<field name="{0}" type="zope.schema.TextLine" {1}><title>{0}</title></field>'


def a_definition(service):
    files = read_service(service)
    return parse(files.fields_model, files.texts, files.hints)


def a_model(*fields, steps='{"one": {"shared": true}}'):
    return parse(
        MODEL.replace("{steps}", steps).replace(
            "{fields}", "".join(FIELD.format(name, more) for name, more in fields)
        )
    )


def a_relative(service="family", number=0):
    answers = full_answers(service, applicants(service)[number])
    return Relative(a_definition(service), answers, "m" * 32)


def test_a_step_is_shared_and_a_field_says_otherwise():
    definition = a_model(("street", ""), ("family_name", "permitdesk:shared='no'"))
    assert {each.name: each.shared for each in definition.fields()} == {
        "street": True,
        "family_name": False,
    }
    definition = a_model(("street", "permitdesk:shared='yes'"), ("other", ""), steps="{}")
    assert [each.shared for each in definition.fields()] == [True, False], "nothing by itself"
    with pytest.raises(UnpublishableError, match="shared"):
        a_model(("street", "permitdesk:shared='maybe'"))
    with pytest.raises(UnpublishableError, match="shared"):
        a_model(("street", ""), steps='{"one": {"shared": 1}}')


@pytest.mark.parametrize("service", sorted(set(SERVICES) - {"contact"}))
def test_no_personal_question_of_a_shipped_service_is_shared(portal, service):
    definition = a_definition(service)
    shared = {field.name for field in definition.fields() if field.shared}
    assert {"street", "postal_code", "email", "residence_municipality"} <= shared
    for step in definition.steps:
        if step.name in PERSONAL_STEPS:
            assert not {each.name for each in step.fields} & shared, step.name
    for field in definition.fields():
        if field.mark in ("family-name", "given-names", "birth-date", "nationality"):
            assert not field.shared, field.name
        assert not (field.shared and field.name.endswith("_details")), field.name


def test_the_next_person_begins_with_what_the_family_shares_and_nothing_else(portal):
    for number in range(len(applicants("family"))):
        relative = a_relative(number=number)
        steps = carried(relative, relative.definition)
        taken = {name: value for values in steps.values() for name, value in values.items()}
        assert taken["street"] == relative.answers["street"]
        assert taken["email"] == relative.answers["email"]
        assert taken["sponsor_family_name"] == relative.answers["sponsor_family_name"]
        assert not PERSONAL_STEPS & steps.keys()
        assert all(relative.answers[name] == value for name, value in taken.items())


def test_another_service_takes_what_both_share(portal):
    steps = carried(a_relative(), a_definition("employment"))
    assert {"municipality", "address", "reach", "livelihood", "insurance"} <= steps.keys()
    assert "sponsor" not in steps
    assert not carried(a_relative(), a_definition("contact")).get("about")


def test_a_question_must_be_the_same_on_both_sides():
    one = a_model(("street", ""), ("city", ""))
    other = a_model(("street", ""), ("city", "permitdesk:shared='no'"))
    answers = {"street": "Lindenweg", "city": "Auenfeld"}
    assert carried(Relative(one, answers, ""), other) == {"one": {"street": "Lindenweg"}}
    assert carried(Relative(other, answers, ""), one) == {"one": {"street": "Lindenweg"}}


def test_an_answer_that_is_offered_no_more_stays_behind(portal):
    relative = a_relative()
    answers = {**relative.answers, "health_insurance_type": "abolished"}
    steps = carried(Relative(relative.definition, answers, ""), relative.definition)
    assert "health_insurance_type" not in steps["insurance"]


def test_a_mark_is_as_random_as_its_key_and_tells_nothing_of_it():
    assert mark_of("family", "a" * 64) == mark_of("family", "a" * 64)
    assert len({mark_of(*each) for each in (("family", "a"), ("family", "b"), ("x", "a"))}) == 3
    assert "a" * 8 not in mark_of("family", "a" * 64)
