"""``GET {case}/@documents/{id}``: a document's bytes as they are kept, or 409 and why not."""

import json

from plone.restapi.services import Service
from zope.i18n import translate

from permitdesk.casework.download import ClosedError, download
from permitdesk.core.below import NamedBelow
from permitdesk.core.languages import SOURCE

TYPES = {"unscanned": "NotScanned", "infected": "Infected"}


class DocumentGet(NamedBelow, Service):
    def render(self):
        response = self.request.response
        try:
            return download(self.context, self.id_, "api", response)
        except ClosedError as closed:
            response.setHeader("Content-Type", "application/json")
            message = translate(closed.message, target_language=SOURCE)
            error = {"type": TYPES[closed.reason], "message": message}
            return json.dumps({"error": error}).encode()
