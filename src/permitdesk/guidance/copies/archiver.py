"""What plone.app.iterate keeps as versions: what was taken over, with its note; nothing twice."""

from plone.app.iterate.archiver import ContentArchiver
from plone.app.iterate.interfaces import IObjectArchiver
from zope.component import adapter
from zope.interface import implementer

from permitdesk.guidance.interfaces import IGuidance


@implementer(IObjectArchiver)
@adapter(IGuidance)
class PageArchiver(ContentArchiver):
    """Of what is one object a language each change is a version already."""

    def isModified(self) -> bool:
        return False
