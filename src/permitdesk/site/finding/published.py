"""What can be found in a language: what editors have published, and the services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern

from plone import api
from plone.indexer.interfaces import IIndexer
from zope.component import queryMultiAdapter

from permitdesk.core.memory import Memory
from permitdesk.core.texts import Shown
from permitdesk.guidance import ServiceLink, in_force_in, remembered, service_links
from permitdesk.site.finding.index import Index
from permitdesk.site.finding.words import words

TYPES = (
    "GuidancePage",
    "FrequentQuestion",
    "Flyer",
    "Topic",
    "Notice",
    "NewsEntry",
    "Document",
)
_TITLE, _SUMMARY, _WHO, _TEXT = 8, 4, 2, 1  # how much a word weighs where it stands
# 5,000 texts of 150 words: 6 MB, as the words themselves are shared.
_words = Memory(10_000)
# One for each language, and little more: of 600 such texts an index takes about 10 MB.
_indexes = Memory(10)


@dataclass(frozen=True)
class Found:
    """``kind`` is ``service``, ``paper`` or a portal type."""

    kind: str
    title: Shown
    address: str
    summary: Shown


@dataclass(frozen=True)
class Source:
    """A published object as the catalogue knows it; ``changed`` is when it was changed last."""

    id: str
    path: str
    changed: float
    found: Found


def findable(language: str) -> tuple[Index, Sequence[Found]]:
    """The index of a language and its documents, made anew only where something has changed.

    Only what is published, in effect and in that language; whoever asks.
    """
    services, sources = tuple(service_links(language)), _sources(language)
    return _indexes.recall((services, sources), lambda: _indexed(services, sources))


@remembered
def _sources(language: str) -> tuple[Source, ...]:
    return tuple(
        Source(
            brain.UID,
            brain.getPath(),
            float(brain.modified),
            Found(brain.portal_type, brain.Title, brain.getURL(), brain.Description),
        )
        for brain in in_force_in(language, TYPES)
    )


def _indexed(
    services: Sequence[ServiceLink], sources: Sequence[Source]
) -> tuple[Index, Sequence[Found]]:
    documents = [
        *(_weights(link.title, link.summary, link.who) for link in services),
        *(_weights(each.found.title, each.found.summary, text=_text(each)) for each in sources),
    ]
    offered = [
        Found("service" if link.online else "paper", link.title, link.address, link.summary)
        for link in services
    ]
    return Index(documents), [*offered, *(each.found for each in sources)]


def _weights(title: Shown, summary: Shown, who: Shown = "", text=()) -> Mapping[str, int]:
    found = dict.fromkeys(text, _TEXT)
    for part, weight in ((who, _WHO), (summary, _SUMMARY), (title, _TITLE)):
        found.update(dict.fromkeys(map(intern, words(str(part))), weight))
    return found


def _text(source: Source) -> tuple[str, ...]:
    """The words of its text, as the catalogue would index it: read once for each change."""

    def read() -> tuple[str, ...]:
        catalog = api.portal.get_tool("portal_catalog")
        content = api.portal.get().unrestrictedTraverse(source.path, None)
        indexer = queryMultiAdapter((content, catalog), IIndexer, name="SearchableText")
        text = indexer() if indexer is not None else ""
        return tuple(dict.fromkeys(map(intern, words(text or ""))))

    return _words.recall((source.id, source.path, source.changed), read)
