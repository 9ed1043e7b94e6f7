"""Tells a desk of a new case, and of news in one, by mail, without anything personal."""

import logging
from collections.abc import Sequence

from Acquisition import aq_inner, aq_parent
from Products.CMFCore.utils import getToolByName
from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk import privacy
from permitdesk.core import _, clock
from permitdesk.core.mail import queue_mail

logger = logging.getLogger("permitdesk.casework")
MOST_NAMED = 50  # references in one mail


def tell_desk(desk, case) -> None:
    """Record a mail to the desk's address, or to each of its members."""
    _tell(
        desk,
        case,
        _("casework_mail_subject", default="Neuer Vorgang ${reference}"),
        _(
            "casework_mail_body",
            default="In „${desk}“ liegt ein neuer Vorgang: ${reference}\n\n"
            "Melden Sie sich an, um ihn zu lesen:\n${address}\n",
        ),
    )


def tell_of_news(desk, case) -> None:
    """Record a mail when the applicant did something; what it was is read in the case."""
    _tell(
        desk,
        case,
        _("casework_news_subject", default="Neues zum Vorgang ${reference}"),
        _(
            "casework_news_body",
            default="In „${desk}“ gibt es Neues zum Vorgang ${reference}.\n\n"
            "Melden Sie sich an, um es zu lesen:\n${address}\n",
        ),
    )


def tell_of_assigned(desk, references: Sequence[str]) -> None:
    """Record one mail for all the cases that somebody gave to this desk at once."""
    body = _(
        "casework_assigned_body",
        default="In „${desk}“ liegen Vorgänge, die Ihnen jemand übergeben hat:\n\n${references}\n\n"
        "Melden Sie sich an, um sie zu lesen:\n${address}\n",
    )
    subject = _("casework_assigned_subject", default="Ihnen übergeben: ${count} Vorgänge")
    if len(references) == 1:
        subject = _("casework_assigned_one", default="Ihnen übergeben: Vorgang ${references}")
    shown = "\n".join(references[:MOST_NAMED])
    more = {"references": shown, "count": len(references)}
    _send(desk, references[0], subject, body, more)


def _tell(desk, case, subject: Message, body: Message) -> None:
    _send(desk, case.reference, subject, body, {"reference": case.reference})


def _send(desk, reference: str, subject: Message, body: Message, more: dict) -> None:
    office = aq_parent(aq_parent(aq_inner(desk)))
    mapping = {**more, "desk": desk.title, "address": office.absolute_url()}
    for address in _addresses(desk):
        try:
            queue_mail(
                address,
                translate(Message(subject, mapping=mapping), target_language="de"),
                translate(Message(body, mapping=mapping), target_language="de"),
                "de",
            )
        except ValueError:
            # Someone mistyped an address of the office: no reason to refuse an application.
            logger.error("Desk %s has an address that is none.", desk.getId())
            privacy.record("desk.bad-address", reference, desk.getId())


def _addresses(desk) -> list[str]:
    if desk.address:
        return [desk.address]
    members = getToolByName(desk, "portal_membership")
    found = (members.getMemberById(user) for user in sorted(desk.readers(clock.today())))
    return [
        member.getProperty("email") for member in found if member and member.getProperty("email")
    ]
