"""A portal from before: its case catalogue gets what later versions brought along."""

from datetime import date

import pytest
import transaction
from persistent.mapping import PersistentMapping

from builders import applicants, full_answers
from casework_builders import a_case, an_office
from permitdesk import district
from permitdesk.casework import applicant, upgrade
from permitdesk.casework.catalogue import NO_DAY
from permitdesk.casework.office import office as the_office
from permitdesk.casework.worklist.listing import Filter, worklist
from permitdesk.core import clock
from permitdesk.services import import_library, published

PROFILE = "permitdesk:default"


@pytest.fixture
def portal(functional):
    portal = functional["portal"]
    an_office(portal)
    return portal


def as_before(catalogue):
    """A catalogue as an earlier version left it: with one of ZCatalog's, and without shelves."""
    del catalogue._desks, catalogue._version
    catalogue._catalog = PersistentMapping({"of": "ZCatalog"})


@pytest.fixture
def old(portal):
    """Three cases in a catalogue made before there were shelves."""
    catalogue = the_office(portal).cases
    for name, channel in (("Abbas", "online"), ("Kaya", "paper"), ("Zhang", "email")):
        a_case(name, channel=channel)
    as_before(catalogue)
    transaction.commit()
    return catalogue


def upgraded(portal):
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1002")
    portal.portal_setup.upgradeProfile(PROFILE)
    transaction.commit()


def found(catalogue, **filters):
    desks = ("two/a-k", "two/l-z", "two/inbox")
    total, rows = catalogue.rows(desks, filters, sort_on="name_key", descending=False)
    rows = tuple(rows)
    assert total == len(rows)
    return [(row.name.partition(",")[0], row.channel) for row in rows]


def test_before_the_upgrade_the_workplace_says_that_cases_are_missing(portal, old):
    assert not old.is_complete
    assert found(old) == []
    case = a_case("Adam")
    assert found(old) == [("Adam", "online")]
    assert old.path(case.reference) and len(list(old.paths())) == 4


def test_the_upgrade_fills_what_was_missing_and_twice_is_once(portal, old):
    for _time in range(2):
        upgraded(portal)
        assert old.is_complete
        assert found(old) == [("Abbas", "online"), ("Kaya", "paper"), ("Zhang", "email")]
        assert found(old, channel="paper") == [("Kaya", "paper")]
        assert portal.portal_setup.getLastVersionForProfile(PROFILE) == ("1011",)
    assert upgrade.complete_catalogue(portal) == 0


def test_cases_filed_between_the_versions_are_in_it_too(portal, old):
    a_case("Adam", channel="counter")

    upgraded(portal)

    assert found(old, channel="counter") == [("Adam", "counter")]
    assert [name for name, _channel in found(old)] == ["Abbas", "Adam", "Kaya", "Zhang"]


def test_more_cases_than_one_batch(portal, old, monkeypatch):
    monkeypatch.setattr(upgrade, "BATCH", 2)

    upgraded(portal)

    assert found(old, channel="email") == [("Zhang", "email")]


def test_a_complete_catalogue_is_left_alone(portal):
    a_case()
    transaction.commit()

    assert upgrade.complete_catalogue(portal) == 0
    assert not portal._p_jar._registered_objects


def test_the_news_of_cases_from_before_can_be_searched_and_decided_ones_withdrawn(portal):
    case = a_case("Abbas")
    catalogue = the_office(portal).cases
    as_before(catalogue)
    states = portal.portal_workflow["permitdesk_application"].states
    states["decided"].transitions = ("close",)
    applicant.write(case, "Guten Tag", "de", "")
    transaction.commit()
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1003")
    portal.portal_setup.upgradeProfile(PROFILE)
    transaction.commit()
    assert found(catalogue, news="new") == [("Abbas", "online")]
    assert "withdraw" in states["decided"].transitions
    assert case.state == "received"


def test_the_upgrade_reads_off_the_answers_when_a_title_expires(portal):
    import_library(portal, ["employment"])
    answers = full_answers("employment", applicants("employment")[0])
    revision = published(portal["services"]["employment"]).number
    case = a_case("Abbas", answers=answers, revision=revision)
    a_case("Zhang")
    catalogue = the_office(portal).cases
    as_before(catalogue)
    transaction.commit()
    assert case.person.expires == ""
    assert case.person.birth_date == ""

    portal.portal_setup.setLastVersionForProfile(PROFILE, "1005")
    portal.portal_setup.upgradeProfile(PROFILE)
    rows = catalogue.rows(("two/a-k", "two/l-z"), {}, sort_on="expires", descending=False)[1]
    assert [row.expires for row in rows] == [answers["status_valid_until"], NO_DAY]
    total, rows = worklist("anna", the_office(portal), Filter(text=answers["birth_date"]))
    assert (total, [row.reference for row in rows]) == (1, [case.reference])


def test_the_upgrade_brings_hearing_and_delivery_and_the_settings_they_follow(portal):
    workflow = portal.portal_workflow["permitdesk_application"]
    for name in ("hearing", "delivered"):
        workflow.states._delObject(name)
    for name in ("hear", "deliver", "take_back_decision"):
        workflow.transitions._delObject(name)
    workflow.states["decided"].transitions = ("close", "withdraw")
    registry = portal.portal_registry
    for name in [each for each in registry.records if each.startswith("permitdesk.procedure.")]:
        del registry.records[name]
    assert district.land() == "" and district.remedy() == "objection", "it works before, too"
    assert district.period("delivery-post", clock.today()).amount == 4
    transaction.commit()
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1006")

    portal.portal_setup.upgradeProfile(PROFILE)

    assert {"hearing", "delivered"} <= set(workflow.states)
    assert "close" not in workflow.states["decided"].transitions
    assert registry["permitdesk.procedure.remedy"] == "objection"
    registry["permitdesk.procedure.land"] = "BY"
    registry["permitdesk.procedure.holidays"] = ("2028-08-15",)
    assert district.is_free_day(date(2028, 8, 15)) and not district.is_free_day(date(2028, 8, 16))
    assert district.is_free_day(date(2027, 1, 6)), "Epiphany, a Wednesday"


def test_the_upgrade_takes_the_bare_step_of_answering_from_everybody(portal):
    answer = portal.portal_workflow["permitdesk_contact"].transitions["answer"]
    answer.guard.changeFromProperties({"guard_permissions": "permitdesk: Work on case"})
    transaction.commit()
    portal.portal_setup.setLastVersionForProfile(PROFILE, "1007")

    portal.portal_setup.upgradeProfile(PROFILE)

    answer = portal.portal_workflow["permitdesk_contact"].transitions["answer"]
    assert answer.guard.permissions == ("permitdesk: Record decision",)
