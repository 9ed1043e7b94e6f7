"""A topic: its services as cards with who they are for, then its pages."""

from collections.abc import Sequence
from functools import cached_property

from permitdesk.guidance.published import pages
from permitdesk.guidance.service import service_links
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import Card


class TopicView(GuidanceView):
    """``view`` of a Topic."""

    @cached_property
    def services(self) -> Sequence[Card]:
        ids = (self.context.services or "").split()
        return [
            Card(link.title, link.address, link.who or link.summary)
            for link in service_links(self.language, ids)
        ]

    @cached_property
    def pages(self) -> Sequence[Card]:
        within = "/".join(self.context.getPhysicalPath())
        return [
            Card(link.title, link.address, link.summary)
            for link in pages(self.language, within=within)
        ]
