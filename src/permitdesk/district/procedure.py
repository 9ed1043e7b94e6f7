"""What the administrative procedure of a district follows: its Land, remedies, periods.

Kept apart from the other settings, with defaults for a portal that was not upgraded yet.
"""

from datetime import date

from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import getUtility
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.core import _
from permitdesk.district import dated, free_days
from permitdesk.district.authority import MalformedLineError
from permitdesk.district.dated import read_figure
from permitdesk.district.interfaces import lines

PREFIX = "permitdesk.procedure"
OBJECTION, ACTION = "objection", "action"


def read_day(line: str) -> date:
    """An ISO day. Raises ``MalformedLineError``."""
    try:
        return date.fromisoformat(line.strip())
    except ValueError as error:
        raise MalformedLineError(f"Ein Tag wie 2026-08-15 erwartet: {line}") from error


class IProcedureSettings(Interface):
    """Registry records under ``permitdesk.procedure``."""

    land = schema.Choice(
        title=_("district_land", default="Land"),
        description=_(
            "district_land_help",
            default="An den Feiertagen dieses Landes endet keine Frist.",
        ),
        vocabulary=SimpleVocabulary(
            [SimpleTerm(code, code, title) for code, title in free_days.LANDS.items()]
        ),
        required=False,
    )
    remedy = schema.Choice(
        title=_("district_remedy", default="Was ist gegen einen Bescheid möglich?"),
        description=_(
            "district_remedy_help",
            default="Ob erst Widerspruch einzulegen ist oder gleich Klage, hängt vom Land ab. Der"
            " Text der Belehrung steht bei den Vorlagen.",
        ),
        vocabulary=SimpleVocabulary(
            [
                SimpleTerm(OBJECTION, OBJECTION, _("district_objection", default="Widerspruch")),
                SimpleTerm(ACTION, ACTION, _("district_action", default="Klage")),
            ]
        ),
        default=OBJECTION,
    )
    court = schema.Text(
        title=_("district_court", default="Verwaltungsgericht mit Adresse"),
        required=False,
        default="",
    )
    holidays = lines(
        read_day,
        title=_("district_holidays", default="Weitere Feiertage"),
        description=_(
            "district_holidays_help",
            default="Ein Tag je Zeile, zum Beispiel 2026-08-15. Für Feiertage, die nur in Ihren"
            " Gemeinden gelten.",
        ),
    )
    periods = lines(
        read_figure,
        title=_("district_periods", default="Fristen, die von den mitgelieferten abweichen"),
        description=_(
            "district_periods_help",
            default="Eine Frist je Zeile: Name | Zahl | gültig ab | Quelle, zum Beispiel:"
            " delivery-post | 4 | 2025-01-01 | § 41 Abs. 2 VwVfG. Die Namen stehen im Handbuch.",
        ),
    )


def land() -> str:
    """The Land's code; empty until a district says it."""
    return _settings().land or ""


def remedy() -> str:
    """The remedy against decisions here: ``objection`` or ``action``."""
    return _settings().remedy or OBJECTION


def court() -> str:
    """The court for an action, with its address; empty until a district says it."""
    return _settings().court or ""


def period(name: str, on: date) -> dated.DatedFigure | None:
    """A length in days or months that is in force on a day, such as ``delivery-post``."""
    known = dated.shipped("periods")
    entered = map(read_figure, _settings().periods or ())
    every = (*(dated.in_unit(each, known) for each in entered), *known)
    return dated.in_force(every, name, on)


def is_free_day(day: date) -> bool:
    """Whether no period ends on this day in the district."""
    return free_days.is_free(day, land(), own_holidays())


def own_holidays() -> frozenset[date]:
    """Holidays of the district's municipalities, beside those of its Land."""
    return frozenset(map(read_day, _settings().holidays or ()))


def _settings():
    registry = getUtility(IRegistry)
    return registry.forInterface(IProcedureSettings, check=False, prefix=PREFIX)
