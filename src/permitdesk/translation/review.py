"""What the office has set: which languages a native reader has reviewed, and what it asks of one
before people may use it."""

from plone.registry.interfaces import IRegistry
from zope.component import queryUtility
from zope.interface import implementer, provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.core import _
from permitdesk.core.interfaces import IReviewedLanguages
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.translation.coverage import Policy

PREFIX = "permitdesk.translation"


@implementer(IReviewedLanguages)
class ReviewedLanguages:
    """Read from the registry at each call, so that a change holds at once."""

    def __call__(self) -> tuple[str, ...]:
        registry = queryUtility(IRegistry)
        return (registry.get(f"{PREFIX}.reviewed_languages") if registry else None) or ()


def policy() -> Policy:
    """What the office asks of a language before people may use it."""
    registry, usual = queryUtility(IRegistry), Policy()

    def setting(name: str, default):
        found = registry.get(f"{PREFIX}.{name}") if registry else None
        return default if found is None else found

    return Policy(
        ready=setting("ready_share", usual.ready),
        usable=setting("usable_share", usual.usable),
        required=frozenset(setting("required_kinds", ())),
        outdated_counts=setting("outdated_counts", usual.outdated_counts),
        review_needed=setting("review_needed", usual.review_needed),
    )


@provider(IVocabularyFactory)
def translated_languages(context) -> SimpleVocabulary:
    """Every shipped language but German, by its own name."""
    return SimpleVocabulary(
        [
            SimpleTerm(tag, title=language.native_name)
            for tag, language in LANGUAGES.items()
            if tag != SOURCE
        ]
    )


# What a text can be. A room says of each of its texts which it is.
KINDS = {
    "title": _("translation_kind_title", default="Überschriften und Fragen"),
    "help": _("translation_kind_help", default="Hilfen und Beispiele"),
    "option": _("translation_kind_option", default="Antworten zur Auswahl"),
    "error": _("translation_kind_error", default="Fehlermeldungen"),
    "declaration": _("translation_kind_declaration", default="Erklärungen, die man bestätigt"),
    "document": _("translation_kind_document", default="Unterlagen"),
    "hint": _("translation_kind_hint", default="Hinweise und Voraussetzungen"),
    "page": _("translation_kind_page", default="Startseite und Bestätigung"),
}


@provider(IVocabularyFactory)
def kinds_of_texts(context) -> SimpleVocabulary:
    """The kinds of texts that the office can ask for."""
    return SimpleVocabulary([SimpleTerm(name, title=title) for name, title in KINDS.items()])
