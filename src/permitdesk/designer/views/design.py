"""The form of a service: its outline, and each step as the applicant sees it."""

from permitdesk.core import _
from permitdesk.designer.views.page import DesignerPage
from permitdesk.theme import PageTemplate


class DesignPage(DesignerPage):
    """The tab *Formular*."""

    name = "design"
    title = _("designer_tab_design", default="Formular")
    index = PageTemplate("design.pt")
