import json
from datetime import UTC, datetime

import pytest
import transaction
from plone import api
from zExceptions import Unauthorized

from permitdesk.core import clock
from permitdesk.services import (
    UnpublishableError,
    import_library,
    parse,
    publish,
    published,
    retract,
    revision,
)
from permitdesk.services.publish import hindrances

from .house import a_model


@pytest.fixture
def contact(portal):
    import_library(portal, ["contact"])
    return portal["services"]["contact"]


def changed(service):
    """The service with other fields, sound and not yet published."""
    service.fields_model = a_model()
    service.hints = "[]"
    return service


def test_publishing_freezes_a_numbered_revision(contact):
    before = published(contact)

    with clock.frozen(datetime(2026, 12, 1, 8, tzinfo=UTC)), api.env.adopt_roles(["Manager"]):
        after = publish(changed(contact))

    assert (before.number, after.number) == (1, 2)
    assert after.published_at == "2026-12-01T08:00:00+00:00"
    assert revision(contact, 1) == before and before.definition.field("topic")
    assert published(contact).definition.field("name")


def test_nothing_is_public_that_was_not_published(contact):
    before = published(contact)

    changed(contact)

    assert published(contact) is before


def test_the_same_content_again_is_the_same_revision(contact):
    with api.env.adopt_roles(["Manager"]):
        assert publish(contact).number == 1


def test_a_revision_never_changes(contact):
    frozen = contact.revisions[1]
    with pytest.raises(TypeError):
        frozen.source = a_model()
    frozen._p_deactivate()
    with pytest.raises(TypeError):
        frozen.labels = "{}"
    with pytest.raises(TypeError):
        del frozen.digest
    with pytest.raises(TypeError):
        published(contact).labels["en"]["service.title"] = "x"


def test_an_aborted_publishing_is_never_served(functional):
    portal = functional["portal"]
    import_library(portal, ["contact"])
    transaction.commit()
    service = portal["services"]["contact"]
    moment = datetime(2026, 12, 1, 8, tzinfo=UTC)

    with clock.frozen(moment), api.env.adopt_roles(["Manager"]):
        assert publish(changed(service)).definition.field("name")
        transaction.abort()
        assert published(service).number == 1
        service.fields_model = a_model(
            '<field name="o" type="zope.schema.Int"><title>O</title></field>'
        )
        service.hints = "[]"
        publish(service)

    # the same number at the same second, and yet the right one
    assert published(service).number == 2
    assert published(service).definition.field("o")


def test_publishing_needs_its_permission(contact):
    with api.env.adopt_roles(["Editor", "Reviewer", "Owner"]), pytest.raises(Unauthorized):
        publish(contact)


def test_a_service_taken_offline_keeps_its_revisions(contact):
    with api.env.adopt_roles(["Manager"]):
        retract(contact)

    assert published(contact) is None
    assert revision(contact, 1).definition.field("topic")


def test_two_services_cannot_have_one_address(portal, contact):
    import_library(portal, ["employment"])
    other = portal["services"]["employment"]
    other.slugs = json.dumps({"de": "kontakt"})

    assert "hat schon „contact“" in "".join(each.said() for each in hindrances(other))


def test_a_copy_starts_unpublished(portal, contact):
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(contact, portal["services"], id="copied")

    assert published(copy) is None and not copy.revisions
    assert published(contact).number == 1


def a_field(name="x", kind="zope.schema.TextLine", more="", inside="<title>X</title>"):
    return f'<field name="{name}" type="{kind}" {more}>{inside}</field>'


WHEN = "permitdesk:condition='{}'"


@pytest.mark.parametrize(
    "fields, reason",
    [
        (a_field(kind="collective.easyform.fields.Likert"), "collective.easyform.fields.Likert"),
        (a_field(kind="zope.schema.Datetime"), "zope.schema.Datetime"),
        (a_field(kind="no.such.Thing"), "no.such.Thing"),
        (a_field(more=WHEN.format('{"field": "y", "filled": true}')), "„y“"),
        (a_field(more=WHEN.format("{nonsense")), "JSON"),
        (a_field(more=WHEN.format('{"field": "x", "like": 1}')), "„like“"),
        (a_field(more=WHEN.format('{"field": "x", "filled": true}')), "im Kreis"),
        (
            a_field("a", more=WHEN.format('{"field": "b", "filled": true}'))
            + a_field("b", more=WHEN.format('{"field": "a", "is": "1"}')),
            "a → b → a",
        ),
        (a_field(more="""permitdesk:rules='[{"kind": "wish"}]'"""), "keine Regel"),
        (
            a_field(more="""permitdesk:rules='[{"kind": "pattern", "value": "(a+)+"}]'"""),
            "zu aufwendig",
        ),
        (
            a_field(more="""permitdesk:rules='[{"kind": "after", "value": {"field": "y"}}]'"""),
            "„y“",
        ),
        (a_field(inside=""), "keinen Titel"),
        (a_field(more="permitdesk:group='g'"), "Gruppe „g“"),
        (a_field(kind="permitdesk.services.fields.Group"), "keine Felder"),
        (
            a_field(kind="permitdesk.services.fields.CodeList", more="permitdesk:code-list='y'"),
            "Codeliste „y“",
        ),
        (a_field(kind="zope.schema.Choice", inside="<title>X</title><values/>"), "zur Auswahl"),
        (a_field(more="permitdesk:max-rows='many'"), "keine ganze Zahl"),
    ],
)
def test_what_cannot_be_asked_is_not_published_and_said_why(portal, fields, reason):
    with pytest.raises(UnpublishableError) as refused:
        parse(a_model(fields))

    assert reason in str(refused.value)


def test_everything_that_is_wrong_is_said_at_once(portal):
    with pytest.raises(UnpublishableError) as refused:
        parse(a_model(a_field(inside="") + a_field("y", kind="zope.schema.Datetime")))

    assert len(refused.value.problems) == 2


def test_names_twice_are_refused(portal):
    fields = a_field() + '</fieldset><fieldset name="two" label="Zwei">' + a_field()

    with pytest.raises(UnpublishableError, match="gibt es 2-mal"):
        parse(a_model(fields))


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<model",
        "<html/>",
        '<!DOCTYPE model [<!ENTITY x SYSTEM "file:///etc/passwd">]><model'
        ' xmlns="http://namespaces.plone.org/supermodel/schema"><schema>&x;</schema></model>',
        "x" * 2_000_000,
    ],
)
def test_xml_that_is_none_or_reaches_out_is_refused(portal, source):
    with pytest.raises(UnpublishableError):
        parse(source)


@pytest.mark.parametrize(
    "slugs", [{"de": "../x"}, {"de": "//evil.example"}, {"de": ["a"]}, {"../xx": "a"}]
)
def test_an_address_that_leads_elsewhere_is_not_published(contact, slugs):
    contact.slugs = json.dumps(slugs)
    [problem] = hindrances(contact)
    assert "Die Adresse" in problem.said()
