"""A service's translations: what is kept, what a changed German text does, policy."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

from permitdesk.core import clock
from permitdesk.services import (
    exchange,
    import_library,
    offered,
    offered_languages,
    publish,
    translations,
)
from permitdesk.services.translations import (
    WrongTranslationError,
    changed_texts,
    entries,
    means_something_else,
    places,
    readiness,
    save,
    still_true,
    working_coverage,
)
from permitdesk.translation import (
    BLOCKED,
    IN_WORK,
    MISSING,
    OUTDATED,
    READY,
    REVIEWED,
    TRANSLATED,
    USABLE,
)

LIBRARY = Path(__file__).parent / "library"
JOB, NAME = "field.job.title", "field.family_name.title"


@pytest.fixture
def small(portal):
    import_library(portal, ["small"], LIBRARY)
    return portal["services"]["small"]


def text(service, key, language="en"):
    return next(each for each in entries(service, language) if each.key == key)


def write(service, key, words, state=TRANSLATED, language="en", comment=""):
    wanted = replace(text(service, key, language), text=words, state=state, comment=comment)
    save(service, language, [wanted])


def rename(service, old, new):
    service.fields_model = service.fields_model.replace(old, new)


def policy(**settings):
    for name, value in settings.items():
        getUtility(IRegistry)[f"permitdesk.translation.{name}"] = value


def test_every_german_text_has_a_place_a_kind_and_a_state(small):
    found = {each.key: each for each in entries(small, "en")}

    assert found[JOB].place == "Arbeit › Beruf › Frage" and found[JOB].state == TRANSLATED
    assert found["service.summary"].kind == "page" and found["service.summary"].state == MISSING
    assert found["requirement.contract.title"].kind == "document"
    assert set(found) == {key for key in places(small) if key in found}


def test_who_saved_what_and_when_stands_with_the_text(small):
    with clock.frozen(datetime(2026, 12, 1, 8, tzinfo=UTC)):
        write(small, JOB, "Job", REVIEWED, comment="Wie im Vertrag")

    saved = text(small, JOB)
    assert (saved.text, saved.state, saved.comment) == ("Job", REVIEWED, "Wie im Vertrag")
    assert saved.at.startswith("2026-12-01T08:00") or saved.at.startswith("2026-12-01T09:00")
    assert saved.by and small.labels["en"][JOB] == ("Beruf", "Job")


def test_unfinished_work_is_not_published(small):
    write(small, JOB, "Jo", IN_WORK)

    with api.env.adopt_roles(["Manager"]):
        shown = publish(small).text(JOB, "en")

    assert text(small, JOB).text == "Jo" and shown.value == "Occupation"


def test_nothing_that_could_break_a_page_is_saved(small):
    with pytest.raises(WrongTranslationError) as refused:
        write(small, JOB, "<script>alert(1)</script>")

    assert set(refused.value.said) == {JOB}
    assert text(small, JOB).text == "Occupation"


def test_a_changed_german_text_outdates_from_that_day_until_somebody_judges(small):
    write(small, NAME, "Surname", REVIEWED)
    rename(small, "Familienname", "Familienname,")
    rename(small, "Beruf", "Arbeit")
    with clock.frozen(datetime(2026, 12, 2, 8, tzinfo=UTC)):
        notify(ObjectModifiedEvent(small))

    name, job = changed_texts(small)
    assert (name.key, name.is_small, name.languages) == (NAME, True, ("en",))
    assert (job.before, job.after, job.is_small) == ("Beruf", "Arbeit", False)
    assert (text(small, JOB).state, text(small, JOB).since) == (OUTDATED, "2026-12-02")

    still_true(small, [name])
    means_something_else(small, [job])

    assert changed_texts(small) == ()
    assert text(small, NAME).state == REVIEWED
    assert (text(small, JOB).state, text(small, JOB).before) == (OUTDATED, "Beruf")
    rename(small, "Arbeit</title>", "Tätigkeit</title>")
    assert [each.after for each in changed_texts(small)] == ["Tätigkeit"], "another change"


@pytest.mark.parametrize("kind", [exchange.PO, exchange.XLIFF])
def test_what_leaves_as_a_file_fills_an_empty_service_the_same(portal, small, kind):
    write(small, NAME, "Прізвище", REVIEWED, "uk", comment="Ок")
    write(small, JOB, "Фах", IN_WORK, "uk")
    data = exchange.export(small, "uk", kind)

    assert exchange.planned(small, "uk", data).taken == ()
    before = entries(small, "uk")
    small.labels["uk"], small.notes["uk"] = {}, {}
    exchange.take(small, "uk", exchange.planned(small, "uk", data))

    after = entries(small, "uk")
    assert [(e.key, e.text, e.comment) for e in after] == [
        (e.key, e.text, e.comment) for e in before
    ]
    assert exchange.export(small, "uk", kind) == data or kind == exchange.PO
    assert text(small, JOB, "uk").state == IN_WORK


def test_by_default_no_language_is_blocked_and_gaps_make_it_usable(small):
    assert (readiness(small, "de"), readiness(small, "en")) == (READY, USABLE)
    assert "uk" in offered_languages(small)
    for each in entries(small, "en"):
        write(small, each.key, "x", REVIEWED)
    assert working_coverage(small, "en").readiness == READY


def test_the_offices_policy_blocks_a_language_and_review_counts_at_once(small):
    policy(usable_share=10)
    assert offered(small, "en") and not offered(small, "uk")

    policy(usable_share=0, required_kinds=("document",))
    assert readiness(small, "en") == BLOCKED

    policy(required_kinds=(), ready_share=1, review_needed=True)
    assert readiness(small, "en") == USABLE
    write(small, JOB, "Occupation", REVIEWED)
    assert readiness(small, "en") == READY


def test_a_copy_takes_its_notes_along(portal, small):
    write(small, JOB, "Occupation", REVIEWED)
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(small, portal["services"], id="copied")

    assert text(copy, JOB).state == REVIEWED
    write(copy, JOB, "Job")
    assert text(small, JOB).state == REVIEWED


def test_a_portal_from_before_gets_the_policy_by_the_upgrade(portal, small):
    registry = getUtility(IRegistry)
    del registry.records["permitdesk.translation.usable_share"]
    assert readiness(small, "uk") == USABLE, "a missing setting breaks nothing"
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile("permitdesk:default", "1008")
    setup.upgradeProfile("permitdesk:default")

    assert registry["permitdesk.translation.usable_share"] == 0
    assert translations.working_coverage(small, "en").counts[TRANSLATED] == 3
