"""Codes with which somebody else hands in one document of a case; each is shown once."""

from functools import cached_property

from permitdesk import privacy
from permitdesk.casework import applicant
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.intake import inboxes
from permitdesk.theme import PageTemplate
from permitdesk.tracking.views.base import StatusView
from permitdesk.tracking.views.documents import NOT_ASKED


class LinkPage(StatusView):
    index = PageTemplate("link.pt")
    path = "link"
    title = _("intake_link_title", default="Jemand anderes lädt das hoch")
    made = ""  # the code that was made just now
    made_for: applicant.Missing | None = None

    def take(self) -> str:
        wanted = self.request.form.get("item")
        item = next((each for each in self.items if each.id == wanted), None)
        if item is None:
            self.message = NOT_ASKED
            return self.show()
        if "withdraw" in self.request.form:
            for inbox in self.inboxes.get(item.id, ()):
                inbox.close()
            privacy.record("case.third-party-code-ended", self.case.reference, item.id, who="")
            return self.go(self.path)
        application = self.case.application
        task = inboxes.Task(application.service, application.revision, item.id)
        self.made = inboxes.issue_for_case(self.site, self.case.reference, task)
        self.made_for = item
        self.__dict__.pop("inboxes", None)
        privacy.record("case.third-party-code-made", self.case.reference, item.id, who="")
        return self.show()

    @cached_property
    def items(self) -> list[applicant.Missing]:
        return third_party(self.case, self.language)

    @cached_property
    def inboxes(self) -> dict[str, list[inboxes.Inbox]]:
        """The codes that lead somewhere, by the document that they are for."""
        found: dict[str, list[inboxes.Inbox]] = {}
        for inbox in inboxes.of_case(self.site, self.case.reference):
            found.setdefault(inbox.for_case, []).append(inbox)
        return found

    def forms(self) -> list[dict[str, object]]:
        return [
            {
                "item": each.id,
                "title": each.title,
                "until": self.until(each.id),
                "came": any(inbox.is_used for inbox in self.inboxes.get(each.id, ())),
            }
            for each in self.items
        ]

    def until(self, item: str) -> str:
        """Until when a code for a document can be used; empty where there is none."""
        mine = [inbox for inbox in self.inboxes.get(item, ()) if not inbox.is_used]
        if not mine:
            return ""
        last = max(inbox.expires for inbox in mine)
        return in_words.day(clock.day_of(last).isoformat(), self.language)

    @property
    def hand_in_address(self) -> str:
        """In German: an employer or a landlord opens it. All languages stand at its top."""
        return inboxes.address(self.site, SOURCE)


def third_party(case, language: str) -> list[applicant.Missing]:
    """The documents that can be handed in and that somebody else usually has."""
    if not applicant.takes_papers(case):
        return []
    return [each for each in applicant.may_hand_in(case, language) if each.third_party]
