"""``GET /@applications/{reference}`` with ``X-Access-Code``: how far an application is."""

from plone.restapi.services import Service
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.core import _, languages
from permitdesk.theme import private_no_store
from permitdesk.tracking.lookup import TooManyTriesError, Typed, find
from permitdesk.tracking.progress import progress


@implementer(IPublishTraverse)
class ApplicationGet(Service):
    reference = ""

    def publishTraverse(self, request, name):
        # A second part makes it a reference that there is not.
        self.reference = f"{self.reference}/{name}" if self.reference else name
        return self

    def reply(self) -> dict:
        private_no_store(self.request.response)
        self.request.response.setHeader("Vary", "X-Access-Code, Accept-Language")
        typed = Typed(self.reference, self.request.getHeader("X-Access-Code", ""))
        try:
            case = find(self.context, typed, self.request)
        except TooManyTriesError:
            return self._refuse(
                429,
                "TooManyRequests",
                _(
                    "tracking_too_many_tries",
                    default="Das waren zu viele Versuche. Bitte warten Sie zehn Minuten.",
                ),
            )
        if case is None:
            return self._refuse(
                404,
                "NotFound",
                _(
                    "tracking_not_found",
                    default="Zu dieser Vorgangsnummer und diesem Zugangscode finden wir nichts. "
                    "Bitte vergleichen Sie beides mit Ihrer Eingangsbestätigung.",
                ),
            )
        told = progress(case.kind, case.history)
        return {
            "@id": f"{self.context.absolute_url()}/@applications/{case.reference}",
            "reference": case.reference,
            "service": case.service,
            "state": told.state,
            "state_title": self._say(told.sentence),
            "since": told.since.isoformat(timespec="seconds"),
            "next": self._say(told.next),
            "received_at": case.application.received_at.isoformat(timespec="seconds"),
            "missing": [],
            "messages": [],
        }

    def _refuse(self, status: int, kind: str, message) -> dict:
        self.request.response.setStatus(status)
        if status == 429:
            self.request.response.setHeader("Retry-After", "600")
        return {"error": {"type": kind, "message": self._say(message)}}

    def _say(self, message) -> str:
        return translate(message, target_language=languages.of(self.request))
