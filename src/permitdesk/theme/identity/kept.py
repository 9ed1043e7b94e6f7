"""What is set for the district, kept with the site: every process sees it with its next request."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from persistent.mapping import PersistentMapping
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import say
from permitdesk.theme.identity.arms import Arms
from permitdesk.theme.identity.checks import DARK, LIGHT, passing

_ARMS = _("theme_arms_alt", default="Wappen: ${district}")
_KEY = "permitdesk.theme.identity"
_REMEMBERED = 10  # pictures to which pages in somebody's cache may still point


@dataclass(frozen=True)
class Identity:
    """``accent`` is the colour for light screens, ``accent_dark`` the one for dark screens where
    the district has set one itself; both empty for KERN's. ``arms_texts``: what the picture
    shows, by language."""

    short_name: str = ""
    accent: str = ""
    accent_dark: str = ""
    arms: Arms | None = None
    arms_texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def accents(self) -> tuple[str, str] | None:
        """The colours for light and dark screens; None for KERN's own."""
        if not self.accent:
            return None
        return self.accent, self.accent_dark or passing(self.accent, DARK)

    @property
    def shown_accents(self) -> tuple[str, str]:
        return self.accents or (LIGHT.usual, DARK.usual)

    def arms_text(self, language: str) -> str:
        """What is said of the arms to who does not see them."""
        own = self.arms_texts.get(language)
        return own or str(say(Message(_ARMS, mapping={"district": district_name()}), language))


def identity() -> Identity:
    """What is set now; nothing where nobody has set anything."""
    kept = _kept()
    if kept is None:
        return Identity()
    values = dict(kept["values"])
    arms = values.pop("arms", None)
    return Identity(**values, arms=Arms(**arms) if arms else None)


def keep(changed: Identity) -> None:
    """Set names, texts and colours; the arms stay (``keep_arms``)."""
    kept = _kept(make=True)
    kept["values"] = {**asdict(changed), "arms": kept["values"].get("arms")}


def keep_arms(arms: Arms | None, data: bytes = b"") -> None:
    """Set or take away the arms. The pictures before stay for pages that still show them."""
    kept = _kept(make=True)
    if arms is not None:
        names = [each for each in kept["names"] if each != arms.name]
        for gone in names[: -_REMEMBERED + 1]:
            del kept["files"][gone]
        kept["names"] = (*names[-_REMEMBERED + 1 :], arms.name)
        kept["files"][arms.name] = PersistentMapping(data=data)
    kept["values"] = {**kept["values"], "arms": asdict(arms) if arms else None}


def picture(name: str) -> bytes | None:
    """The arms of a name, those of today or some before; None for any other."""
    kept = _kept()
    found = kept["files"].get(name) if kept else None
    return found["data"] if found else None


def district_name() -> str:
    """The name at the top of each page."""
    registry, site = queryUtility(IRegistry), getSite()
    return (registry.get("plone.site_title") if registry else "") or getattr(site, "title", "")


def _kept(make: bool = False) -> PersistentMapping | None:
    site = getSite()
    if site is None:
        return None
    annotations = IAnnotations(site)
    if make and _KEY not in annotations:
        annotations[_KEY] = PersistentMapping(values={}, names=(), files=PersistentMapping())
    return annotations.get(_KEY)
