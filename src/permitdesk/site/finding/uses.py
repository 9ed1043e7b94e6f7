"""Where an official word is used: which published German pages and services have it."""

from collections.abc import Iterable

from zope.interface import implementer

from permitdesk.core.languages import SOURCE
from permitdesk.district.interfaces import IWordUse
from permitdesk.site.finding.published import findable
from permitdesk.site.finding.words import words

MOST = 50


@implementer(IWordUse)
class WordUse:
    """By the words of the search: spelling and marks make no difference, another word does."""

    def __init__(self, site) -> None:
        self.site = site

    def pages(self, forms: Iterable[str]) -> list[tuple[str, str]]:
        index, documents = findable(SOURCE)
        found = {
            hit.number
            for form in forms
            for hit in index.find(words(form), least=1)
            if not hit.similar
        }
        used = [documents[number] for number in sorted(found)][:MOST]
        return [(str(each.title), each.address) for each in used]
