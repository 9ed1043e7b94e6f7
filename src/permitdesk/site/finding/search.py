"""The public search of one language. Nothing that is typed is kept or logged."""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.site.finding.index import Hit
from permitdesk.site.finding.published import Found, findable
from permitdesk.site.finding.terms import Explained, explained
from permitdesk.site.finding.words import words

LONGEST, MOST_WORDS = 200, 8
LIMIT, SUGGESTED = 30, 6
_SAME_THING = 0.6  # how much another word for what was typed counts
_SERVICE = 1.3  # who can do something at once comes first


@dataclass(frozen=True)
class Result:
    """``similar``: nothing fits as it was typed, but something of that spelling or sound."""

    found: Sequence[Found] = ()
    terms: Sequence[Explained] = ()
    similar: bool = False


def search(query: str, language: str, limit: int = LIMIT) -> Result:
    """What fits, the best first, and the official words that the query names."""
    wanted = words(query[:LONGEST])[:MOST_WORDS]
    if not wanted:
        return Result()
    index, documents = findable(language)
    terms = explained(wanted, language)
    hits = {hit.number: hit for hit in index.find(wanted)}
    scores = {number: hit.score * hit.share for number, hit in hits.items()}
    # Who types the German word finds pages that say it in their language, and the other way round.
    for name in [name for term in terms[:1] for name in (term.german, *term.words)]:
        for hit in index.find(words(name), least=1):
            scores[hit.number] = max(scores.get(hit.number, 0), hit.score * _SAME_THING)
    best = sorted(scores, key=lambda number: (-scores[number] * _weight(documents[number]), number))
    return Result(
        [documents[number] for number in best[:limit]],
        terms,
        bool(hits) and all(_is_similar(hits.get(number)) for number in best[:limit]),
    )


def suggestions(query: str, language: str) -> Sequence[Found]:
    """The first few of what fits, while somebody types."""
    return search(query, language, SUGGESTED).found


def _weight(found: Found) -> float:
    return _SERVICE if found.kind == "service" else 1.0


def _is_similar(hit: Hit | None) -> bool:
    return hit is None or hit.similar
