"""Making offices, units and desks by code: at set-up, in the demo district, in tests."""

from collections.abc import Sequence

from plone.dexterity.utils import createContent
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.casework.desk import Desk
from permitdesk.casework.interfaces import IUnit
from permitdesk.casework.office import ID, Office, office
from permitdesk.casework.unit import INBOX, Unit
from permitdesk.casework.working_time import FULL_TIME


def set_up_office() -> Office:
    """Make ``/office`` unless it is there."""
    site = getSite()
    if ID not in site:
        _add(site, ID, "Office", title="Sachbearbeitung")
    return site[ID]


def add_unit(
    office: Office,
    id_: str,
    title: str,
    services: Sequence[str] = (),
    head: str = "",
    umlauts: str = "5007-1",
) -> Unit:
    """Make a unit with its team inbox."""
    unit = _add(
        office,
        id_,
        "Unit",
        title=title,
        services=list(services),
        head=head,
        umlauts=umlauts,
    )
    if INBOX not in unit:
        add_desk(unit, INBOX, "Team-Posteingang")
    return unit


def add_desk(
    unit: Unit,
    id_: str,
    title: str,
    ranges: str = "",
    members: Sequence[str] = (),
    deputies: Sequence[str] = (),
    address: str = "",
    working_time: int = FULL_TIME,
) -> Desk:
    """Make a desk. ``deputies`` are lines such as ``frau.kaya 2026-08-03 2026-08-21``."""
    return _add(
        unit,
        id_,
        "Desk",
        title=title,
        ranges=ranges,
        members=list(members),
        deputies=list(deputies),
        address=address,
        working_time=working_time,
    )


def _add(container, id_: str, portal_type: str, **attributes):
    content = createContent(portal_type, **attributes)
    content.id = id_
    # Not by the caller's permissions: a submission may be what makes an inbox necessary.
    container._setObject(id_, content)
    return container[id_]


@provider(IVocabularyFactory)
def units(context) -> SimpleVocabulary:
    """The vocabulary of all units, by title: the office's own words, nothing of its cases."""
    place = office()
    found = [place[id_] for id_ in sorted(place.objectIds(ordered=False))] if place else []
    return SimpleVocabulary(
        [
            SimpleTerm(unit.getId(), unit.getId(), unit.title)
            for unit in found
            if IUnit.providedBy(unit)
        ]
    )
