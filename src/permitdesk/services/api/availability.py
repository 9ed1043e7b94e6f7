"""``GET`` and ``POST {service}/@availability``: when one may begin, a pause, limits, who set it."""

from plone.restapi.services import Service
from zope.i18n import translate

from permitdesk.access import actor
from permitdesk.core import _, clock, languages
from permitdesk.core.body import trusted_body
from permitdesk.services.availability import (
    availability_of,
    came_on,
    checked,
    set_availability,
    stamp_of,
    switches,
)
from permitdesk.services.translations import notice_changes

MEANWHILE = _(
    "services_availability_meanwhile",
    default="Jemand hat das inzwischen geändert. Lesen Sie es neu.",
)


class AvailabilityGet(Service):
    def reply(self):
        found, today = availability_of(self.context), clock.today()
        return {
            "@id": f"{self.context.absolute_url()}/@availability",
            **found.data(),
            "state": found.state(today),
            "came": {"today": came_on(self.context, today), "in_all": found.came},
            "stamp": stamp_of(self.context),
            "switches": [
                {"by": each.by, "at": each.at, "why": each.why}
                for each in reversed(switches(self.context))
            ],
        }


class AvailabilityPost(AvailabilityGet):
    """All of it at once; with ``stamp`` only if nobody set something else since."""

    def reply(self):
        sent = trusted_body(self.request)
        if sent.get("stamp", stamp_of(self.context)) != stamp_of(self.context):
            return self._refuse(409, "Conflict", {"stamp": MEANWHILE})
        found, wrong = checked(sent, availability_of(self.context), clock.today())
        if wrong:
            return self._refuse(400, "ValidationError", wrong)
        set_availability(self.context, found, actor(), sent["why"].strip())
        notice_changes(self.context)
        return super().reply()

    def _refuse(self, status: int, kind: str, wrong) -> dict:
        language = languages.of(self.request)
        self.request.response.setStatus(status)
        fields = {name: translate(each, target_language=language) for name, each in wrong.items()}
        return {"error": {"type": kind, "fields": fields}}
