"""A topic: its services as cards, further titles on paper, then its pages and flyers."""

from collections.abc import Sequence
from functools import cached_property

from permitdesk.guidance.published import flyers, pages
from permitdesk.guidance.questions.listed import Question, in_topic
from permitdesk.guidance.service import ServiceLink, service_links
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import Card, Link, PageTemplate


class TopicView(GuidanceView):
    """``view`` of a Topic."""

    index = PageTemplate("topic.pt")

    @cached_property
    def services(self) -> Sequence[Card]:
        return [
            Card(link.title, link.address, link.brief or link.who)
            for link in self._links
            if link.online
        ]

    @cached_property
    def on_paper(self) -> Sequence[Link]:
        """Titles for which there is only a form on paper."""
        return [Link(link.title, link.address) for link in self._links if not link.online]

    @cached_property
    def _links(self) -> Sequence[ServiceLink]:
        return service_links(self.language, (self.context.services or "").split())

    @cached_property
    def flyers(self) -> Sequence[Link]:
        within = "/".join(self.context.getPhysicalPath())
        return [Link(link.title, link.address) for link in flyers(self.language, within=within)]

    @cached_property
    def pages(self) -> Sequence[Card]:
        within = "/".join(self.context.getPhysicalPath())
        return [
            Card(link.title, link.address, link.summary)
            for link in pages(self.language, within=within)
        ]

    @cached_property
    def questions(self) -> Sequence[Question]:
        return in_topic(self.language, self.context)
