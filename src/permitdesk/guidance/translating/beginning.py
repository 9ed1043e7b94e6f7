"""Where a translation begins: an object in the folder of its language, not yet published."""

from plone import api
from plone.app.multilingual.interfaces import ITG, IMutableTG, ITranslationLocator
from plone.i18n.normalizer.interfaces import IURLNormalizer
from zope.component import getUtility

from permitdesk.core.folding import fold
from permitdesk.guidance.translating.texts import shared_fields


def begin(german, tag: str, title: str):
    """Create the translation of a German object, linked with it; its texts are still to come.

    It lies in the translation of the German object's folder, or the nearest one above that is
    translated. What is no text is copied.
    """
    where = ITranslationLocator(german)(tag)
    there = api.content.create(
        where, german.portal_type, _id(german, tag, title), title=title, safe_id=True
    )
    for name in shared_fields(german):
        setattr(there, name, getattr(german, name, None))
    IMutableTG(there).set(ITG(german))
    there.reindexObject()
    return there


def place_for(german, tag: str):
    """The folder in which ``begin`` would create the translation."""
    return ITranslationLocator(german)(tag)


def _id(german, tag: str, title: str) -> str:
    """An address in the translation's own words where they are Latin, else the German one's: an
    address in another script is one that nobody can read out."""
    if title and fold(title).isascii():
        return getUtility(IURLNormalizer).normalize(title, locale=tag)
    return german.getId()
