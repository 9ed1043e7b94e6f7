"""The way of editors to their work: an entry of the menu, and a bar above their pages."""

from collections.abc import Iterator, Sequence

from AccessControl import getSecurityManager
from zope.component import getAdapters
from zope.component.hooks import getSite

from permitdesk.access import is_visitor
from permitdesk.core import _
from permitdesk.core.texts import say
from permitdesk.guidance.interfaces import IEditorsPage
from permitdesk.theme import Link, PageTemplate, StaffPage

EDITING = _("guidance_editing_label", default="Redaktion")
COVERAGE = _("guidance_coverage_title", default="Infoseiten übersetzen")
GLOSSARY = _("district_glossary_title", default="Vereinbarte Wörter (Glossar)")
CONTENTS = _("guidance_contents", default="Inhalte")


def editors_entry(request, language: str) -> Link | None:
    """An entry of a menu in that language, the present one on every page to which its bar leads;
    None for who edits no guidance."""
    site = None if is_visitor() else getSite()
    if site is None or not _may("Permitdesk: Add guidance", site):
        return None
    current = any(link.current for link in editors_links(request, language))
    return Link(say(EDITING, language), f"{site.absolute_url()}/@@coverage", current=current)


def editors_links(request, language: str) -> list[Link]:
    """Coverage, what rooms above have for editors, the glossary, the contents of the language."""
    here = request.get("ACTUAL_URL", "").replace("/@@", "/")
    return [
        Link(say(title, language), address, current=here == address.replace("/@@", "/"))
        for title, address in _places(request, language)
    ]


def _places(request, language: str) -> Iterator[tuple]:
    site = getSite()
    yield COVERAGE, f"{site.absolute_url()}/@@coverage"
    for _name, page in sorted(getAdapters((site, request), IEditorsPage)):
        if _may(page.permission, site):
            yield page.title, page.address
    if _may("permitdesk: Edit glossary", site):
        yield GLOSSARY, f"{site.absolute_url()}/@@glossary"
    folder = site.get(language)
    if folder is not None and _may("List folder contents", folder):
        yield CONTENTS, f"{folder.absolute_url()}/@@folder_contents"


def _may(permission: str, place) -> bool:
    return bool(getSecurityManager().checkPermission(permission, place))


class EditorsPage(StaffPage):
    """A page for editors. Its template puts ``edit_bar`` above."""

    _edit_bar = PageTemplate("views/editing.pt")

    @property
    def edit_bar(self):
        """The macro that shows ``editing``."""
        return self._edit_bar.macros["editing"]

    @property
    def editing(self) -> Sequence[Link]:
        return editors_links(self.request, self.language)
