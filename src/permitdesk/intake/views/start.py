"""The start page of a service: what you need, how long it takes, how to stop and come back."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from permitdesk.intake.views.base import IntakePage
from permitdesk.services import published
from permitdesk.services.definition import Revision
from permitdesk.theme import Fact


class StartPage(IntakePage):
    """Stores nothing; its one button leads to the first step, or to where somebody stopped."""

    index = ViewPageTemplateFile("start.pt")
    index_page = True

    def __call__(self) -> str:
        return self.show()

    @property
    def published(self) -> Revision:
        return published(self.service)

    @property
    def title(self) -> str:
        return self.service_title

    @property
    def is_message(self) -> bool:
        """Whether this is a contact form and not an application."""
        return self.revision.kind == "contact"

    @property
    def begin_address(self) -> str:
        """The first step, or the step at which the open draft was left."""
        if self.draft is not None and self.draft.sent:
            return f"{self.address}/receipt"
        steps = self.form.steps
        left = self.draft.about.get("at") if self.draft is not None else None
        name = next((step.name for step in steps if step.name == left), steps[0].name)
        return f"{self.address}/step/{name}"

    @property
    def privacy_points(self) -> list[Fact]:
        """The privacy notice: each paragraph is a question and its answer."""
        points = []
        for paragraph in self.text("service.privacy").split("\n\n"):
            question, mark, answer = paragraph.strip().partition("? ")
            if mark:
                points.append(Fact(f"{question}?", answer))
            elif paragraph.strip():
                points.append(Fact("", paragraph.strip()))
        return points
