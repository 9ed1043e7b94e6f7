"""The guidance pages to which a question can belong, by their translation group."""

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.access import is_visitor
from permitdesk.core.languages import SOURCE
from permitdesk.guidance.published import is_copy


@provider(IVocabularyFactory)
def guidance_pages(context) -> SimpleVocabulary:
    """By their German titles, for editors drafts among them. The API tells everybody what is in a
    vocabulary, so it has what the current user may see."""
    catalog = getToolByName(getSite(), "portal_catalog")
    brains = catalog(
        portal_type="GuidancePage",
        Language=SOURCE,
        sort_on="sortable_title",
        show_inactive=not is_visitor(),
    )
    return SimpleVocabulary(
        [
            SimpleTerm(brain.TranslationGroup, brain.TranslationGroup, brain.Title or brain.getId)
            for brain in brains
            if brain.TranslationGroup and not is_copy(brain)
        ]
    )
