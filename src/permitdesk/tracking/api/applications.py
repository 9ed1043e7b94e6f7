"""``GET /@applications/{reference}`` with ``X-Access-Code``: how far an application is.

With the code alone it tells nothing personal. Texts that people wrote come with the day of birth
as well, in ``X-Birth-Date`` (docs/decisions/0025).
"""

from base64 import b64encode

from plone.restapi.services import Service
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.casework import applicant, told
from permitdesk.core import _, languages, tries
from permitdesk.theme import private_no_store
from permitdesk.tracking import certificate
from permitdesk.tracking.lookup import TooManyTriesError, Typed, find
from permitdesk.tracking.progress import progress
from permitdesk.tracking.views.decision import OUTCOMES


@implementer(IPublishTraverse)
class ApplicationGet(Service):
    reference = ""

    def publishTraverse(self, request, name):
        # A second part makes it a reference that there is not.
        self.reference = f"{self.reference}/{name}" if self.reference else name
        return self

    def reply(self) -> dict:
        private_no_store(self.request.response)
        self.request.response.setHeader("Vary", "X-Access-Code, X-Birth-Date, Accept-Language")
        born = self.request.getHeader("X-Birth-Date")
        typed = Typed(self.reference, self.request.getHeader("X-Access-Code", ""), born)
        try:
            case = find(self.context, typed, self.request)
        except TooManyTriesError:
            return self._refuse(
                429,
                "TooManyRequests",
                tries.TOO_MANY,
            )
        if case is None:
            return self._refuse(
                404,
                "NotFound",
                _(
                    "tracking_not_found",
                    default="Zu dieser Vorgangsnummer und diesem Zugangscode finden wir nichts. "
                    "Bitte vergleichen Sie beides mit Ihrer Eingangsbestätigung.",
                ),
            )
        missing = self._missing(case, knows_person=born is not None)
        reached = progress(case.kind, case.history, lacks=bool(missing))
        return {
            "@id": f"{self.context.absolute_url()}/@applications/{case.reference}",
            "reference": case.reference,
            "service": case.service,
            "state": reached.state,
            "state_title": self._say(reached.sentence),
            "since": reached.since.isoformat(timespec="seconds"),
            "next": self._say(reached.next),
            "received_at": case.application.received_at.isoformat(timespec="seconds"),
            "given_to": self._given_to(case, knows_person=born is not None),
            "missing": missing,
            "messages": self._messages(case, knows_person=born is not None),
            "certificate": self._certificate(case) if born is not None else None,
            **(self._decided(case) if born is not None else {}),
        }

    def _decided(self, case) -> dict:
        """What was decided, once it is delivered, and a hearing that can be answered."""
        found, asked = told.decision(case), told.hearing(case)
        return {
            "hearing": asked and {"until": asked.until, "letter": _letter(asked.letter)},
            "decision": found
            and {
                "outcome": found.outcome,
                "title": self._say(OUTCOMES[found.outcome]),
                "delivered_on": found.delivered,
                "valid_from": found.valid_from or None,
                "valid_until": found.valid_until or None,
                "conditions": list(found.conditions),
                "legal_basis": found.legal_basis,
                "remedy": found.remedy,
                "remedy_until": found.remedy_until or None,
                "letter": _letter(found.letter),
            },
        }

    @staticmethod
    def _given_to(case, knows_person: bool) -> dict | None:
        """Another authority that is responsible now. Its name tells where somebody lives."""
        found = applicant.given_to(case)
        if found is None:
            return None
        named = found if knows_person else None
        return {
            "name": (named and named.name) or None,
            "address": list(named.address) if named else [],
            "contact": (named and named.contact) or None,
            "file": found.file,
        }

    def _certificate(self, case) -> dict | None:
        """The Fiktionsbescheinigung that was issued; null where there is none."""
        found = applicant.certificate(case)
        if found is None:
            return None
        said = certificate.sentences(found, languages.of(self.request))
        return {
            "state": certificate.state(found),
            "valid_until": found.until.isoformat(),
            "title": self._say(certificate.title(found)),
            "text": " ".join(map(self._say, said)),
        }

    def _missing(self, case, knows_person: bool) -> list[dict]:
        if not applicant.takes_papers(case):
            return []
        return [
            {
                # What staff asked for in their own words may name a person.
                "id": each.id,
                "title": str(each.title)
                if knows_person or not each.is_free
                else self._say(_("tracking_other_document", default="Weitere Unterlage")),
                "formats": list(each.formats),
                "asked_at": each.asked_at and each.asked_at.isoformat(timespec="seconds"),
                "announced": each.announced
                and {
                    "reason": each.announced.reason,
                    "until": each.announced.until or None,
                    **({"text": each.announced.text or None} if knows_person else {}),
                },
                "unusable": each.is_unusable,
                "until": each.until or None,
                "expired": (each.expired or None) if knows_person else None,
                "rejected": self._rejected(each, knows_person),
                **({"note": each.note or None} if knows_person else {}),
            }
            for each in applicant.missing(case, languages.of(self.request))
        ]

    def _rejected(self, item, knows_person: bool) -> dict | None:
        """That staff did not take a document; why may name a person."""
        if item.rejected is None:
            return None
        at = {"at": item.rejected.at.isoformat(timespec="seconds")}
        if not knows_person:
            return at
        said = applicant.said(item.rejected, languages.of(self.request))
        return {**at, "reason": str(said) or None, "note": item.rejected.note or None}

    def _messages(self, case, knows_person: bool) -> list[dict]:
        language = languages.of(self.request)
        new = set(map(id, applicant.new_messages(case)))
        return [
            {
                "from": each.side,
                "at": each.at.isoformat(timespec="seconds"),
                "language": language if each.texts.get(language) else each.language,
                "new": id(each) in new,
                **({"text": each.texts.get(language) or each.text} if knows_person else {}),
            }
            for each in applicant.messages(case)
        ]

    def _refuse(self, status: int, kind: str, message) -> dict:
        self.request.response.setStatus(status)
        if status == 429:
            self.request.response.setHeader("Retry-After", "600")
        return {"error": {"type": kind, "message": self._say(message)}}

    def _say(self, message) -> str:
        return translate(message, target_language=languages.of(self.request))


def _letter(letter) -> dict | None:
    """A finished letter with its bytes: it is in German."""
    return letter and {
        "filename": letter.filename,
        "content-type": "application/pdf",
        "sha256": letter.finished.sha256,
        "encoding": "base64",
        "data": b64encode(letter.finished.bytes()).decode(),
    }
