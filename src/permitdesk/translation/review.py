"""Which languages a native reader has reviewed: one setting of the portal, for all texts."""

from plone.registry.interfaces import IRegistry
from zope.component import queryUtility
from zope.interface import implementer, provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.core.interfaces import IReviewedLanguages
from permitdesk.core.languages import LANGUAGES, SOURCE

PREFIX = "permitdesk.translation"


@implementer(IReviewedLanguages)
class ReviewedLanguages:
    """Read from the registry at each call, so that a change holds at once."""

    def __call__(self) -> tuple[str, ...]:
        registry = queryUtility(IRegistry)
        return (registry.get(f"{PREFIX}.reviewed_languages") if registry else None) or ()


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
