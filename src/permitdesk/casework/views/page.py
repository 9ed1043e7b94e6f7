"""What all pages of the workplace share."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from Products.CMFCore.utils import getToolByName
from zope.component import getMultiAdapter
from zope.component.hooks import getSite

from permitdesk import services
from permitdesk.access import staff_id
from permitdesk.casework.office import office
from permitdesk.casework.states import state_title
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.theme import Badge, Link, StaffPage
from permitdesk.theme.interfaces import IStaffNavigation

_KINDS = {
    "received": "info",
    "in_review": "neutral",
    "documents_requested": "warning",
    "hearing": "warning",
    "decided": "warning",
    "delivered": "success",
    "answered": "success",
}


WISHES = {
    "certificate-wanted": _("casework_wish_certificate", default="Fiktionsbescheinigung gewünscht"),
    "certificate-refused": _(
        "casework_dossier_mark_refused", default="Keine Fiktionsbescheinigung"
    ),
    "certificate-issued": _(
        "casework_dossier_mark_issued", default="Fiktionsbescheinigung ausgestellt"
    ),
    "certificate-handed-over": _(
        "casework_dossier_mark_handed_over", default="Fiktionsbescheinigung ausgehändigt"
    ),
    "certificate-expired": _(
        "casework_dossier_mark_expired", default="Fiktionsbescheinigung abgelaufen"
    ),
}


URGENCY = {
    "urgent": Badge("stop", _("casework_urgent", default="Sehr dringend")),
    "soon": Badge("warning", _("casework_soon", default="Dringend")),
}


class OfficePage(StaffPage):
    """A page in German: the office's language, in which answers and codes are shown too."""

    optional = _("casework_optional", default="(kann leer bleiben)")

    @property
    def language(self) -> str:
        return SOURCE

    @property
    def user(self) -> str:
        return staff_id()

    @cached_property
    def office(self):
        return office()

    @cached_property
    def workplace_address(self) -> str:
        return self.office.absolute_url()

    @cached_property
    def navigation(self) -> tuple[Link, ...]:
        """What the workplace says."""
        menu = getMultiAdapter((self.office, self.request), IStaffNavigation)
        return tuple(menu.entries(self.context))

    @cached_property
    def service_titles(self) -> dict[str, str]:
        return service_titles()

    @staticmethod
    def state_badge(state: str) -> Badge:
        return Badge(_KINDS.get(state, "neutral"), state_title(state))

    def wish_badges(self, wishes: Sequence[str]) -> list[Badge]:
        """What somebody asks for besides, as marks."""
        return [Badge("info", self.translate(WISHES[wish])) for wish in wishes if wish in WISHES]

    def place(self, *more: str) -> list[Link]:
        """The breadcrumb: the workplace, then where one is."""
        workplace = self.translate(_("casework_workplace_title", default="Arbeitsplatz"))
        return [Link(workplace, self.workplace_address), *(Link(title, "") for title in more)]

    def place_in(self, unit, *more: str) -> list[Link]:
        """The breadcrumb of a page about a unit: by way of its own page."""
        there = Link(unit.title, f"{unit.absolute_url()}/@@unit")
        workplace, *rest = self.place(*more)
        return [workplace, there, *rest]

    @property
    def no_name(self) -> str:
        return self.translate(_("casework_no_name", default="ohne Namen"))


def service_titles() -> dict[str, str]:
    """The German title of each service by id, and of each stock form by its UID."""
    catalogue = getToolByName(getSite(), "portal_catalog")
    found = catalogue.unrestrictedSearchResults(object_provides=services.IStockForm.__identifier__)
    titles = {each.UID: each.Title for each in found}
    for service in services.all_services(getSite()):
        revision = services.published(service)
        if revision is not None:
            titles[service.getId()] = str(revision.text("service.title", SOURCE))
    return titles


def moment(value: datetime) -> str:
    """A moment at the office in German: 2. März 2026, 10:30."""
    return in_words.moment(value, SOURCE)


def received(value: datetime, channel: str) -> str:
    """When an application came; of what did not come online only the day is known."""
    return moment(value) if channel == "online" else day(clock.day_of(value).isoformat())


def day(value: str) -> str:
    """An ISO date in German."""
    return in_words.day(value, SOURCE)
