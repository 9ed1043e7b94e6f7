"""``GET {service}/@receipt/{reference}`` with ``X-Access-Code``: the receipt as PDF."""

import json

from plone.restapi.services import Service as RestService
from zope.component.hooks import getSite
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.core import _, languages, tries
from permitdesk.intake import discretion, receipts
from permitdesk.intake.receipt_pdf import receipt_pdf
from permitdesk.intake.status import status_address
from permitdesk.services import revision
from permitdesk.theme import private_no_store


@implementer(IPublishTraverse)
class GetReceipt(RestService):
    """Wrong code and unknown reference are answered alike."""

    reference = ""

    def publishTraverse(self, request, name):
        self.reference = name
        return self

    def render(self):
        response = self.request.response
        private_no_store(response)
        discretion.keep(self.request)
        site, code = getSite(), self.request.getHeader("X-Access-Code")
        found = receipts.find(site, self.reference, code)
        if found is None or found.service != self.context.getId():
            if not tries.wrong("receipt", self.request):
                response.setHeader("Retry-After", "600")
                return self.refuse(429, "TooManyRequests", tries.TOO_MANY)
            return self.refuse(
                404,
                "NotFound",
                _("intake_api_no_receipt", default="Dazu gibt es keine Eingangsbestätigung."),
            )
        languages.fix(self.request, found.language)
        response.setHeader("Content-Type", "application/pdf")
        return receipt_pdf(
            revision(self.context, found.revision),
            found,
            found.language,
            status_address(site, found.language),
        )

    def refuse(self, status: int, kind: str, text) -> bytes:
        response = self.request.response
        response.setStatus(status)
        response.setHeader("Content-Type", "application/json")
        message = translate(text, target_language=languages.of(self.request))
        return json.dumps({"error": {"type": kind, "message": message}}).encode()
