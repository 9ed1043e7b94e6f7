"""What somebody of the office meets behind an address of a case that is not theirs.

Whether there is such a case is not told: what does not exist looks the same and stands at the same
address. Who is not signed in is asked to sign in, as anywhere.
"""

from collections.abc import Sequence
from functools import cached_property
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.login.login import RequireLoginView
from zExceptions import NotFound
from zope.component import getMultiAdapter, queryMultiAdapter
from zope.component.hooks import getSite

from permitdesk.access import full_name, staff_id
from permitdesk.casework.gate import may_view
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.office import ID, office
from permitdesk.casework.views.left_over import LeftOver, texts_in
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.theme import ErrorPage, Link, PageTemplate
from permitdesk.theme.interfaces import IStaffNavigation

WORDS = (
    _("casework_not_here_title", default="Dieser Vorgang liegt nicht in Ihren Ordnern"),
    _(
        "casework_not_here_text",
        default="Vielleicht hat ihn jemand abgegeben, oder die Adresse stimmt nicht. Fragen Sie,"
        " wer Ihnen den Link geschickt hat, oder Ihre Leitung.",
    ),
)
# A form takes what was typed along: the gate knows whom to show it to.
STATUS = {"GET": HTTPStatus.FOUND, "POST": HTTPStatus.TEMPORARY_REDIRECT}
# Where Plone sends whoever is refused.
GATE = "acl_users/credentials_cookie_auth/require_login"


def has_office() -> bool:
    """Not while a portal is being set up."""
    site = getSite()
    return site is not None and ID in site


def is_foreign_case(address: str) -> bool:
    """Whether an address would be a case's, or lie below one, that whoever asks may not view,
    there or not."""
    if not has_office():
        return False
    place = office()
    start, path = urlsplit(place.absolute_url()).path, urlsplit(address).path
    if not path.startswith(f"{start}/"):
        return False
    steps = path.removeprefix(f"{start}/").split("/")[:3]
    if len(steps) < 3 or any(not each or each.startswith("@") for each in steps):
        return False
    found = place.unrestrictedTraverse("/".join(steps), None)
    return not ICase.providedBy(found) or not may_view(found)


class RequireLogin(RequireLoginView):
    """Where Plone sends whoever is refused; of who is signed in it would only say: not allowed."""

    def __call__(self):
        came_from = self.request.get("came_from", "")
        if staff_id() and isinstance(came_from, str) and is_foreign_case(came_from):
            raise NotFound(GATE)
        return super().__call__()


def status_of_way(request) -> int:
    """The status with which a request for a page of a foreign case is led to the gate; 0 for
    anything else."""
    is_page = "text/html" in (request.getHeader("Accept") or "")
    if not is_page or IAPIRequest.providedBy(request):
        return 0
    return STATUS.get(request.method, 0) if is_foreign_case(request.get("ACTUAL_URL", "")) else 0


class Refused(ErrorPage):
    """Not allowed. What was typed for a case that is there goes the way of what is not there."""

    def __call__(self):
        drawn = super().__call__()
        status = status_of_way(self.request)
        if status == HTTPStatus.TEMPORARY_REDIRECT:
            # Whoever says where to sign in writes only the address over this.
            self.request.response.setStatus(status, lock=1)
        return drawn


class NotHere(ErrorPage):
    """Not found. In the office it leads back to the workplace."""

    def __call__(self):
        # Nobody is known yet where nothing was found: the gate knows who asks.
        status = status_of_way(self.request)
        if status:
            address = urlsplit(self.request.get("ACTUAL_URL", "")).path
            way = f"{self.site_address}/{GATE}?came_from={quote(address)}"
            self.request.response.redirect(way, status=status, lock=1)
            return ""
        return super().__call__()

    index = PageTemplate("not_here.pt")

    @property
    def left_over(self) -> str:
        """What somebody of the office had typed for an address that is gone, or theirs no more."""
        form = self.request.form
        if self.request.method != "POST" or not staff_id() or not form:
            return ""
        token = queryMultiAdapter((getSite(), self.request), name="authenticator")
        # What another site's page sent is nothing that a person of ours wrote.
        if token is None or not token.verify():
            return ""
        return LeftOver(self, texts_in(form))()

    @property
    def is_gate(self) -> bool:
        return self.request.get("ACTUAL_URL", "").rstrip("/").endswith(f"/{GATE}")

    def words(self, status: int):
        return WORDS if self.is_gate else super().words(status)

    @property
    def is_in_office(self) -> bool:
        here = self.request.get("ACTUAL_URL", "")
        return self.is_gate or here.startswith(f"{office().absolute_url()}/")

    @cached_property
    def is_at_work(self) -> bool:
        """Whether it is known that somebody of the office asks for something of the office."""
        return bool(has_office() and staff_id() and self.is_in_office)

    @property
    def language(self) -> str:
        return SOURCE if self.is_at_work else super().language

    @cached_property
    def language_links(self) -> Sequence[Link]:
        return () if self.is_at_work else super().language_links

    @cached_property
    def navigation(self) -> Sequence[Link]:
        """Who works here keeps the menu of the work."""
        if not self.is_at_work:
            return super().navigation
        menu = getMultiAdapter((office(), self.request), IStaffNavigation)
        return tuple(menu.entries(self.site))

    def places(self) -> Sequence[Link]:
        return () if self.is_at_work else super().places()

    @property
    def user_name(self) -> str:
        return full_name(staff_id()) if self.is_at_work else ""

    @property
    def logout_address(self) -> str:
        return f"{self.site_address}/logout"

    @property
    def way_on(self) -> Link:
        if not self.is_at_work:
            return super().way_on
        title = _("casework_reassign_back", default="Zum Arbeitsplatz")
        return Link(self.translate(title), office().absolute_url())
