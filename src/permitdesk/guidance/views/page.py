"""A guidance page: the answer first, then sections to jump to, the button at both ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from permitdesk.core import _
from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.questions.listed import Question, of_page
from permitdesk.guidance.service import ServiceLink, service_link
from permitdesk.guidance.titles import SECTIONS
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import PageTemplate


@dataclass(frozen=True)
class Section:
    """A part of the page. ``markup`` is cleaned HTML."""

    id: str
    title: str
    markup: str


class PageView(GuidanceView):
    """``view`` of a GuidancePage."""

    index = PageTemplate("page.pt")

    @property
    def tells_review(self) -> bool:
        """An editor's remark says who has reviewed the page, and who has not."""
        return bool(self.context.remark)

    @property
    def text(self) -> str:
        return self._markup("text")

    @cached_property
    def sections(self) -> Sequence[Section]:
        filled = []
        for name, title in SECTIONS.items():
            markup = self._markup(name)
            if markup:
                filled.append(Section(name, self.translate(title), markup))
        return filled

    @cached_property
    def questions(self) -> Sequence[Question]:
        return of_page(self.language, self.context)

    @cached_property
    def service(self) -> ServiceLink | None:
        return service_link(self.context.service or "", self.language)

    @property
    def button(self) -> str:
        if not self.service.online:
            return self.translate(_("guidance_on_paper", default="Antrag auf Papier"))
        if self.service.kind == "contact":
            return self.translate(_("guidance_write", default="Nachricht schreiben"))
        return self.translate(_("guidance_apply", default="Online beantragen"))

    def _markup(self, name: str) -> str:
        value = getattr(self.context, name)
        return cleaned(value.raw if value else "")
