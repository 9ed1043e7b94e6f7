"""Not found, not allowed, broken: in the person's language, with a way on, disclosing nothing."""

import json
from collections.abc import Sequence
from http import HTTPStatus

from plone.rest.errors import ErrorHandling
from plone.rest.interfaces import IAPIRequest
from zExceptions import upgradeException
from zope.component import queryMultiAdapter
from zope.i18n import translate

from permitdesk.core import _
from permitdesk.core.typed import UNREADABLE_BODY
from permitdesk.theme.interfaces import IElsewhere, Link
from permitdesk.theme.page import PublicPage
from permitdesk.theme.template import PageTemplate

_NOT_FOUND = (
    _("theme_not_found_title", default="Diese Seite gibt es nicht"),
    _(
        "theme_not_found_text",
        default="Vielleicht ist die Adresse falsch geschrieben. Oder die Seite ist umgezogen.",
    ),
)
_NOT_ALLOWED = (
    _("theme_not_allowed_title", default="Diese Seite ist nicht für Sie freigegeben"),
    _(
        "theme_not_allowed_text",
        default="Sind Sie mit dem richtigen Namen angemeldet? Wenn ja, fragen Sie Ihre Leitung.",
    ),
)
_BAD_REQUEST = (
    _("theme_bad_request_title", default="Das konnten wir nicht lesen"),
    _(
        "theme_bad_request_text",
        default="Gehen Sie eine Seite zurück und versuchen Sie es noch einmal. "
        "Was Sie vorher gespeichert haben, ist noch da.",
    ),
)
_TOO_OFTEN = (
    _("theme_too_often_title", default="Das war zu oft falsch"),
    _(
        "theme_too_often_text",
        default="Warten Sie zehn Minuten und versuchen Sie es dann noch einmal.",
    ),
)
_BROKEN = (
    _("theme_broken_title", default="Bei uns ist etwas kaputt"),
    _(
        "theme_broken_text",
        default="Wir haben den Fehler aufgeschrieben. Was Sie vorher gespeichert haben, ist noch "
        "da. Versuchen Sie es in ein paar Minuten noch einmal.",
    ),
)


class Dead(PublicPage):
    """A page on which one can do nothing but go on elsewhere."""

    index = PageTemplate("errors.pt")
    index_page = False
    further: Sequence[Link] = ()  # where else what one looked for may be
    has_announcements = False

    @property
    def way_on(self) -> Link:
        return Link(self.translate(_("theme_to_home", default="Zur Startseite")), self.home)


class ErrorPage(Dead):
    """The view of any exception within a portal; says nothing of what was asked for."""

    def __call__(self):
        if IAPIRequest.providedBy(self.request):
            view = ApiError(self.context, self.request)
            view.__parent__ = self.__parent__
            return view()
        status = self._status()
        # Locked, or plone.transformchain makes a 503 of a KeyError and a 500 of a 429. A refusal
        # stays open: the login form is still to come.
        self.request.response.setStatus(
            status, lock=status >= 500 or status == HTTPStatus.TOO_MANY_REQUESTS
        )
        if 300 <= status < 400:
            return ""
        if status == HTTPStatus.NOT_FOUND and (self._moved() or self._elsewhere()):
            return ""
        self.title, self.text = self.words(status)
        if "text/html" not in (self.request.getHeader("Accept") or ""):
            return self._as_json()
        self.context = self.site
        self.request.response.setHeader("Cache-Control", "private, no-store")
        self.prepare_response()
        if status == HTTPStatus.NOT_FOUND:
            self.further = self.places()
        return self.index()

    def places(self) -> Sequence[Link]:
        """Where something that was not found may be."""
        return self.navigation

    @staticmethod
    def words(status: int):
        """Title and text for a status code."""
        if status == HTTPStatus.NOT_FOUND:
            return _NOT_FOUND
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
            return _NOT_ALLOWED
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return _TOO_OFTEN
        return _BAD_REQUEST if 400 <= status < 500 else _BROKEN

    def _status(self) -> int:
        return status_of(self.context)

    def _moved(self) -> bool:
        """Send the visitor on where an editor has moved the page."""
        place = self.__parent__
        if not hasattr(place, "restrictedTraverse"):  # a view with an address of its own below it
            place = self.site
        redirector = place.restrictedTraverse("@@plone_redirector_view", None)
        return bool(redirector and redirector.attempt_redirect())

    def _elsewhere(self) -> bool:
        """Send the visitor to what a higher room knows to be meant."""
        meant = queryMultiAdapter((self.site, self.request), IElsewhere)
        address = meant.address() if meant and self.request.method in ("GET", "HEAD") else None
        if address:
            self.request.response.redirect(address, status=302, lock=True)
        return bool(address)

    def _as_json(self) -> str:
        self.request.response.setHeader("Content-Type", "application/json")
        error = {"type": self.context.__class__.__name__, "message": self.translate(self.title)}
        return json.dumps({"error": error}, ensure_ascii=False)


class ApiError(ErrorHandling):
    """plone.rest's answer, but what broke within stays within: it may name a person."""

    def __call__(self):
        # plone.rest asks for the status by the name of the class, which not every one has.
        self.request.response.setStatus(status_of(self.context), lock=1)
        return super().__call__()

    def render_exception(self, exception):
        answer = super().render_exception(exception)
        status = status_of(exception)
        if answer and status == HTTPStatus.TOO_MANY_REQUESTS:
            answer["message"] = translate(_TOO_OFTEN[1], context=self.request)
        if answer and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            answer["message"] = translate(_BROKEN[0], context=self.request)
        return answer


def status_of(error: Exception) -> int:
    """The status code that Zope gives an exception; 500 for what nobody foresaw."""
    if isinstance(error, UNREADABLE_BODY):
        return HTTPStatus.BAD_REQUEST
    kind, _value = upgradeException(type(error), None)
    get_status = getattr(kind, "getStatus", None)
    return get_status(kind) if get_status else HTTPStatus.INTERNAL_SERVER_ERROR


class TooLargePage(Dead):
    """What ``core.wsgi`` shows instead of reading a request that is too large."""

    title = _("theme_too_large_title", default="Das war zu viel auf einmal")
    text = _(
        "theme_too_large_text",
        default="Eine Datei darf höchstens 10 MB groß sein. Gehen Sie eine Seite zurück und wählen "
        "Sie eine kleinere Datei. Was Sie vorher gespeichert haben, ist noch da.",
    )

    def prepare_response(self) -> None:
        super().prepare_response()
        self.request.response.setStatus(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        self.request.response.setHeader("Cache-Control", "private, no-store")


class NotAllowedPage(Dead):
    """Where Plone sends somebody who is signed in and may not see a page."""

    title, text = _NOT_ALLOWED

    def prepare_response(self) -> None:
        super().prepare_response()
        self.request.response.setStatus(HTTPStatus.FORBIDDEN)
