"""What rooms ask the district: read from the registry at each call, so changes hold at once."""

from collections.abc import Mapping
from datetime import date

from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.district import dated
from permitdesk.district.authority import Authority, Municipality, all_municipalities
from permitdesk.district.fees.estimate import FeeEstimate, estimate
from permitdesk.district.fees.facts import FeeFacts
from permitdesk.district.fees.rules import shipped_rules
from permitdesk.district.interfaces import IDistrictSettings

PREFIX = "permitdesk.district"


def _settings():
    return getUtility(IRegistry).forInterface(IDistrictSettings, prefix=PREFIX)


def office() -> Authority:
    """The office that runs this portal; ``name`` is empty until a district fills its settings."""
    settings = _settings()
    return Authority(
        name=settings.office_name or "",
        own=True,
        address=settings.office_address or "",
        phone=settings.office_phone or "",
        email=settings.office_email or "",
        website=settings.office_website or "",
        hours=settings.office_hours or "",
    )


def municipalities() -> tuple[Municipality, ...]:
    """All that a person may live in: ours and those with an authority of their own, by name."""
    settings = _settings()
    return all_municipalities(settings.municipalities or (), settings.neighbours or ())


def responsible_authority(municipality: str) -> Authority | None:
    """Who is responsible for a municipality (its code): our office (``own``) or another one.

    None for a code that the settings do not have.
    """
    for each in municipalities():
        if each.code == municipality:
            return each.authority or office()
    return None


def estimated_fees(facts: FeeFacts, on: date) -> FeeEstimate:
    """What somebody will probably pay for an application made on a day."""
    return estimate(facts, _figures("fees"), shipped_rules(), on)


def threshold(name: str, on: date) -> dated.DatedFigure | None:
    """A figure that the law asks for on a day: a yearly gross salary such as
    ``blue-card-general``, or months and levels for a settlement permit."""
    return dated.in_force(_figures("thresholds"), name, on)


def threshold_names() -> frozenset[str]:
    """The figures that a condition may name."""
    return frozenset(each.name for each in _figures("thresholds"))


def missing_settings() -> Mapping[str, str]:
    """What a district must still fill in before anybody can apply: setting → title."""
    settings = _settings()
    return {
        name: IDistrictSettings[name].title
        for name in ("office_name", "office_address", "office_phone", "municipalities")
        if not getattr(settings, name)
    }


def _figures(table: str) -> tuple[dated.DatedFigure, ...]:
    known = dated.shipped(table)
    entered = map(dated.read_figure, getattr(_settings(), table) or ())
    return (*(dated.in_unit(each, known) for each in entered), *known)
