"""The Fiktionsbescheinigung (§ 81 Abs. 5 AufenthG) as marks on a case: wanted, issued, handed over.

The paper itself is made elsewhere. What stands here is that staff made it, of what kind, until when
it is valid, and how its owner gets it; that much the owner reads on the status page. That one was
refused they learn by letter, not from here.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import takewhile

from zope.event import notify

from permitdesk import district
from permitdesk.access import actor
from permitdesk.casework import log
from permitdesk.casework.history import CERTIFICATE, Telling
from permitdesk.casework.interfaces import CERTIFICATE_ISSUED, News
from permitdesk.casework.later import Entry
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german

telling = Telling()

WISH = "certificate-wanted"
WANTED, REFUSED, ISSUED, HANDED_OVER, EXPIRED = (
    "wanted", "refused", "issued", "handed-over", "expired",
)  # fmt: skip
AT_DESK, BY_POST = "at-desk", "by-post"
WAYS = {
    AT_DESK: _("casework_dossier_certificate_at_desk", default="Abholung im Amt"),
    BY_POST: _("casework_dossier_certificate_by_post", default="Versand mit der Post"),
}
LONGEST_SERIAL, LONGEST_REASON = 40, 500
LONGEST_VALIDITY = 366 * 3  # days; longer is a slip of the pen


class CertificateWanted(Entry):
    """Somebody asked for one otherwise than in the application: by phone, at the desk."""

    is_news = False


class CertificateIssued(Entry):
    """``key`` is its id; ``kind`` a code of the district's list, ``day`` and ``until`` ISO days,
    ``way`` one of ``WAYS``, ``serial`` may be empty, ``renews`` the id of the one before."""

    is_news = False


class CertificateRefused(Entry):
    """``reason`` is for the office."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason


class CertificateHandedOver(Entry):
    """The ``certificate`` with this id is with its owner, or on its way to them."""

    is_news = False


@dataclass(frozen=True)
class Certificate:
    """One that was issued."""

    id: str
    kind: str
    day: date
    until: date
    way: str
    serial: str
    by: str
    at: datetime
    renews: str = ""
    handed_over_at: datetime | None = None

    @property
    def title(self) -> str:
        """The paragraph and what it means, in German."""
        found = district.certificate_kind(self.kind)
        return f"{found.title} ({found.effect})" if found else self.kind


def may_have(case) -> bool:
    """Whether a certificate can belong to a case: who sent a contact message was never
    identified."""
    return case.kind != "contact"


def certificates(case) -> tuple[Certificate, ...]:
    """All that were issued, the latest last."""
    return told(log.internal(case))


def told(entries: Iterable[Entry]) -> tuple[Certificate, ...]:
    """The certificates that a log tells of, in the order issued."""
    found: dict[str, Certificate] = {}
    for entry in entries:
        if isinstance(entry, CertificateIssued):
            found[entry.key] = Certificate(
                entry.key,
                entry.kind,
                date.fromisoformat(entry.day),
                date.fromisoformat(entry.until),
                entry.way,
                entry.serial,
                entry.by,
                entry.at,
                entry.renews,
            )
        elif isinstance(entry, CertificateHandedOver) and entry.certificate in found:
            known = found[entry.certificate]
            found[known.id] = replace(known, handed_over_at=known.handed_over_at or entry.at)
    return tuple(found.values())


def current(case) -> Certificate | None:
    """The one that was issued last, whether it is still valid or not."""
    return next(reversed(certificates(case)), None)


def certificate_until(case) -> date | None:
    """The last day on which the certificate is valid; None while there is none. It may have passed:
    then its owner has nothing to show."""
    found = current(case)
    return found.until if found else None


def mark(case) -> str:
    """Where it stands, one of the words above; empty while nobody wants one."""
    told_last = ""
    for entry in log.internal(case):
        if isinstance(entry, CertificateWanted):
            told_last = WANTED
        elif isinstance(entry, CertificateRefused):
            told_last = REFUSED
        elif isinstance(entry, CertificateIssued):
            told_last = ISSUED
        elif isinstance(entry, CertificateHandedOver):
            told_last = HANDED_OVER
    if not told_last:
        return WANTED if WISH in case.person.wishes else ""
    last = current(case)
    if told_last in (ISSUED, HANDED_OVER) and last and last.until < clock.today():
        return EXPIRED
    return told_last


def wishes_of(case) -> tuple[str, ...]:
    """What somebody asks for besides, as marks for lists, with where the certificate stands:
    ``certificate-wanted``, ``certificate-issued`` and so on."""
    others = [each for each in case.person.wishes if each != WISH]
    stands = mark(case)
    return (*others, *([f"certificate-{stands}"] if stands else []))


def want(case, key: str = "") -> bool:
    """Note that one is wanted (again); False where that is known. Raises ValueError for a case that
    cannot have one."""
    _refuse_others(case)
    if mark(case) == WANTED:
        return False
    return log.add(case, CertificateWanted(clock.now(), actor(), key), "case.certificate-wanted")


def issue(
    case, kind: str, day: date, until: date, way: str, serial: str = "", key: str = ""
) -> bool:
    """Note that one was issued, in place of the one before where there is one. Its owner hears that
    there is news. False for what is there already; ValueError for days, words or a case that cannot
    be."""
    _refuse_others(case)
    if kind not in {each.name for each in district.certificate_kinds(day)} or way not in WAYS:
        raise ValueError(kind)
    if not day <= until or (until - day).days > LONGEST_VALIDITY or day > clock.today():
        raise ValueError("until")
    # The same once more renews what it renewed then.
    before = list(takewhile(lambda each: not key or each.id != key, certificates(case)))
    entry = CertificateIssued(
        clock.now(),
        actor(),
        key or secrets.token_hex(8),
        kind=kind,
        day=day.isoformat(),
        until=until.isoformat(),
        way=way,
        serial=serial.strip()[:LONGEST_SERIAL],
        renews=before[-1].id if before else "",
    )
    if not log.add(case, entry, "case.certificate-issued", kind):
        return False
    notify(News(case, CERTIFICATE_ISSUED))
    return True


def refuse(case, reason: str, key: str = "") -> bool:
    """Note that none is issued, and why; False for what is there already, ValueError without a
    reason and for a case that cannot have one."""
    _refuse_others(case)
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise ValueError("reason")
    entry = CertificateRefused(clock.now(), actor(), key, reason=reason)
    return log.add(case, entry, "case.certificate-refused")


def hand_over(case) -> bool:
    """Note that the last one was handed over or posted; False where there is none, or that is
    known."""
    last = current(case)
    if last is None or last.handed_over_at:
        return False
    entry = CertificateHandedOver(clock.now(), actor(), last.id, certificate=last.id)
    return log.add(case, entry, "case.certificate-handed-over")


def _refuse_others(case) -> None:
    if not may_have(case):
        raise ValueError(case.kind)


@telling.of(CertificateWanted, CERTIFICATE)
def _wanted(case, entry: CertificateWanted) -> str:
    return german(_("casework_dossier_certificate_asked", default="Wunsch eingetragen"))


@telling.of(CertificateIssued, CERTIFICATE)
def _issued(case, entry: CertificateIssued) -> str:
    kind = district.certificate_kind(entry.kind)
    words = {
        "kind": kind.title if kind else entry.kind,
        "until": in_words.day(entry.until, SOURCE),
    }
    if entry.renews:
        return german(
            _(
                "casework_dossier_certificate_renewed_event",
                default="Fiktionsbescheinigung erneuert, gültig bis ${until}: ${kind}",
                mapping=words,
            )
        )
    return german(
        _(
            "casework_dossier_certificate_issued_event",
            default="Fiktionsbescheinigung ausgestellt, gültig bis ${until}: ${kind}",
            mapping=words,
        )
    )


@telling.of(CertificateRefused, CERTIFICATE)
def _refused(case, entry: CertificateRefused) -> str:
    return german(
        _(
            "casework_dossier_certificate_refused_event",
            default="Keine Fiktionsbescheinigung ausgestellt",
        )
    )


@telling.of(CertificateHandedOver, CERTIFICATE)
def _handed_over(case, entry: CertificateHandedOver) -> str:
    return german(
        _(
            "casework_dossier_certificate_handed_over_event",
            default="Fiktionsbescheinigung ausgehändigt oder verschickt",
        )
    )
