"""Where an address leads at which there is nothing: to the same page in another language."""

from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

from permitdesk.core.interfaces import IPermitdeskLayer
from permitdesk.core.languages import LANGUAGES
from permitdesk.guidance.published import group_at, translations
from permitdesk.guidance.views.untranslated import without_translation
from permitdesk.theme.interfaces import IElsewhere


@implementer(IElsewhere)
@adapter(IPloneSiteRoot, IPermitdeskLayer)
class OtherLanguage:
    """``/ar/asyl/arbeiten``, made of a German address by hand: the Arabic page, else what there is
    instead."""

    def __init__(self, site, request):
        self.site, self.request = site, request

    def address(self) -> str | None:
        site = self.site.absolute_url()
        path = self.request.get("ACTUAL_URL", "").removeprefix(f"{site}/").rstrip("/")
        tag, _slash, rest = path.partition("/")
        if tag not in LANGUAGES or not rest or len(rest) > 500:
            return None
        root = "/".join(self.site.getPhysicalPath())
        group = group_at(tuple(f"{root}/{other}/{rest}" for other in LANGUAGES if other != tag))
        if not group:
            return None
        known = translations(group)
        return known[tag].address if tag in known else without_translation(site, tag, group)
