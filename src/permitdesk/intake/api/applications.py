"""``POST {service}/@applications``: submits an application, for programs."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service as RestService
from zope.component.hooks import getSite
from zope.interface import alsoProvides

from permitdesk.core import _, clock, gate, languages, tries
from permitdesk.core.sent_key import sent_key
from permitdesk.core.texts import joined, say
from permitdesk.intake import discretion, receipts
from permitdesk.intake.form import Form
from permitdesk.intake.payload import (
    MAX_BODY,
    BadPayloadError,
    Payload,
    looked_at,
    read_payload,
)
from permitdesk.intake.send import ToSend, receipt_before, send
from permitdesk.intake.submission import OtherContentError, Receipt, usable_key
from permitdesk.intake.uploads import too_many
from permitdesk.services import availability_of, closed_said, form_address, published
from permitdesk.theme import how_long, private_no_store


class SubmitApplication(RestService):
    """Nobody signs in here and no cookie counts, so there is nothing to forge."""

    def reply(self) -> dict[str, object] | None:
        alsoProvides(self.request, IDisableCSRFProtection)
        discretion.keep(self.request)
        private_no_store(self.request.response)
        length = self.request.get("CONTENT_LENGTH") or 0
        if int(length) > MAX_BODY:
            text = _(
                "intake_api_too_large",
                default="Das ist zusammen zu groß. Möglich sind höchstens ${limit} MB.",
                mapping={"limit": MAX_BODY // 1024**2},
            )
            return self.refuse(413, "PayloadTooLarge", text)
        key = usable_key(sent_key(self.request))
        if key is None:
            text = _(
                "intake_api_key",
                default="Es fehlt ein „Idempotency-Key“ mit mindestens 128 zufälligen Bit.",
            )
            return self.refuse(400, "IdempotencyKeyMissing", text)
        self.request.stdin.seek(0)
        try:
            payload = read_payload(self.request.stdin)
        except BadPayloadError as error:
            if error.language:
                languages.fix(self.request, error.language)
            fields = {error.name: [error.message]} if error.name else {}
            return self.refuse(400, "ValidationError", error.message, fields)
        languages.fix(self.request, payload.language)
        try:
            with payload.files:
                return self.submit(payload, key)
        except OtherContentError:
            text = _(
                "intake_api_other_content",
                default="Mit diesem „Idempotency-Key“ haben wir schon etwas anderes bekommen.",
            )
            return self.refuse(409, "Conflict", text)

    def submit(self, payload: Payload, key: str) -> dict[str, object] | None:
        service, site = self.context, getSite()
        revision, content = published(service), payload.content(self.context.getId())
        if revision is None:
            text = _("intake_api_closed", default="Dieser Online-Dienst ist nicht geöffnet.")
            return self.refuse(404, "NotFound", text)
        if not revision.accepts_applications:
            return self.refuse_paper(service, payload.language)
        # What was accepted once stays accepted, whatever the service asks by now.
        before = receipt_before(site, service.getId(), key, content)
        said = closed_said(availability_of(service), clock.today(), payload.language)
        if before is None and said is not None:
            text = joined(said.title, ". ", said.text) if said.text else said.title
            return self.refuse(403, "Closed", text)
        if before is None and (seconds := gate.take(gate.SEND, self.request)):
            self.request.response.setHeader("Retry-After", str(seconds))
            text = _(
                "intake_api_too_many",
                default="Von Ihrer Adresse kommen gerade sehr viele Anträge. Senden Sie diesen"
                " später noch einmal mit demselben „Idempotency-Key“. Wartezeit: ${time}",
                mapping={"time": how_long(seconds)},
            )
            return self.refuse(429, "TooManyRequests", text)
        counts: dict[str, int] = {}
        for paper in payload.papers:
            counts[paper.requirement] = counts.get(paper.requirement, 0) + 1
        today = clock.today()
        later = {each.requirement: each for each in payload.later}
        form = Form(revision, payload.language, payload.answers, counts, today, later=later)
        needed = {each.id: each for each in form.requirements()}
        most = revision.definition.limits.files
        if before is None and len(payload.papers) > most:
            text = too_many(most)
            return self.refuse(400, "ValidationError", text, {"documents": [text]})
        documents, refused = looked_at(payload, needed)
        family = ""
        if before is None:
            problems = {**form.received_errors(), **refused}
            if payload.family_of is not None:
                family = self.family_of(*payload.family_of)
                if not family and not tries.wrong("receipt", self.request):
                    self.request.response.setHeader("Retry-After", "600")
                    return self.refuse(429, "TooManyRequests", tries.TOO_MANY)
                if not family:
                    problems["family_of"] = [_unknown_relative()]
            if problems:
                text = _("intake_api_invalid", default="Einige Angaben fehlen oder stimmen nicht.")
                return self.refuse(400, "ValidationError", text, problems)
        parcel = ToSend(
            revision,
            payload.language,
            form.answers,
            documents,
            key,
            content=content,
            notice_address=self.mail_address(form) if payload.notify else "",
            family=family,
            announced=payload.later,
        )
        receipt = send(site, service, self.request, parcel)
        self.request.response.setStatus(201)
        return self.received(receipt)

    def refuse_paper(self, service, language: str) -> dict[str, object]:
        """There is only a form on paper: say where."""
        text = _(
            "intake_not_online_form",
            default="Diesen Antrag gibt es noch nicht online. Nutzen Sie das Formular auf Papier:"
            " ${address}",
            mapping={"address": form_address(service, language)},
        )
        answer = self.refuse(403, "NotOnline", text)
        answer["error"]["pdf_form"] = form_address(service, language)
        return answer

    def family_of(self, reference: str, code: str) -> str:
        """The family mark of an application that was sent; empty for a wrong code."""
        found = receipts.find(getSite(), reference, code)
        return found.family if found is not None else ""

    def received(self, receipt: Receipt) -> dict[str, object]:
        return {
            "reference": receipt.reference,
            "access_code": receipt.access_code,
            "received_at": receipt.received_at.isoformat(timespec="seconds"),
            "receipt": self.address_of(receipt),
            "fees": receipt.fees.get(receipt.language),
        }

    def address_of(self, receipt: Receipt) -> str:
        """Below ``++api++``, so that it opens whatever type a program says it accepts."""
        here = "/".join(self.context.getPhysicalPath()[len(getSite().getPhysicalPath()) :])
        return f"{getSite().absolute_url()}/++api++/{here}/@receipt/{receipt.reference}"

    def mail_address(self, form: Form) -> str:
        field = form.definition.marked("email")
        found = form.answers.get(field.name) if field is not None else ""
        return found if isinstance(found, str) else ""

    def refuse(self, status: int, kind: str, text, fields=None) -> dict[str, object]:
        """An error in the language of the request; nothing was stored."""
        language = languages.of(self.request)
        self.request.response.setStatus(status)
        error: dict[str, object] = {
            "type": kind,
            "message": str(say(text, language)),
        }
        if fields is not None:
            error["fields"] = {
                name: [str(say(each, language)) for each in messages]
                for name, messages in fields.items()
            }
        return {"error": error}


def _unknown_relative():
    return _(
        "intake_api_family_of",
        default="Zu dieser Vorgangsnummer und diesem Zugangscode gibt es keinen Antrag.",
    )
