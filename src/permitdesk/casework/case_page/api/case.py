"""A case as JSON. Values are language-neutral, titles German."""

from datetime import datetime

from plone.restapi.interfaces import ISerializeToJson
from Products.CMFCore.utils import getToolByName
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer

from permitdesk import privacy
from permitdesk.casework import by_mail, contact_data
from permitdesk.casework.application import Application
from permitdesk.casework.checklist.missing import missing
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.later import Consent, LaterDocument, Notified
from permitdesk.casework.papers import readable, scan_of
from permitdesk.casework.prerequisites import day_compared, prerequisites
from permitdesk.casework.reading import flat, read, requirement_of, revision_of, title_of
from permitdesk.casework.relatives import relatives
from permitdesk.casework.states import TRANSITIONS
from permitdesk.casework.worklist.api.summary import summary
from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.core.languages import SOURCE
from permitdesk.services.definition import Revision
from permitdesk.theme import private_no_store


@implementer(ISerializeToJson)
@adapter(ICase, IPermitdeskLayer)
class SerializeCase:
    """``GET {case}``; reading it is recorded in the audit trail."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self, version=None, include_items=False) -> dict:
        privacy.record("case.read", self.context.reference, "api")
        private_no_store(self.request.response)
        case, application = self.context, self.context.application
        address, revision = case.absolute_url(), revision_of(case)
        tool = getToolByName(case, "portal_workflow")
        return {
            **summary(case.row(), address.rsplit("/", 3)[0]),
            "revision": application.revision,
            "missing": list(application.missing),
            "entered_by": application.entered_by or None,
            "fingerprint": application.fingerprint,
            "fees": application.evidence.get("fees", {}).get(SOURCE),
            "assistance": application.evidence.get("assistance"),
            "routing": dict(case.decision),
            "family": [
                {"@id": relative.absolute_url(), "reference": relative.reference}
                for relative in relatives(case)
            ],
            "answers": application.answers,
            "steps": [
                {
                    "title": section.title,
                    "fields": [
                        {"name": line.name, "title": line.question, "values": list(line.values)}
                        for line in flat(section.lines)
                    ],
                }
                for section in read(revision, application.answers)
            ],
            "prerequisites": compared(revision, application),
            "documents": [
                {
                    "@id": f"{address}/@documents/{document.id}",
                    "id": document.id,
                    "requirement": document.requirement,
                    "title": title_of(
                        case, document, requirement_of(revision, document.requirement)
                    ),
                    "handed_in_at": document.at.isoformat(timespec="seconds")
                    if isinstance(document, LaterDocument)
                    else None,
                    "filename": document.filename,
                    "content-type": document.content_type,
                    "size": document.given_size,
                    "sha256": document.given_sha256,
                    "received": {"size": document.size, "sha256": document.sha256},
                    "pages": document.pages,
                    "scan": scan_of(case, document) or None,
                    "by_link": document.by_link,
                }
                for document in case.documents
            ],
            "documents_missing": [
                {
                    "id": each.id,
                    "title": str(each.title),
                    "asked_at": each.asked_at and each.asked_at.isoformat(timespec="seconds"),
                    "note": each.note or None,
                    "announced": each.announced
                    and {
                        "reason": each.announced.reason,
                        "text": each.announced.text or None,
                        "until": each.announced.until or None,
                    },
                    "unusable": each.is_unusable,
                }
                for each in missing(case, SOURCE)
            ],
            "mails": mails(case),
            "contact_changes": [
                {
                    "name": each.name,
                    "before": each.before,
                    "now": each.now,
                    "at": each.at.isoformat(timespec="seconds"),
                }
                for each in contact_data.changes(case)
            ],
            "readable": [
                {
                    "@id": f"{address}/@documents/{made.id}",
                    "id": made.id,
                    "of": list(made.of),
                    "requirement": made.requirement,
                    "title": title_of(case, made, requirement_of(revision, made.requirement)),
                    "filename": made.filename,
                    "content-type": made.content_type,
                    "size": made.given_size,
                    "sha256": made.given_sha256,
                    "pages": made.pages,
                }
                for made in readable(case)
            ],
            "transitions": [
                {
                    "@id": f"{address}/@workflow/{each['id']}",
                    "id": each["id"],
                    "title": translate(
                        TRANSITIONS.get(each["id"], each["id"]), target_language=SOURCE
                    ),
                }
                for each in tool.getTransitionsFor(case)
            ],
            "history": [
                {
                    "state": change["review_state"],
                    "transition": change["action"],
                    "actor": change["actor"],
                    "time": change["time"].ISO8601(),
                    "comment": change.get("comments") or "",
                }
                for change in case.history
            ],
        }


def mails(case) -> dict:
    """Whether the applicant allows mails that there is news, and what became of them."""

    def moment(value: datetime) -> str:
        return value.isoformat(timespec="seconds")

    given, failure = by_mail.given_at_first(case), by_mail.unreached(case)
    return {
        "consents": [
            {
                "given": each.given,
                "at": moment(each.at),
                "version": each.version,
                "language": each.language,
                "text": each.text or None,
            }
            for each in (*([given] if given else []), *case.later.of(Consent))
        ],
        "sent": [
            {"event": each.event, "outcome": each.outcome, "at": moment(each.at)}
            for each in case.later.of(Notified)
        ],
        "unreached_since": moment(failure.at) if failure else None,
    }


def compared(revision: Revision | None, application: Application) -> dict | None:
    """What the law asks for beside the answers, and as on which day; no decision."""
    found = prerequisites(revision, application)
    if not found:
        return None
    return {
        "day": day_compared(application).isoformat(),
        "items": [
            {
                "id": each.id,
                "state": each.state,
                "title": str(each.title),
                "text": str(each.text),
                "answers": list(map(str, each.answers)),
                "note": str(each.note) or None,
            }
            for each in found
        ],
    }
