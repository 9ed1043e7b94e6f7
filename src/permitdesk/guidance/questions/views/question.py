"""A frequent question on a page of its own."""

from functools import cached_property

from permitdesk.guidance.published import PageLink, translations
from permitdesk.guidance.questions.listed import Question, question_of
from permitdesk.guidance.service import ServiceLink, service_link
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import PageTemplate


class QuestionView(GuidanceView):
    """``view`` of a FrequentQuestion."""

    index = PageTemplate("question.pt")

    @cached_property
    def question(self) -> Question:
        return question_of(self.context)

    @cached_property
    def page(self) -> PageLink | None:
        """The guidance page to which it belongs, where there is one in this language."""
        found = translations(self.context.page) if self.context.page else {}
        return found.get(self.language)

    @cached_property
    def service(self) -> ServiceLink | None:
        return service_link(self.context.service or "", self.language)
