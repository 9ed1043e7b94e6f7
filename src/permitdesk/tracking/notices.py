"""Mails that there is news, to applicants who allowed them. docs/decisions/0031 has the reasons.

Which news, nobody learns from a mail: it has no name, no reference, no service, and the same words
whatever happened. A job holds the case's reference only; whether a mail is wanted, where it goes
and in which language is looked up when it goes out.
"""

from datetime import datetime

from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer

from permitdesk.casework import by_mail, case_by_reference
from permitdesk.casework.interfaces import ICase, ICaseFiled, INews
from permitdesk.core import _, clock, mail
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import enqueue
from permitdesk.tracking.address import StatusAddress
from permitdesk.tracking.stop import stop_address

JOB = "permitdesk.tracking.notice"
RECEIVED = "received"
RECEIVED_SUBJECT = _(
    "tracking_mail_received_subject",
    default="Ihre Nachricht an die Ausländerbehörde ist angekommen",
)
RECEIVED_BODY = _(
    "tracking_mail_received_body",
    default="""Guten Tag,

wir haben erhalten, was Sie uns online geschickt haben.

Den Stand sehen Sie hier:
${address}
Dafür brauchen Sie die Vorgangsnummer und den Zugangscode von Ihrer Eingangsbestätigung.

Diese Mail ist eine Nachricht, keine Fiktionsbescheinigung.
""",
)
NEWS_SUBJECT = _(
    "tracking_mail_news_subject", default="Bei der Ausländerbehörde gibt es etwas Neues für Sie"
)
NEWS_BODY = _(
    "tracking_mail_news_body",
    default="""Guten Tag,

zu dem, was Sie uns geschickt haben, gibt es etwas Neues.

Sie lesen es auf dieser Seite:
${address}
Dafür brauchen Sie die Vorgangsnummer und den Zugangscode von Ihrer Eingangsbestätigung.
""",
)
FOOTER = _(
    "tracking_mail_footer",
    default="""Möchten Sie keine Mails mehr? Öffnen Sie diese Seite und drücken Sie den Knopf:
${stop}

Wir fragen in Mails nie nach Ihrem Zugangscode und nie nach Geld.
Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
""",
)


def tell_of_receipt(case: ICase, event: ICaseFiled) -> None:
    """The first mail: it came."""
    queue(case, RECEIVED)


def tell_of_news(case: ICase, event: INews) -> None:
    """Any later one."""
    queue(case, event.event)


def queue(case: ICase, event: str) -> None:
    """Record a mail in this transaction, where one is wanted."""
    to, _language = by_mail.wanted(case)
    if to:
        enqueue(
            JOB,
            {
                "reference": case.reference,
                "event": event,
                "at": clock.now().isoformat(),
                **mail.stamp(),
            },
        )


class NoAddressError(RuntimeError):
    """Nobody told this process where people reach the portal: a link would lead nowhere."""


@implementer(IJobHandler)
class SendNotice:
    """Sends one mail, if by then it is wanted and none has gone out since its news."""

    acts_outside = True

    def __call__(self, site, payload: dict) -> datetime | None:
        """When the mail was written that was handed over; None where none was."""
        case = case_by_reference(site, payload["reference"])
        if case is None or by_mail.was_told_since(case, datetime.fromisoformat(payload["at"])):
            return None
        to, language = by_mail.wanted(case)
        if not to:
            return None
        # What happens while a slow server takes it gets a mail of its own.
        written_at = clock.now()
        written = compose(site, case.reference, to, language, payload["event"])
        mail.deliver(site, {**written, "id": payload["id"], "date": payload["date"]})
        return written_at

    def finished(self, site, payload: dict, result: datetime | None) -> None:
        if result is not None:
            self._record(site, payload, by_mail.HANDED_OVER, result)

    def failed(self, site, payload: dict, error: Exception) -> None:
        refused = isinstance(error, mail.RefusedError)
        self._record(site, payload, by_mail.REFUSED if refused else by_mail.GIVEN_UP)

    @staticmethod
    def _record(site, payload: dict, outcome: str, at: datetime | None = None) -> None:
        case = case_by_reference(site, payload["reference"])
        if case is not None:
            by_mail.record(case, payload["event"], outcome, at)


def sample(site, language: str) -> tuple[str, str]:
    """Subject and text of the first mail, for staff who want to see it; its way to stop mails is
    left open."""
    filled = {"address": StatusAddress(site)(language), "stop": "…"}
    text = [
        translate(Message(part, mapping=filled), target_language=language)
        for part in (RECEIVED_BODY, FOOTER)
    ]
    return translate(RECEIVED_SUBJECT, target_language=language), "\n".join(text)


def compose(site, reference: str, to: str, language: str, event: str) -> dict[str, str]:
    """The mail, as ``core.mail`` takes it. Of all this only the address in ``stop`` depends on the
    case, and nobody but the server can read it."""
    is_receipt = event == RECEIVED
    subject, body = (RECEIVED_SUBJECT, RECEIVED_BODY) if is_receipt else (NEWS_SUBJECT, NEWS_BODY)
    address = StatusAddress(site)(language)
    if "://" not in address:
        raise NoAddressError("Set public-address.")
    stop = stop_address(site, reference, to, language)
    filled = {"address": address, "stop": stop}
    text = [
        translate(Message(part, mapping=filled), target_language=language)
        for part in (body, FOOTER)
    ]
    return {
        "to": to,
        "subject": translate(subject, target_language=language),
        "body": "\n".join(text),
        "language": language,
        "stop": stop,
    }
