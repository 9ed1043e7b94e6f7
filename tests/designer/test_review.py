"""Draft, review, published: who may, who has to look, and what is written down."""

import json

import pytest
from plone import api
from zExceptions import Unauthorized

from permitdesk.services import (
    NotReleasedError,
    edition_of,
    publish,
    published,
    release,
    review,
    revision,
    take_back,
    working_definition,
)
from permitdesk.services.review import EXPECTED, OFF, REQUIRED, Event, is_alone, refusal

ASKED = Event(review.ASKED, "gesa", "2026-12-01T08:00:00+00:00", "Neue Frage", "e1")


# Who may publish what: pure


@pytest.mark.parametrize(
    ("who", "edition", "alone"),
    [("horst", "e1", False), ("gesa", "e1", True), ("horst", "e2", True)],
)
def test_a_second_person_is_another_who_looks_at_what_was_asked_about(who, edition, alone):
    assert is_alone([ASKED], who, edition) is alone


def test_a_request_ends_when_it_is_answered():
    for act in (review.SENT_BACK, review.WITHDRAWN, review.PUBLISHED):
        answered = [ASKED, Event(act, "horst", "2026-12-01T09:00:00+00:00")]
        assert review.request_of(answered) is None and is_alone(answered, "horst", "e1")
    assert review.request_of([ASKED, Event(review.RESTORED, "x", "")]) == ASKED


@pytest.mark.parametrize(
    ("rule", "reason", "may"),
    [
        (REQUIRED, "weil", False),
        (EXPECTED, "", False),
        (EXPECTED, "  ", False),
        (EXPECTED, "weil", True),
        (OFF, "", True),
    ],
)
def test_what_the_office_says_about_publishing_alone(rule, reason, may):
    assert (refusal([], "gesa", "e1", rule, reason) is None) is may
    assert refusal([ASKED], "horst", "e1", rule, "") is None, "two people looked"


# On a service


@pytest.fixture
def contact(integration):
    return integration["portal"]["services"]["contact"]


def another_title(service, title="Kontakt neu"):
    service.texts = json.dumps({**json.loads(service.texts), "title": title})


def as_designer(name):
    users = api.portal.get().acl_users
    if users.getUser(name) is None:
        users.userFolderAddUser(name, "Correct-horse-9", ["Member", "Service Designer"], [])
    return api.env.adopt_user(name)


def test_asked_by_one_published_by_another_and_the_public_sees_the_old_one_meanwhile(contact):
    another_title(contact)
    with as_designer("gesa"):
        review.ask(contact, "Neuer Titel")
        assert published(contact).number == 1
    with as_designer("horst"):
        made = release(contact, "Geprüft")

    frozen = contact.revisions[made.number]
    assert made.number == 2 and frozen.reason == "Geprüft" and not frozen.alone
    assert "horst" in frozen.published_by
    assert [each.act for each in review.history(contact)][-2:] == ["asked", "published"]


def test_what_was_changed_after_asking_nobody_has_looked_at(contact):
    with as_designer("gesa"):
        review.ask(contact)
        another_title(contact)
    with as_designer("horst"):
        with pytest.raises(NotReleasedError):
            release(contact)
        made = release(contact, "Es eilt: falsche Adresse")

    assert contact.revisions[made.number].alone


def test_the_workflow_keeps_the_rule_too(contact):
    another_title(contact)
    with api.env.adopt_roles(["Manager"]):
        api.portal.get_tool("portal_workflow").doActionFor(contact, "retract")
    with as_designer("gesa"):
        tool = api.portal.get_tool("portal_workflow")
        with pytest.raises(Exception, match="warum Sie allein"):
            tool.doActionFor(contact, "publish")
        with pytest.raises(Exception, match="warum Sie allein"):
            tool.doActionFor(contact, "publish", trusted=True)
    assert published(contact) is None


def test_who_may_not_publish_does_not_by_asking(contact):
    with api.env.adopt_roles(["Editor"]), pytest.raises(Unauthorized):
        release(contact, "weil")


def test_an_earlier_revision_becomes_the_working_state_and_nothing_is_published_or_lost(contact):
    before = working_definition(contact)
    another_title(contact, "Zweiter Titel")
    with api.env.adopt_roles(["Manager"]):
        publish(contact, "Zwei")
    another_title(contact, "Dritter Titel")
    third = edition_of(contact)

    take_back(contact, contact.revisions[1])

    assert working_definition(contact) == before
    assert published(contact).number == 2
    with api.env.adopt_roles(["Manager"]):
        assert publish(contact, "Wie zuvor").number == 3
    assert revision(contact, 3).definition == revision(contact, 1).definition
    take_back(contact, contact.set_aside)
    assert edition_of(contact) == third


def test_who_published_an_old_revision_is_named_once(contact):
    frozen = contact.revisions[1]
    frozen.__dict__.pop("published_by")

    frozen.name_publisher("anna", "Start")
    frozen.name_publisher("other")

    assert (frozen.published_by, frozen.reason) == ("anna", "Start")
