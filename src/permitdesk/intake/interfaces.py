"""How intake hands a submission on: a higher room provides the target."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO

from zope.i18nmessageid import Message
from zope.interface import Interface

from permitdesk.core.texts import Shown
from permitdesk.services import Announced


@dataclass(frozen=True)
class SubmittedDocument:
    """A document as handed on. ``open`` gives the bytes that are kept, as a stream.

    ``size`` and ``sha256`` (hex) are of the bytes exactly as received, ``kept_size`` and
    ``kept_sha256`` of those kept: without position, camera, previews. Empty: they are the same.
    ``scan`` is one of ``scanner``'s words. ``by_link``: not the applicant handed it in, but
    somebody to whom they gave a code for it.
    """

    requirement: str
    filename: str
    content_type: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]
    pages: int = 0
    kept_size: int = 0
    kept_sha256: str = ""
    scan: str = ""
    by_link: bool = False


@dataclass(frozen=True)
class Submission:
    """What a person sent. ``answers`` are language-neutral, as in the API.

    ``access_code_digest`` is all that is kept of the access code. ``evidence`` holds what was
    shown: revision digest, language, and the exact texts by key; for a form without revisions the
    form itself (``services.revision_of_form``). With a ``notice_address``, ``evidence["notices"]``
    says what was agreed to (``consent_evidence``).
    """

    service: str  # the service's id
    revision: int
    language: str
    answers: Mapping[str, object]
    documents: Sequence[SubmittedDocument]
    received_at: datetime  # aware, UTC
    reference: str
    access_code_digest: str
    fingerprint: str  # SHA-256 (hex) over exactly what was sent
    evidence: Mapping[str, object] = field(default_factory=dict)
    notice_address: str = ""  # e-mail, only where the applicant asked for mail
    channel: str = "online"  # else one of ``entry.CHANNELS``
    missing: Sequence[str] = ()  # what paper left open, by name as in errors
    entered_by: str = ""  # the login of who entered it, where that was not the applicant
    unit: str = ""  # the unit that gets it, where somebody named one
    announced: Sequence[Announced] = ()  # documents that the person hands in later, and why


@dataclass(frozen=True)
class Whereabouts:
    """What may be known of a filed case: on which desk it lies, and where to read it."""

    desk: str
    address: str = ""  # empty for who may not read it


class IWhereabouts(Interface):
    """Adapter on a service: where a case went. A higher room knows desks."""

    def of(reference: str) -> Whereabouts | None:
        """For the person signed in; None where there is no such case."""


@dataclass(frozen=True)
class ServiceNotice:
    """What visitors of a service have to know first: ``title`` may be a message of ours, ``text``
    is plain and says its language where it is not the one that was asked for."""

    title: str | Message
    text: Shown


class IStartPage(Interface):
    """The view of a service's start page, for who adds to it."""


class IServiceNotices(Interface):
    """Adapter on a service: what is different these days. A higher room knows who is there."""

    def notices(language: str) -> Sequence[ServiceNotice]:
        """Those in force today, in the order to be read."""


class IFingerprints(Interface):
    """Adapter on the site: what was received, by its fingerprint. A higher room has the cases."""

    def received_on(beginning: str) -> date | None:
        """The day at the office on which the one application was received whose fingerprint
        begins so (20 to 64 hexadecimal digits); None for none and for several."""


class ISubmissionTarget(Interface):
    """Adapter on a service: takes a submission, inside the caller's transaction."""

    def receive(submission: Submission) -> None:
        """Store it, and see to it that who left a ``notice_address`` hears that it came. Never
        fails an applicant for want of a responsible desk."""

    def stored(reference: str) -> Mapping[str, object] | None:
        """What the storage holds under a reference, for the read-back after the commit:
        ``fingerprint`` and ``documents`` (SHA-256 in order, computed from the stored bytes).
        None when there is nothing."""
