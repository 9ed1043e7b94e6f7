"""What the pages of the tab share, and those on a trial that runs."""

from functools import cached_property

from zope.component.hooks import getSite

from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.designer.views.page import DesignerPage
from permitdesk.intake import open_trial

NAME = "try-out"


class TryingPage(DesignerPage):
    """The frame in which a trial is looked at may lead to any of these."""

    tab = NAME
    framed_by_us = True


class RunningPage(TryingPage):
    """A page on the trial of this browser that ``trial`` names. Once that is over, it leads to the
    tab, which says so."""

    def __call__(self):
        if self.draft is None:
            return self.go(f"{self.address}/@@{NAME}?over=1")
        return super().__call__()

    @cached_property
    def handle(self) -> str:
        return self.sent("trial")

    @cached_property
    def draft(self):
        return open_trial(getSite(), self.context, self.request, self.handle)

    @cached_property
    def theirs(self) -> str:
        """The language in which it was filled in last."""
        tag = self.draft.about.get("language")
        return tag if tag in LANGUAGES else SOURCE
