"""The mail with a code to go on with, for who asked for it.

The code in it is one of its own, so that it can be withdrawn where the mail went astray. The
address beside it names no service and holds no code: whoever follows links in mails opens nothing.
docs/decisions/0027 has the reasons.
"""

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words
from permitdesk.core.mail import queue_mail
from permitdesk.intake import drafts, vault
from permitdesk.intake.assistance import APPLICANT
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.resume import resume_address

# Mails of one draft: nobody's mailbox is filled from here.
MOST = 3
KIND = "mail"
SUBJECT = _("intake_save_code", default="Ihr Code zum Weitermachen")
BODY = _(
    "intake_code_mail_body",
    default="""Guten Tag,

hier ist Ihr Code zum Weitermachen:

${code}

Öffnen Sie diese Seite und geben Sie den Code ein:
${address}

Ihre Angaben sind gespeichert, aber noch nicht gesendet. Die Behörde hat sie noch nicht.
Wir löschen sie am ${day}. Jede Änderung verlängert die Zeit auf 30 Tage.

Wer den Code hat, kann Ihre Angaben lesen und ändern. Geben Sie ihn nur Menschen, die das dürfen.
Haben Sie keinen Code bestellt? Dann löschen Sie bitte diese Mail.
Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
""",
)


def may_send(draft: OpenDraft) -> bool:
    """Whether another code may go out by mail."""
    return draft.about.get("code_mails", 0) < MOST


def send(site, draft: OpenDraft, address: str, language: str) -> None:
    """Record the mail in this transaction, with a code made for it. ``may_send`` holds."""
    code = drafts.issue_code(site, draft, kind(draft))
    draft.note(code_mails=draft.about.get("code_mails", 0) + 1)
    day = in_words.day(clock.day_of(draft.draft.expires).isoformat(), language)
    filled = {"code": code, "address": resume_address(site, language), "day": day}
    queue_mail(
        address,
        translate(SUBJECT, target_language=language),
        translate(Message(BODY, mapping=filled), target_language=language),
        language,
    )


def mailed(draft: OpenDraft) -> tuple[str, ...]:
    """The codes that went out by mail and still open the draft, by what they are looked up with.

    Where somebody helps, each side has its own.
    """
    own = kind(draft)
    return tuple(lookup for lookup, made_for in draft.codes.items() if made_for == own)


def withdraw(site, draft: OpenDraft) -> None:
    """Make the codes that went out by mail open nothing any more."""
    drafts.withdraw(site, draft, mailed(draft))


def kind(draft: OpenDraft) -> str:
    """An applicant's code stays an applicant's when it goes out by mail."""
    if draft.side != APPLICANT:
        return KIND
    own = draft.codes[vault.lookup(draft.code)].removesuffix(f" {KIND}")
    return f"{own} {KIND}"
