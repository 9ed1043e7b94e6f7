"""How many documents an application may have, and how large: a service says so."""

import json

import pytest
from plone import api

from permitdesk.services import import_library, publish, published, revision
from permitdesk.services.api.form import form
from permitdesk.services.definition import USUAL, Definition, Limits, Requirement, Step
from permitdesk.services.parse import UnpublishableError
from permitdesk.services.revision import manifest_of
from permitdesk.services.soundness import problems_of


@pytest.fixture
def service(portal):
    with api.env.adopt_roles(["Manager"]):
        import_library(portal, ["contact"])
        yield portal["services"]["contact"]


def test_twenty_files_of_ten_megabytes_unless_somebody_says_otherwise(service):
    definition = published(service).definition
    assert definition.limits == USUAL == Limits(20, 10)
    assert all(each.limits == USUAL for each in definition.requirements)
    # What was published before keeps its digest: nothing is written where nothing is said.
    assert "limits" not in json.loads(manifest_of(service))


def test_a_service_sets_its_own_and_older_revisions_keep_theirs(service):
    before = published(service).number
    service.max_files, service.max_megabytes = 5, 2
    after = publish(service)
    assert after.definition.limits == Limits(5, 2) and Limits(5, 2).bytes == 2 * 1024 * 1024
    assert {each.limits for each in after.definition.requirements} == {Limits(5, 2)}
    assert form(after, "de", "")["limits"] == {"files": 5, "megabytes": 2}
    assert revision(service, before).definition.limits == USUAL


@pytest.mark.parametrize("files, megabytes", [(0, 10), (61, 10), (20, 0), (20, 21)])
def test_limits_that_make_no_sense_are_not_published(service, files, megabytes):
    service.max_files, service.max_megabytes = files, megabytes
    with pytest.raises(UnpublishableError):
        publish(service)


def test_what_is_always_needed_must_fit():
    needed = tuple(Requirement(f"r{number}", "Unterlage") for number in range(4))
    definition = Definition(steps=(Step("a", "A"),), requirements=needed, limits=Limits(3))
    assert any(
        "Es sind immer 4 Unterlagen nötig" in each.said() for each in problems_of(definition)
    )
