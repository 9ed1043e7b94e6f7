"""Languages join the portal and leave it while it runs; what is written in one stays."""

from Acquisition import aq_base
from plone.app.multilingual.interfaces import ILanguageRootFolder
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, added, languages
from permitdesk.core.characters import is_whole, turns
from permitdesk.core.languages import KNOWN, LANGUAGES, SHIPPED, Language, is_tag

LONGEST_NAME = 60
_NO_TAG = _(
    "site_languages_no_tag",
    default="Geben Sie das Kürzel so ein, wie Browser es kennen (BCP 47), zum Beispiel sw oder"
    " zh-hant.",
)
_OFFERED = _("site_languages_offered", default="Diese Sprache bietet das Portal schon an.")
_TAKEN = _(
    "site_languages_taken",
    default="Unter dieser Adresse liegt schon etwas anderes. Nehmen Sie ein längeres Kürzel, zum"
    " Beispiel mit dem Land: id-id.",
)
_NO_NAME = _(
    "site_languages_no_name",
    default="Geben Sie den Namen der Sprache ein, so wie ihre Sprecher ihn schreiben.",
)


def can_join() -> tuple[Language, ...]:
    """Languages of which enough is known to offer them, and that are not offered."""
    return tuple(each for tag, each in added.every().items() if tag not in LANGUAGES)


def can_leave() -> tuple[Language, ...]:
    """Languages that somebody has added."""
    return tuple(each for tag, each in LANGUAGES.items() if tag not in SHIPPED)


def wrong(language: Language) -> dict[str, Message]:
    """Why a language cannot be offered, by ``tag`` and ``name``; empty where it can."""
    found = {}
    if not is_tag(language.tag):
        found["tag"] = _NO_TAG
    elif language.tag in LANGUAGES:
        found["tag"] = _OFFERED
    elif not _is_free(language.tag):
        found["tag"] = _TAKEN
    name = language.native_name
    if not 0 < len(name) <= LONGEST_NAME or turns(name) or not is_whole(name):
        found["name"] = _NO_NAME
    return found


def offer(language: Language) -> None:
    """Offer a language at once: its folder with the pages that every language has, its place in
    the switcher and in all lists of languages. Nothing else has to be done.

    Raises ``ValueError`` with what is wrong.
    """
    if found := wrong(language):
        raise ValueError(found)
    if language.tag not in KNOWN:
        added.describe(language)
    _set((*LANGUAGES, language.tag))


def stop(tag: str) -> None:
    """No longer offer a language that was added. Its pages, texts and applications stay and are
    there again when it is offered again."""
    if tag in SHIPPED or tag not in LANGUAGES:
        raise ValueError(tag)
    _set(each for each in LANGUAGES if each != tag)


def _set(tags) -> None:
    # plone.app.multilingual listens and creates the folder that is missing.
    getUtility(IRegistry)[added.AVAILABLE] = list(tags)
    languages.changed()


def _is_free(tag: str) -> bool:
    there = getattr(aq_base(getSite()), tag, None)
    return there is None or ILanguageRootFolder.providedBy(there)
