"""What is published in a language, as the current visitor may see it. Reads the catalogue only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from DateTime import DateTime
from plone import api
from plone.app.multilingual.interfaces import ITG

from permitdesk.core.texts import Text
from permitdesk.guidance.remembered import remembered


@dataclass(frozen=True)
class PageLink:
    """A published page, as a list shows it."""

    title: str | Text
    address: str
    summary: str | Text
    service: str = ""
    occasions: frozenset[str] = frozenset()


@remembered
def pages(language: str, occasion: str = "", within: str = "") -> Sequence[PageLink]:
    """Guidance pages of a language without the obligatory ones, in their order.

    ``occasion`` is a key of OCCASIONS, ``within`` the path of a topic.
    """
    found = [
        brain
        for brain in in_force_in(language, "GuidancePage", within)
        if not brain.guidance_role and (not occasion or occasion in brain.guidance_occasions)
    ]
    return tuple(_link(brain) for brain in in_order(found))


@remembered
def flyers(language: str, within: str = "") -> Sequence[PageLink]:
    """Flyers of a language, in their order; ``within`` the path of a topic."""
    return tuple(_link(brain) for brain in in_order(in_force_in(language, "Flyer", within)))


@remembered
def topics(language: str) -> Sequence[PageLink]:
    """Topics of a language, in their order."""
    return tuple(_link(brain) for brain in in_order(in_force_in(language, "Topic")))


@remembered
def pages_by_role(language: str) -> Mapping[str, PageLink]:
    """The imprint, the privacy notice … of a language, by their key in ROLES."""
    found: dict[str, PageLink] = {}
    for brain in in_force_in(language, "GuidancePage"):
        if brain.guidance_role:
            found.setdefault(brain.guidance_role, _link(brain))
    return MappingProxyType(found)


@remembered
def translations(group: str) -> Mapping[str, PageLink]:
    """Each page of a translation group that there is, by language."""
    brains = api.portal.get_tool("portal_catalog")(TranslationGroup=group)
    return MappingProxyType({brain.Language: _link(brain) for brain in brains})


@remembered
def group_at(paths: tuple[str, ...]) -> str:
    """The translation group of the page at the first of some paths at which there is one."""
    brains = api.portal.get_tool("portal_catalog")(path={"query": list(paths), "depth": 0})
    found = {brain.getPath(): brain.TranslationGroup for brain in brains}
    return next((found[path] for path in paths if found.get(path)), "")


def in_force(**query):
    """What is published and in effect, as brains; also for those who may see more."""
    return api.portal.get_tool("portal_catalog")(
        review_state="published", effectiveRange=DateTime(), **query
    )


def in_force_in(language: str, portal_type: str | Sequence[str], within: str = "", **query):
    """The same of some types in one language, or below the path of a topic."""
    path = within or "/".join((*api.portal.get().getPhysicalPath(), language))
    return in_force(portal_type=portal_type, path=path, Language=language, **query)


def is_copy(brain) -> bool:
    """Whether the catalogue knows it as a working copy: nothing of its own, and never public."""
    return getattr(brain, "is_working_copy", None) is True


def published_translations(content) -> dict[str, object]:
    """The published translations of a content object, itself among them, by language."""
    group = ITG(content, None)
    if not group:
        return {}
    return {brain.Language: brain.getObject() for brain in in_force(TranslationGroup=group)}


def in_order(brains):
    """As editors have put them."""
    return sorted(brains, key=lambda brain: (brain.guidance_sort or 0, brain.Title))


def _link(brain) -> PageLink:
    return PageLink(
        brain.Title,
        brain.getURL(),
        brain.Description,
        brain.guidance_service or "",
        frozenset(brain.guidance_occasions or ()),
    )
