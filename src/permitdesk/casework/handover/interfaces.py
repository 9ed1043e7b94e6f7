"""What the room says when a case was given away."""

from zope.interface import Attribute, implementer
from zope.interface.interfaces import IObjectEvent, ObjectEvent


class ICaseAssigned(IObjectEvent):
    """A case lies on another desk; the object is the case where it lies now."""

    before = Attribute("The place before, ``unit/desk``")
    after = Attribute("The place now")


@implementer(ICaseAssigned)
class CaseAssigned(ObjectEvent):
    def __init__(self, case, before: str, after: str):
        super().__init__(case)
        self.before, self.after = before, after
