"""What Plone and plone.app.multilingual are told of languages that plone.i18n does not know."""

from plone.app.multilingual.interfaces import (
    LANGUAGE_INDEPENDENT,
    ILanguageRootFolder,
    ITranslatable,
)
from plone.app.multilingual.subscriber import set_recursive_language
from zope.component.hooks import getSite

from permitdesk.core import added, languages


def languages_of_plone(availability, combined: bool = False) -> dict[str, dict[str, str]]:
    """In place of plone.i18n's ``getLanguages``: its languages and ours, by our names, also those
    that an administrator has described."""
    ours = {
        tag: {"native": language.native_name, "name": language.native_name}
        for tag, language in added.every().items()
    }
    return availability._old_getLanguages(combined) | ours


def language_listing(availability, combined: bool = False) -> list[tuple[str, str]]:
    """In place of plone.i18n's ``getLanguageListing``: tags and names of the same."""
    known = availability.getLanguages(combined)
    return [(tag, each["name"]) for tag, each in known.items()]


def on_settings(settings, event) -> None:
    """Subscriber: which languages the portal offers may have changed."""
    if event.record.__name__ == added.AVAILABLE:
        languages.changed()


def set_default_language_content(setup) -> None:
    """In place of plone.app.multilingual's, which takes the folder of a language that plone.i18n
    does not know, with all that lies in it, for content without a language."""
    for each in getSite().objectValues():
        if ITranslatable.providedBy(each) and not ILanguageRootFolder.providedBy(each):
            set_recursive_language(each, LANGUAGE_INDEPENDENT)
