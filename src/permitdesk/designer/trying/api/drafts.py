"""``{service}/@open-drafts``: how many drafts are on which revision; nobody can read them."""

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk.core.body import trusted_body
from permitdesk.designer.trying import opendrafts
from permitdesk.theme import private_no_store


class OpenDraftsGet(Service):
    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        found = opendrafts.of(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@open-drafts",
            "published": found.published,
            "must_change_before": found.binding_from or None,
            "items_total": sum(found.counts.values()),
            "items": [
                {"revision": number, "count": count} for number, count in found.counts.items()
            ],
        }


class OpenDraftsPatch(OpenDraftsGet):
    """``{"must_change": true}``: drafts of earlier revisions change over before they go on."""

    def reply(self) -> dict[str, object]:
        must = trusted_body(self.request).get("must_change")
        if not isinstance(must, bool):
            raise BadRequest("must_change: true or false")
        try:
            opendrafts.bind(self.context, must)
        except ValueError as error:
            raise BadRequest("Nothing is published.") from error
        return super().reply()
