"""What somebody found in a service while it is worked on: what, how grave, and where.

One kind of finding for all checks, whoever makes them. Where one stands is a place, which a page
turns into an address; what it says is a message, which a page says in the reader's language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE, known
from permitdesk.core.texts import say

BLOCKS, MEND, REMARK = "blocks", "mend", "remark"
SEVERITIES = (BLOCKS, MEND, REMARK)


@dataclass(frozen=True)
class Place:
    """Where in a service: ``kind`` is one of PLACES, ``name`` what it is called in the definition.

    ``part`` is the value of an option, the number of a rule (from 1), the part of a text, or of a
    language the state of the texts that it is about.
    ``title`` is what staff call it, ``part_title`` the option; empty where they have no title.
    """

    kind: str = "service"
    name: str = ""
    part: str = ""
    title: str = ""
    part_title: str = ""


@dataclass(frozen=True)
class Finding:
    """``kind`` names the check for machines; ``severity`` is one of SEVERITIES."""

    kind: str
    severity: str
    place: Place
    message: Message | str

    def said(self, language: str = SOURCE) -> str:
        """The place and what was found there, in one line."""
        where = place_in_words(self.place, language)
        words = self.words(language)
        return f"{where}: {words}" if where else words

    def words(self, language: str = SOURCE) -> str:
        """What was found there; what is filled in is in the same language."""
        return str(say(self.message, language))


PLACES = {
    "step": _("services_place_step", default="Abschnitt „${name}“"),
    "field": _("services_place_field", default="Frage „${name}“"),
    "option": _("services_place_option", default="Antwort „${part}“ der Frage „${name}“"),
    "document": _("services_place_document", default="Unterlage „${name}“"),
    "hint": _("services_place_hint", default="Hinweis „${name}“"),
    "prerequisite": _("services_place_prerequisite", default="Voraussetzung „${name}“"),
    "value": _("services_place_value", default="Abgeleiteter Wert „${name}“"),
    "fee": _("services_place_fee", default="Regel für die Gebühr „${name}“"),
    "text": _("services_place_text", default="Text „${name}“"),
    "language": _("services_place_language", default="Sprache ${name}"),
    "address": _("services_place_address", default="Adresse (${name})"),
    "example": _("services_place_example", default="Beispiel „${name}“"),
    "service": "",
}
# What stands above a service's own texts where people read them.
TEXTS = {
    "title": _("designer_text_title", default="Titel"),
    "summary": _("designer_text_summary", default="Kurz gesagt"),
    "need": _("intake_start_need", default="Das brauchen Sie"),
    "result": _("intake_start_result", default="Das bekommen Sie"),
    "duration": _("intake_start_duration", default="So lange dauert es"),
    "cost": _("intake_start_cost", default="Das kostet es"),
    "who": _("intake_start_who", default="Ist das für Sie richtig?"),
    "other_ways": _("intake_start_other_ways", default="Andere Wege"),
    "next": _("intake_receipt_next", default="Wie es weitergeht"),
    "receipt": _("designer_letter_receipt", default="Was die Bestätigung bedeutet"),
    "send": _("designer_text_send", default="Was man beim Abschicken auf Papier beachten muss"),
    "privacy": _("intake_start_privacy", default="Ihre Daten"),
}


def place_in_words(place: Place, language: str = SOURCE) -> str:
    """What staff call a place; empty for the service as a whole."""
    message = PLACES[place.kind]
    if not message:
        return ""
    name = place.title.strip() or place.name
    if place.kind in ("language", "address"):
        name = known(place.name).native_name
    elif place.kind == "text" and place.name in TEXTS:
        name = translate(TEXTS[place.name], target_language=language)
    mapping = {"name": name, "part": place.part_title or place.part}
    return translate(Message(message, mapping=mapping), target_language=language)


def blocking(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that stand in the way of publishing."""
    return tuple(each for each in findings if each.severity == BLOCKS)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each once, the grave ones first, otherwise as they came."""
    once = {(each, repr(getattr(each.message, "mapping", None))): each for each in findings}
    return tuple(sorted(once.values(), key=lambda each: SEVERITIES.index(each.severity)))


def titled(finding: Finding, titles: Mapping[tuple[str, str], str]) -> Finding:
    """The same with what staff call its place: ``titles`` by kind and name, ``name.value`` of an
    option."""
    place = finding.place
    kind = "field" if place.kind == "option" else place.kind
    title = place.title or titles.get((kind, place.name), "")
    part = titles.get(("option", f"{place.name}.{place.part}"), "") if place.part else ""
    return replace(finding, place=replace(place, title=title, part_title=part))
