"""A portal with one of the shipped services, an office, and somebody who may read every case."""

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from agreement.books import ELSEWHERE
from agreement.office import Caseworker
from builders import MUNICIPALITIES, SERVICES
from casework_builders import a_user
from permitdesk.demo.desks import create_desks
from permitdesk.services import import_library


@pytest.fixture(params=sorted(SERVICES))
def service(request, functional):
    """The name of a service that is published."""
    portal = functional["portal"]
    portal._p_jar.db().setCacheSize(30_000)
    district = getUtility(IRegistry)
    district["permitdesk.district.municipalities"] = tuple(
        f"{id_} | {name}" for name, id_ in MUNICIPALITIES.items()
    )
    district["permitdesk.district.neighbours"] = (
        f"{ELSEWHERE} | Auenburg | Ausländerbehörde Auenburg | Am Markt 1 | 0123 456",
    )
    import_library(portal, [request.param])
    create_desks()
    a_user(portal, "frau.seidel", groups=("unit-heads",))
    transaction.commit()
    return request.param


@pytest.fixture
def caseworker(functional, service):
    return Caseworker(functional["portal"], "frau.seidel")
