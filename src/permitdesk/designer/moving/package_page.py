"""A service as a file to take along."""

from permitdesk.core import _
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services.package import MEDIA_TYPE
from permitdesk.services.taking import export, filename
from permitdesk.theme import PageTemplate


class PackagePage(DesignerPage):
    """``?file=1`` downloads the package."""

    name = tab = "moving"
    title = _("designer_package", default="Dienst als Paket")
    index = PageTemplate("package_page.pt")

    def __call__(self):
        if not self.is_posted and self.sent("file"):
            return self.download()
        return super().__call__()

    def download(self) -> bytes:
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", MEDIA_TYPE)
        name = filename(self.context)
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return export(self.context)

    @property
    def take_in_address(self) -> str:
        return f"{self.context.aq_parent.absolute_url()}/@@import-service"
