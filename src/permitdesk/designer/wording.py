"""Translations of a service that do not use the words on which the office has agreed."""

from collections.abc import Iterator

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import TRANSLATED_INTO
from permitdesk.core.memory import Memory
from permitdesk.designer.table import DEPARTS
from permitdesk.district import Term, glossary
from permitdesk.services import sources, unfinished
from permitdesk.services.findings import REMARK, Finding, Place
from permitdesk.translation import Entry, departures

FOUND = _(
    "designer_found_departures",
    default="${count} Übersetzungen benutzen ein vereinbartes Wort nicht (Glossar).",
)
MOST = 50_000  # texts remembered of a language
# By language and agreed words: of each German text with a translation whether it departs. A change
# is of one text; the others are not looked through again.
_seen = Memory(20)


def wording_findings(service) -> Iterator[Finding]:
    """A remark for each language in which some depart, as people see it."""
    agreed = glossary()
    for tag in TRANSLATED_INTO:
        count = len(departing(service, tag, agreed))
        if count:
            place = Place("language", tag, DEPARTS)
            yield Finding("glossary", REMARK, place, Message(FOUND, mapping={"count": count}))


def departing(service, tag: str, agreed: tuple[Term, ...]) -> frozenset[str]:
    """The keys of the texts whose finished translation departs from the agreed words."""
    definition, _problems = unfinished(service)
    german = sources(definition) if definition else {}
    pairs = {
        key: (german[key], text)
        for key, (_before, text) in service.labels.get(tag, {}).items()
        if text and german.get(key)
    }
    words = tuple((term.forms, term.words(tag)) for term in agreed)
    seen: dict[tuple[str, str], bool] = _seen.recall((tag, words), dict)
    new = [Entry(key, *pair) for key, pair in pairs.items() if pair not in seen]
    wrong = {each.key for each in departures(new, agreed, tag)}
    seen.update({(each.source, each.text): each.key in wrong for each in new})
    if len(seen) > MOST:
        _seen.forget()
    return frozenset(key for key, pair in pairs.items() if seen[pair])
