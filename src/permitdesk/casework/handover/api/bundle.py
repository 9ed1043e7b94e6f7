"""``GET {case}/@bundle`` and ``{case}/@bundle/{delivery}``: a case as a ZIP."""

import json

from plone.restapi.services import Service
from zope.i18n import translate

from permitdesk.casework.handover.bundle.package import DamagedBundleError
from permitdesk.casework.handover.views.bundle import GONE, download
from permitdesk.core.below import NamedBelow
from permitdesk.core.languages import SOURCE


class BundleGet(NamedBelow, Service):
    def render(self):
        response = self.request.response
        try:
            return download(self.context, self.id_, "api", response)
        except DamagedBundleError:
            response.setHeader("Content-Type", "application/json")
            message = translate(GONE, target_language=SOURCE)
            return json.dumps({"error": {"type": "Damaged", "message": message}}).encode()
