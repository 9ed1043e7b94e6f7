"""The office's official words: typed in German, by ear, or in one's own language."""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.core.memory import Memory
from permitdesk.district import Term, glossary
from permitdesk.site.finding.index import Index
from permitdesk.site.finding.words import words

MOST = 3
_NEARLY = 0.7  # of the best: what fits much less is not what was asked for
_indexes = Memory(20)


@dataclass(frozen=True)
class Explained:
    """A German word, what it is called in the visitor's language and what it means, where the law
    has it."""

    german: str
    words: Sequence[str]
    meaning: str
    source: str


def explained(query: Sequence[str], language: str) -> list[Explained]:
    """The words that a query names, at most three, the best first."""
    terms = known(language)
    index = _indexes.recall(terms, lambda: _indexed(terms))
    hits = index.find(query, least=0.7)
    best = hits[0].score if hits else 0
    return [terms[hit.number][1] for hit in hits if hit.score >= _NEARLY * best][:MOST]


def known(language: str) -> tuple[tuple[tuple[str, ...], Explained], ...]:
    """All official words in their German order, each with its forms."""
    return tuple((each.forms, _explained(each, language)) for each in glossary())


def _explained(each: Term, language: str) -> Explained:
    meaning = each.meanings.get(language, "")
    return Explained(each.german, each.words(language), meaning, each.source)


def _indexed(terms: Sequence[tuple[tuple[str, ...], Explained]]) -> Index:
    documents = []
    for forms, term in terms:
        # A long name says less by each of its words than a short one.
        names = [words(name) for name in (*forms, *term.words)]
        weights: dict[str, int] = {}
        for name in names:
            for word in name:
                weights[word] = max(weights.get(word, 0), 12 // len(name))
        documents.append(weights)
    return Index(documents)
