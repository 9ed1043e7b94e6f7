"""One mail before a draft is deleted, to an address that somebody left for it and for nothing else.

The address stands beside the draft, sealed with the server's key: the draft itself opens only with
its code. It goes with the mail, with the draft, or when the application is sent.
"""

from datetime import timedelta

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words, sealed
from permitdesk.core.mail import queue_mail
from permitdesk.intake import drafts
from permitdesk.intake.draft import Draft
from permitdesk.intake.resume import resume_address

BEFORE = timedelta(days=5)
_PURPOSE = "permitdesk.intake.reminder"
SUBJECT = _("intake_reminder_subject", default="Ihre gespeicherten Angaben werden bald gelöscht")
BODY = _(
    "intake_reminder_body",
    default="""Guten Tag,

Sie haben bei uns Angaben gespeichert und noch nicht gesendet.
Am ${day} löschen wir sie.

Möchten Sie weitermachen? Öffnen Sie diese Seite und geben Sie Ihren Code ein:
${address}

Möchten Sie nicht weitermachen? Dann müssen Sie nichts tun.

Ihre E-Mail-Adresse haben wir nur für diese Erinnerung gespeichert. Wir haben sie jetzt gelöscht.
Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
""",
)


def ask(draft: Draft, address: str, language: str) -> None:
    """Remember where a reminder goes; an earlier address is forgotten."""
    draft.reminder = sealed.seal(_PURPOSE, {"to": address, "language": language})


def forget(draft: Draft) -> None:
    """No reminder any more."""
    draft.reminder = b""


def address_of(draft: Draft) -> str:
    """Where the reminder will go; empty where nobody asked for one."""
    return sealed.unseal(_PURPOSE, draft.reminder)["to"] if draft.reminder else ""


def send_due(site) -> int:
    """Record a mail for each draft that is deleted within BEFORE; returns how many.

    Each address is used once and is gone with that.
    """
    now, count = clock.now(), 0
    for draft in drafts.stored(site):
        if draft.reminder and now < draft.expires <= now + BEFORE:
            wanted = sealed.unseal(_PURPOSE, draft.reminder)
            _remind(site, wanted["to"], wanted["language"], draft)
            forget(draft)
            count += 1
    return count


def _remind(site, address: str, language: str, draft: Draft) -> None:
    day = in_words.day(clock.day_of(draft.expires).isoformat(), language)
    body = Message(BODY, mapping={"day": day, "address": resume_address(site, language)})
    queue_mail(
        address,
        translate(SUBJECT, target_language=language),
        translate(body, target_language=language),
        language,
    )
