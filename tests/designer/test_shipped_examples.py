"""The examples that come along come to what they say, in an office that knows nothing of them."""

import pytest
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.designer.trying.running import runs
from permitdesk.services.compose import LIBRARY
from permitdesk.services.examples import from_json
from testing import with_services

SHIPPED = sorted(path.parent.name for path in LIBRARY.glob("*/examples.json"))


def test_three_services_have_two_examples_each():
    assert SHIPPED == ["contact", "employment", "settlement"]
    for service in SHIPPED:
        found = from_json((LIBRARY / service / "examples.json").read_text("utf-8"))
        assert len(found) == 2 and all(each.as_of and each.accepted for each in found)
        text = (LIBRARY / service / "examples.json").read_text("utf-8")
        assert text.count("@") == text.count("@example.org"), "made up, so no address is anybody's"


@pytest.mark.parametrize("service", SHIPPED)
def test_they_come_to_what_was_accepted(portal, service):
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("dorf | Dorf",)
    with_services(portal, service)
    found = runs(portal["services"][service])
    assert len(found) == 2
    assert [each.differences for each in found] == [(), ()]
    assert not any(each.outcome.errors for each in found)
