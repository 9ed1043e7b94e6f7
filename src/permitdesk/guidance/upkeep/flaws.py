"""What is to mend in a page, in words that say how."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from Acquisition import aq_base
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.plain_german import hard_to_read
from permitdesk.guidance.interfaces import IGuidancePage
from permitdesk.guidance.translating.texts import MARKUP, Field, fields_of, text_of
from permitdesk.guidance.upkeep.links import wrong_target, wrong_words
from permitdesk.guidance.upkeep.reading import Reading, read
from permitdesk.guidance.upkeep.targets import Targets
from permitdesk.services import published, service_by_id

LAW = "law"  # the section in which the official words stand
OLD = 365  # days after which somebody looks whether a content is still true

LINK, PICTURE, FILE = "link", "picture", "file"
WORDS, SOURCE_MISSING, HARD = "words", "source", "hard"
KINDS = {
    LINK: _("guidance_upkeep_links", default="Links, die nicht stimmen"),
    PICTURE: _("guidance_upkeep_pictures", default="Bilder ohne Beschreibung"),
    FILE: _("guidance_upkeep_files", default="Dateien, die nicht alle lesen können"),
    WORDS: _("guidance_upkeep_words", default="Links, die nicht sagen, wohin sie führen"),
    SOURCE_MISSING: _("guidance_upkeep_sources", default="Quelle und Stand"),
    HARD: _("guidance_upkeep_hard", default="Deutsch, das schwer zu lesen ist"),
}


@dataclass(frozen=True)
class Flaw:
    """``kind`` is one of KINDS; ``place`` the title of the text in which it stands, '' for the
    page as a whole."""

    kind: str
    place: Message | str
    message: Message


def flaws(page, targets: Targets, gone: Mapping[str, int], today: date) -> Iterator[Flaw]:
    """What is to mend in a page, as it stands in its texts. ``gone`` says which addresses outside
    answered that nothing is there (address → status)."""
    for field in fields_of(page):
        reading = reading_of(page, field)
        for link in reading.links:
            for message in wrong_words(link):
                yield Flaw(WORDS, field.title, message)
            message = wrong_target(link, page, targets, gone)
            if message is not None:
                yield Flaw(LINK, field.title, message)
        if page.language == SOURCE and field.name != LAW:
            for message in hard_to_read(reading.words):
                yield Flaw(HARD, field.title, message)
    yield from _of_page(page, today)


def reading_of(page, field: Field) -> Reading:
    """What a text of a page says and where it leads."""
    if field.kind != MARKUP:
        return Reading(text_of(page, field))
    value = getattr(aq_base(page), field.name, None)
    return read(value.raw) if value else Reading()


def _of_page(page, today: date) -> Iterator[Flaw]:
    """What is to mend in a guidance page as a whole; the German one says it for all."""
    if page.language != SOURCE or not IGuidancePage.providedBy(page):
        return
    if page.service and not _is_published(page.service):
        yield Flaw(
            LINK,
            IGuidancePage["service"].title,
            _said(
                _(
                    "guidance_upkeep_no_service",
                    default="Den Online-Dienst „${name}“ gibt es nicht, oder er ist nicht"
                    " veröffentlicht. Die Seite hat keinen Knopf.",
                ),
                name=page.service,
            ),
        )
    if page.role:  # imprint, privacy: the office's own words
        return
    if not page.source:
        yield Flaw(
            SOURCE_MISSING,
            IGuidancePage["source"].title,
            _("guidance_upkeep_no_source", default="Es steht nicht da, woher der Inhalt kommt."),
        )
    if page.as_of is None:
        yield Flaw(
            SOURCE_MISSING,
            IGuidancePage["as_of"].title,
            _("guidance_upkeep_no_day", default="Es steht nicht da, wann jemand geprüft hat."),
        )
    elif (today - page.as_of).days > OLD:
        yield Flaw(
            SOURCE_MISSING,
            IGuidancePage["as_of"].title,
            _(
                "guidance_upkeep_old",
                default="Seit über einem Jahr hat niemand den Inhalt geprüft.",
            ),
        )


def _is_published(name: str) -> bool:
    service = service_by_id(getSite(), name)
    return service is not None and published(service) is not None


def _said(message: Message, **mapping: object) -> Message:
    return Message(message, mapping=mapping)
