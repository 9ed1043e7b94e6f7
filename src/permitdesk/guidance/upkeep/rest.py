"""``GET /@upkeep?language=uk``: what is to mend in the pages of a language, in batches."""

from plone.restapi.batching import HypermediaBatch
from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.i18n import translate

from permitdesk.core import languages
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.guidance.upkeep.report import Flawed, counted, report


class UpkeepGet(Service):
    """``?language=`` is that of the pages; what is said of them is in that of the request."""

    def reply(self):
        tag = self.request.form.get("language", SOURCE)
        if not isinstance(tag, str) or tag not in LANGUAGES:
            raise BadRequest("language")
        every = report(self.context, self.request, tag)
        batch = HypermediaBatch(self.request, every)
        answer = {
            "@id": batch.canonical_url,
            "items_total": batch.items_total,
            "counts": counted(every),
            "items": [self._page(each) for each in batch],
        }
        if batch.links:
            answer["batching"] = batch.links
        return answer

    def _page(self, each: Flawed) -> dict[str, object]:
        return {
            "@id": each.address,
            "@type": each.kind,
            "UID": each.uid,
            "title": each.title,
            "published": each.public,
            "flaws": [
                {
                    "kind": flaw.kind,
                    "place": self._said(flaw.place),
                    "message": self._said(flaw.message),
                }
                for flaw in each.flaws
            ],
        }

    def _said(self, message) -> str:
        return translate(message, target_language=languages.of(self.request)) if message else ""
