"""What visitors of a service are told while a range of names is suspended."""

from collections.abc import Iterator, Sequence

from zope.component import adapter
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from zope.interface import implementer

from permitdesk.casework.interfaces import IUnit
from permitdesk.casework.office import ID
from permitdesk.casework.routing.book import book_of
from permitdesk.casework.routing.staffing import Suspension
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.intake.interfaces import IServiceNotices, ServiceNotice
from permitdesk.services.interfaces import IService

NAMES = _("casework_route_public_names", default="Für Familiennamen ${ranges}, bis ${day}")
ALL = _("casework_route_public_all", default="Für alle, bis ${day}")


@implementer(IServiceNotices)
@adapter(IService)
class SuspensionNotices:
    """Of the unit that gets what this service sends."""

    def __init__(self, service) -> None:
        self.service = service

    def notices(self, language: str) -> Sequence[ServiceNotice]:
        """In force today, in the language of the visitor or else in German."""
        return [_told(each, language) for each in self._in_force()]

    def _in_force(self) -> Iterator[Suspension]:
        site, id_, today = getSite(), self.service.getId(), clock.today()
        place = site.get(ID)
        for unit in place.objectValues() if place is not None else ():
            if not IUnit.providedBy(unit) or id_ not in (unit.services or ()):
                continue
            for each in book_of(unit).suspensions():
                concerns = not each.services or id_ in each.services
                if concerns and each.holds(today) and each.notices.get(SOURCE):
                    yield each


def _told(suspension: Suspension, language: str) -> ServiceNotice:
    text = suspension.notices.get(language)
    shown = text or Text(suspension.notices[SOURCE], SOURCE)
    day = in_words.day(suspension.last.isoformat(), language)
    # No line ends within a range.
    written = ", ".join(map(str, suspension.ranges)).replace("–", "\u2060–\u2060")
    ranges = Text(written, SOURCE)
    title = Message(NAMES if suspension.ranges else ALL, mapping={"ranges": ranges, "day": day})
    return ServiceNotice(title, shown)
