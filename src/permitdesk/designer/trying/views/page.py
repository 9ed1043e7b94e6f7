"""What the pages of the tab share."""

from permitdesk.designer.views.page import DesignerPage

NAME = "try-out"


class TryingPage(DesignerPage):
    """The frame in which a trial is looked at may lead to any of these."""

    tab = NAME
    framed_by_us = True
