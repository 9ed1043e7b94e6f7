"""The places at which a notice can stand, and at which of them a page lies."""

from collections.abc import Iterator, Mapping

from plone.app.multilingual.interfaces import ITG
from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.access import is_visitor
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.guidance.interfaces import EVERYWHERE, HOME, OF_SERVICE, OF_TOPIC
from permitdesk.services import all_services, published

NAMED = {
    EVERYWHERE: _("guidance_place_everywhere", default="Überall, oben auf jeder Seite"),
    HOME: _("guidance_place_home", default="Auf der Startseite"),
}
_TOPIC = _("guidance_place_topic", default="Thema: ${title}")
_SERVICE = _("guidance_place_service", default="Online-Dienst: ${title}")


def places() -> Mapping[str, object]:
    """Every place that the current user may see, with its name, a message: the API tells everybody
    what is in a vocabulary."""
    return dict(_places())


def _places() -> Iterator[tuple]:
    yield from NAMED.items()
    site = getSite()
    catalog = getToolByName(site, "portal_catalog")
    for brain in catalog(
        portal_type="Topic",
        Language=SOURCE,
        sort_on="sortable_title",
        show_inactive=not is_visitor(),
    ):
        title = _(_TOPIC, default=_TOPIC.default, mapping={"title": brain.Title})
        yield f"{OF_TOPIC}{brain.TranslationGroup}", title
    for service in all_services(site):
        revision = published(service)
        if revision is not None:
            named = str(revision.shown("service.title", SOURCE))
            title = _(_SERVICE, default=_SERVICE.default, mapping={"title": named})
            yield f"{OF_SERVICE}{service.id}", title


@provider(IVocabularyFactory)
def notice_places(context) -> SimpleVocabulary:
    """A place of what is gone meanwhile stays one as long as a notice names it."""
    known = places()
    kept = getattr(context, "places", None) or ()
    known |= {each: each for each in kept if each not in known}
    return SimpleVocabulary([SimpleTerm(each, each, title) for each, title in known.items()])


def places_of(context, view) -> frozenset[str]:
    """Where a page lies: everywhere, its topic, its service."""
    found = {EVERYWHERE}
    topic = context
    if getattr(topic, "portal_type", "") != "Topic":
        topic = getattr(context, "__parent__", None)
    if getattr(topic, "portal_type", "") == "Topic":
        found.add(f"{OF_TOPIC}{ITG(topic, '')}")
    service = getattr(getattr(view, "service", None), "id", "")
    if isinstance(service, str) and service:
        found.add(f"{OF_SERVICE}{service}")
    return frozenset(found)
