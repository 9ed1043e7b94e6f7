"""A picture or a file that an editor put beside the pages, in our frame."""

from permitdesk.guidance.views.base import GuidanceView
from permitdesk.theme import PageTemplate


class MediaView(GuidanceView):
    """Default view of Plone's Image and File."""

    index = PageTemplate("media.pt")

    index_page = False

    @property
    def address(self) -> str:
        field = "image" if self.context.portal_type == "Image" else "file"
        return f"{self.context.absolute_url()}/@@display-file/{field}"
