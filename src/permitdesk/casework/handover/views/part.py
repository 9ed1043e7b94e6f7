"""The part of the case page by which a case is given away."""

from permitdesk.casework.views.case.part import CasePart
from permitdesk.theme import PageTemplate


class HandingOn(CasePart):
    index = PageTemplate("part.pt")
