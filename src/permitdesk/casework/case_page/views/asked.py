"""What the revision of a case asked, said and demanded, in German: to read, for who reads the case.

It is the revision that was answered, whatever the service asks today.
"""

from permitdesk.casework.reading import revision_of
from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.services import told
from permitdesk.theme import PageTemplate


class AskedPage(OfficePage):
    """Tells nothing of what was answered, so reading it is no audit record."""

    title = _("casework_asked_title", default="Was gefragt wurde")
    index = PageTemplate("asked.pt")

    @property
    def breadcrumb(self):
        return self.place(self.context.reference, self.translate(self.title))

    @property
    def lead(self) -> str:
        revision = revision_of(self.context)
        if revision is None or not revision.published_at:
            return self.translate(
                _("casework_asked_gone", default="Diese Fassung gibt es nicht mehr.")
            )
        message = _(
            "casework_asked_lead",
            default="Fassung ${number} von „${service}“, veröffentlicht am ${day}. Prüfsumme"
            " ${digest}",
            mapping={
                "number": revision.number,
                "service": str(revision.shown("service.title", SOURCE)),
                "day": in_words.day(revision.published_at[:10], SOURCE),
                "digest": revision.digest[:16],
            },
        )
        return self.translate(message)

    @property
    def told(self) -> list:
        revision = revision_of(self.context)
        return [] if revision is None else told(revision, SOURCE, clock.today())
