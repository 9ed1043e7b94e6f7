"""Mail, sent by the worker after the transaction that caused it.

With ``PERMITDESK_MAIL_DIRECTORY`` set (development, tests) mails become readable ``.eml`` files
there; otherwise they go out by Plone's mail settings.
"""

import os
import secrets
import smtplib
from collections.abc import Mapping
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from pathlib import Path

from email_validator import EmailNotValidError, validate_email
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.interfaces import IMailSchema
from zope.component import getUtility
from zope.interface import implementer

from permitdesk.core import clock
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import PermanentError, enqueue

JOB = "permitdesk.mail"


class NoSenderError(RuntimeError):
    """Plone's mail settings name no sender."""


class RefusedError(PermanentError):
    """The mail server will never take this mail, or not for this address."""


def is_address(text: str) -> bool:
    """Whether mail can be sent there: the form is checked, nobody is asked."""
    try:
        validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return text.isascii()


def queue_mail(to: str, subject: str, body: str, language: str) -> str:
    """Record a plain-text mail in the current transaction; returns the job's key.

    Raises ``ValueError`` for an address or a subject that would not make a valid header.
    """
    Address(addr_spec=to)
    if set("\r\n") & set(subject + to):
        raise ValueError("A mail's subject and address are one line each.")
    return enqueue(
        JOB,
        {
            "to": to,
            "subject": subject,
            "body": body,
            "language": language,
            **stamp(),
        },
    )


def stamp() -> dict[str, str]:
    """``id`` and ``date`` of a mail. Made with its job, so that a mail sent twice after a crash
    can be recognised as one."""
    return {"id": make_msgid(domain="permitdesk.invalid"), "date": format_datetime(clock.now())}


@implementer(IJobHandler)
class SendMail:
    """Delivers one mail."""

    acts_outside = True

    def __call__(self, site, payload: dict) -> None:
        deliver(site, payload)


def deliver(site, mail: Mapping[str, str]) -> None:
    """Hand a mail to the mail server. Raises ``RefusedError`` for what it will never take, and
    whatever the way to it raises."""
    directory = os.environ.get("PERMITDESK_MAIL_DIRECTORY")
    message = compose(mail, sender(fallback=bool(directory)))
    if directory:
        write(message, Path(directory))
        return
    try:
        site.MailHost.send(message, immediate=True)
    except smtplib.SMTPRecipientsRefused as error:
        if all(is_final(code) for code, _why in error.recipients.values()):
            raise RefusedError from None  # its text names the address
        raise
    except smtplib.SMTPDataError as error:
        if is_final(error.smtp_code):
            raise RefusedError from None
        raise


def is_final(code: int) -> bool:
    """Whether a mail server's answer says that trying again is of no use (RFC 5321, 4.2.1)."""
    return code >= 500


def compose(payload: Mapping[str, str], sender: Address) -> EmailMessage:
    """Build the message, text only: no tracking, nothing to load. With ``stop``, an address that
    takes a POST, it can be told there that no more are wanted (RFC 8058)."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = Address(addr_spec=payload["to"])
    message["Subject"] = payload["subject"]
    message["Date"] = payload["date"]
    message["Message-ID"] = payload["id"]
    message["Auto-Submitted"] = "auto-generated"
    if payload.get("stop"):
        message["List-Unsubscribe"] = f"<{payload['stop']}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(payload["body"])
    # After the content, which takes every header away that begins with "Content".
    message["Content-Language"] = payload["language"]
    return message


def sender(fallback: bool) -> Address:
    """The office's address from Plone's mail settings, with the name given there, else that of
    the district; raises ``NoSenderError``."""
    registry = getUtility(IRegistry)
    settings = registry.forInterface(IMailSchema, prefix="plone", check=False)
    address = settings.email_from_address or ("portal@localhost" if fallback else "")
    if not address:
        raise NoSenderError("Set the sender's address in Plone's mail settings.")
    name = settings.email_from_name or registry.get("plone.site_title") or ""
    return Address(name, addr_spec=address)


def write(message: EmailMessage, directory: Path) -> None:
    """Write the mail as a file that a person can read: UTF-8 instead of transfer encodings."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    path = directory / f"{stamp}-{secrets.token_hex(3)}.eml"
    text = "".join(f"{name}: {value}\n" for name, value in message.items() if "MIME" not in name)
    text = text.replace('charset="utf-8"', "charset=utf-8").replace(": base64", ": 8bit")
    path.write_text(text.replace(": quoted-printable", ": 8bit") + "\n" + message.get_content())
    path.chmod(0o600)
