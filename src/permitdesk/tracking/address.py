"""Where the status page is, for rooms below."""

from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

from permitdesk.core.interfaces import IStatusAddress

NAME = "status"


@implementer(IStatusAddress)
@adapter(IPloneSiteRoot)
class StatusAddress:
    def __init__(self, site):
        self.site = site

    def __call__(self, language: str) -> str:
        return f"{self.site.absolute_url()}/{language}/{NAME}"
