"""The versions of a page, in Plone's repository: one for each change of its contents.

An earlier version comes back by its contents alone. Plone would put back the whole object with its
annotations, dates and link with its translations, and tell nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from AccessControl import getSecurityManager
from plone.app.versioningbehavior.utils import get_change_note
from Products.CMFCore.utils import getToolByName
from Products.CMFEditions.interfaces.IArchivist import ArchivistRetrieveError
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.container.interfaces import IContainerModifiedEvent
from zope.event import notify
from zope.globalrequest import getRequest
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent

from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german
from permitdesk.guidance.history.contents import digest, take
from permitdesk.guidance.translating import is_bulk, take_back, translated_types

_KEY = "permitdesk.guidance.version"  # the digest of the version that was kept last

BACK = _("guidance_history_back", default="Wieder der Stand vom ${moment}")


@dataclass(frozen=True)
class Version:
    """``by`` is a login, ``at`` the moment, ``note`` what somebody wrote of the change."""

    number: int
    by: str
    at: datetime
    note: str


def versions(page) -> list[Version]:
    """Every version of a page, the newest first."""
    return sorted(_versions(page), key=lambda each: each.number, reverse=True)


def _versions(page) -> Iterator[Version]:
    history = _repository(page).getHistoryMetadata(page)
    for place in range(history.getLength(countPurged=False) if history else 0):
        told = history.retrieve(place, countPurged=False)["metadata"]["sys_metadata"]
        number = history.getVersionId(place, countPurged=False)
        at = datetime.fromtimestamp(told["timestamp"], UTC)
        yield Version(number, told.get("principal") or "", at, told.get("comment") or "")


def as_it_was(page, number: int):
    """A page as it was in a version. Raises KeyError where there is none, and Unauthorized for who
    may not see it."""
    try:
        return _repository(page).retrieve(page, number).object
    except ArchivistRetrieveError as error:
        raise KeyError(number) from error


def restore(page, number: int) -> None:
    """Give a page the contents of a version; becomes a version of its own. What is published, from
    when and until when, stays. Raises KeyError where there is no such version, and Unauthorized for
    who may not change the page: Plone lets reviewers revert too."""
    if not getSecurityManager().checkPermission("Modify portal content", page):
        raise Unauthorized
    earlier = as_it_was(page, number)
    (at,) = (each.at for each in versions(page) if each.number == number)
    take_back(page, earlier)
    take(page, earlier)
    _keep(page, german(Message(BACK, mapping={"moment": in_words.moment(at, SOURCE)})))
    notify(ObjectModifiedEvent(page))


def on_changed(page, event) -> None:
    """Subscriber: a page was made or changed. Saved once more without a change it is no version."""
    if IContainerModifiedEvent.providedBy(event) or is_bulk() or not _may_keep(page):
        return
    if IAnnotations(page).get(_KEY) == digest(page):
        return
    if get_change_note(getRequest()):
        IAnnotations(page)[_KEY] = digest(page)  # Plone keeps what has a note
    else:
        _keep(page, "")


def keep_versions(site) -> None:
    """Keep a first version of what was there before versions were kept; for upgrades."""
    catalog = getToolByName(site, "portal_catalog")
    for brain in catalog.unrestrictedSearchResults(portal_type=translated_types()):
        page = brain._unrestrictedGetObject()
        if _may_keep(page) and _KEY not in IAnnotations(page):
            _keep(page, "")


def _keep(page, note: str) -> None:
    IAnnotations(page)[_KEY] = digest(page)
    _repository(page).save(page, comment=note)


def _may_keep(page) -> bool:
    repository = _repository(page)
    if repository is None or not repository.isVersionable(page):
        return False
    return bool(getSecurityManager().checkPermission("CMFEditions: Save new version", page))


def _repository(page):
    return getToolByName(page, "portal_repository", None)
