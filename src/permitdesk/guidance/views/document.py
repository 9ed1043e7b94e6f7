"""Plone's own page type, and a notice, in our frame."""

from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import PageTemplate


class DocumentView(GuidanceView):
    """``document_view`` of a Document."""

    index = PageTemplate("document.pt")

    @property
    def markup(self) -> str:
        text = getattr(self.context, "text", None)
        return cleaned(text.raw if text else "")


class NoticeView(GuidanceView):
    """``view`` of a Notice: what the home page shows, on a page of its own."""

    index = PageTemplate("notice.pt")
