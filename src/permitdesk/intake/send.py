"""Sends an application: one transaction, the same receipt however often it is sent."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from permitdesk.core import clock, reference
from permitdesk.intake import fingerprint as fingerprints
from permitdesk.intake import readback, receipts
from permitdesk.intake.consent import consent_evidence
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.entry import Entry
from permitdesk.intake.evidence import evidence, evidence_on_paper, told_fees
from permitdesk.intake.family import mark_of
from permitdesk.intake.interfaces import ISubmissionTarget, Submission, SubmittedDocument
from permitdesk.intake.submission import (
    OtherContentError,
    Receipt,
    access_code,
    bound,
    canonical,
    key_id,
    listed,
)
from permitdesk.services import Announced, count
from permitdesk.services.definition import Revision


def receipt_before(site, service: str, key: str, content: bytes) -> Receipt | None:
    """The receipt of an earlier submission with this key, or None.

    Raises ``OtherContentError`` when that was something else.
    """
    sent = receipts.sent_under(site, key_id(service, key))
    if sent is None:
        return None
    if sent.bound != bound(key, content):
        raise OtherContentError(service)
    return receipts.opened(sent, access_code(service, key))


@dataclass(frozen=True)
class ToSend:
    """Checked answers and documents, and what is to be said beside.

    ``content`` is what ``key`` is bound to, by default what is filed. ``family`` is the mark of an
    earlier application of the same family; without it this one begins a family of its own.
    ``entry`` is what staff say of an application that they enter, ``missing`` what it left open.
    ``announced`` are the documents that the person hands in later. ``form`` is what the case must
    keep of a form that has no revisions, ``unit`` who gets it. ``assistance`` is what
    ``Assistance.evidence`` says, where somebody helped.
    """

    revision: Revision
    language: str
    answers: Mapping[str, object]
    documents: Sequence[SubmittedDocument]
    key: str
    content: bytes = b""
    notice_address: str = ""
    family: str = ""
    entry: Entry | None = None
    missing: Sequence[str] = ()
    form: Mapping[str, object] | None = None
    unit: str = ""
    announced: Sequence[Announced] = ()
    assistance: Mapping[str, object] | None = None


def send(site, service, request, parcel: ToSend, draft: OpenDraft | None = None) -> Receipt:
    """File a parcel with the service's target; the caller's transaction.

    The response of ``request`` becomes an error when the case cannot be read back after the
    commit. Raises ``OtherContentError``.
    """
    revision, language, answers = parcel.revision, parcel.language, parcel.answers
    service_id, target = revision.service, ISubmissionTarget(service)
    key, entry, papers = parcel.key, parcel.entry, listed(parcel.documents)
    content = parcel.content or canonical(service_id, language, answers, papers, parcel.announced)
    readback.watch(request)
    receipt = before = receipt_before(site, service_id, key, content)
    # A case that is there but damaged is filed again: twice in the office is better than never.
    if receipt is None or not readback.is_whole(target, receipt):
        today = clock.today()
        fees = told_fees(revision, language, answers, today)
        proof = {
            **(
                evidence_on_paper(revision, entry)
                if entry
                else evidence(revision, language, answers, today, fees)
            ),
            "family": parcel.family or mark_of(service_id, key),
            **({"notices": consent_evidence(language)} if parcel.notice_address else {}),
            **({"form": parcel.form} if parcel.form else {}),
            **({"assistance": parcel.assistance} if parcel.assistance else {}),
        }
        sent = {
            "reference": _new_reference(site, revision.reference_prefix or service_id[:2]),
            "received_at": entry.received_at if entry else clock.now(),
            "service": service_id,
            "revision": revision.number,
            "language": language,
            "channel": entry.channel if entry else "online",
            "answers": answers,
            "announced": tuple(parcel.announced),
        }
        receipt = Receipt(
            access_code=access_code(service_id, key),
            fingerprint="",
            documents=papers,
            fees=fees,
            family=proof["family"],
            shown=fingerprints.shown(proof),
            assistance=parcel.assistance or {},
            **sent,
        )
        named = fingerprints.fingerprint(fingerprints.text_of(receipt))
        receipt = replace(receipt, fingerprint=named)
        target.receive(
            Submission(
                documents=parcel.documents,
                access_code_digest=reference.digest(receipt.access_code),
                fingerprint=named,
                evidence=proof,
                unit=parcel.unit,
                notice_address=parcel.notice_address,
                missing=tuple(parcel.missing),
                entered_by=entry.by if entry else "",
                **sent,
            )
        )
        if before is None and entry is None:  # what came on paper is no limit's business
            count(site, service_id, today)
        receipts.keep(site, key_id(service_id, key), bound(key, content), receipt)
    readback.expect(request, service, receipt, draft.code if draft else "")
    return receipt


def _new_reference(site, prefix: str) -> str:
    year = clock.today().year
    while True:
        made = reference.make_reference(prefix, year, secrets.token_bytes(32))
        if not receipts.is_kept(site, made):
            return made
