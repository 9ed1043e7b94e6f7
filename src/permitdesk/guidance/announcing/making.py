"""A notice for everybody: made, published and ended in all its languages at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from DateTime import DateTime
from plone import api
from plone.base.interfaces import ILanguage
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent

from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.guidance.translating.translations import save, translations
from permitdesk.translation import TRANSLATED, Entry, wrong


@dataclass(frozen=True)
class Wanted:
    """``texts`` are title and text by language, the German ones among them; moments are aware.
    Without ``begins`` it begins at once."""

    texts: Mapping[str, tuple[str, str]]
    kind: str
    places: frozenset[str]
    begins: datetime | None
    ends: datetime


def wrong_in(wanted: Wanted) -> dict[tuple[str, str], list[Message]]:
    """What is wrong with the texts, by language and ``title`` or ``text``."""
    source = dict(zip(("title", "text"), wanted.texts[SOURCE], strict=True))
    return {
        (tag, name): said
        for tag, pair in wanted.texts.items()
        for name, text in zip(("title", "text"), pair, strict=True)
        if (said := wrong(source[name], text))
    }


def make(wanted: Wanted):
    """Make and publish it as the current user; returns the German object.

    Raises ``Unauthorized``.
    """
    title, text = wanted.texts[SOURCE]
    german = api.content.create(
        api.portal.get()[SOURCE], "Notice", title=title, text=text, safe_id=True
    )
    ILanguage(german).set_language(SOURCE)
    german.kind, german.places = wanted.kind, set(wanted.places)
    german.effective_date = DateTime(wanted.begins or clock.now())
    german.expiration_date = DateTime(wanted.ends)
    german.reindexObject()
    notices = [german]
    for tag, words in wanted.texts.items():
        if tag != SOURCE:
            notices.append(_translate(german, tag, words))
    for notice in notices:
        api.content.transition(notice, "publish")
    notify(ObjectModifiedEvent(german))
    return german


def end(german) -> None:
    """From now on it is shown nowhere."""
    german.expiration_date = DateTime(clock.now())
    german.reindexObject()
    notify(ObjectModifiedEvent(german))


def _translate(german, tag: str, words: tuple[str, str]):
    save(
        german,
        tag,
        [
            Entry(key=name, source=source, text=text, state=TRANSLATED)
            for name, source, text in zip(
                ("title", "text"), (german.title, german.text), words, strict=True
            )
        ],
    )
    return translations(german)[tag]
