"""The names of the district and its office, wherever Plone and the settings keep them."""

from dataclasses import dataclass, replace

from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import getSite

from permitdesk.district.settings import PREFIX
from permitdesk.theme import identity

_DISTRICT, _OFFICE, _SENDER = "plone.site_title", f"{PREFIX}.office_name", "plone.email_from_name"


@dataclass(frozen=True)
class Names:
    """``short`` is for tabs of a browser; ``sender`` for mails, empty for the district's name."""

    district: str
    office: str
    short: str = ""
    sender: str = ""


def names() -> Names:
    """As they are now."""
    registry = getUtility(IRegistry)
    return Names(
        identity.district_name(),
        registry.get(_OFFICE) or "",
        identity.identity().short_name,
        registry.get(_SENDER) or "",
    )


def keep_names(changed: Names) -> None:
    """Set all of them; they hold with the next request of every process."""
    registry, site = getUtility(IRegistry), getSite()
    registry[_DISTRICT] = changed.district
    registry[_OFFICE] = changed.office
    registry[_SENDER] = changed.sender
    site.title = changed.district
    identity.keep(replace(identity.identity(), short_name=changed.short))
