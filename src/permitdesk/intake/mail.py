"""The mail that confirms an application, only where asked for, without anything personal."""

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.mail import queue_mail
from permitdesk.intake.status import status_address

SUBJECT = _("intake_mail_subject", default="Ihre Nachricht an die Ausländerbehörde ist angekommen")
BODY = _(
    "intake_mail_body",
    default="""Guten Tag,

wir haben erhalten, was Sie uns online geschickt haben.

Den Stand sehen Sie hier: ${address}
Dafür brauchen Sie die Vorgangsnummer und den Zugangscode von Ihrer Eingangsbestätigung.

Diese Mail ist eine Nachricht, keine Fiktionsbescheinigung.
Sie wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
""",
)


def confirm(site, address: str, language: str) -> None:
    """Record the mail in this transaction."""
    # ``translate`` fills in a message's own mapping only, never its argument of that name.
    body = translate(
        Message(BODY, mapping={"address": status_address(site, language)}), target_language=language
    )
    queue_mail(address, translate(SUBJECT, target_language=language), body, language)
