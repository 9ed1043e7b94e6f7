"""Outcomes and how they differ, in plain words."""

from collections.abc import Iterable, Mapping, Sequence

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, say
from permitdesk.designer.trying.differences import ADDED, CHANGED, MOVED, REMOVED, Difference
from permitdesk.services.definition import Revision

_SAID = {
    ("question", ADDED): _(
        "designer_differs_question_added", default="Neu gefragt wird: „${title}“"
    ),
    ("question", REMOVED): _(
        "designer_differs_question_removed", default="Nicht mehr gefragt wird: „${title}“"
    ),
    ("question", MOVED): _(
        "designer_differs_question_moved",
        default="Die Fragen kommen in anderer Reihenfolge. Die erste, die anders steht: „${title}“",
    ),
    ("document", ADDED): _(
        "designer_differs_document_added", default="Neu verlangt wird die Unterlage „${title}“"
    ),
    ("document", REMOVED): _(
        "designer_differs_document_removed",
        default="Nicht mehr verlangt wird die Unterlage „${title}“",
    ),
    ("hint", ADDED): _(
        "designer_differs_hint_added", default="Neu erscheint der Hinweis „${title}“"
    ),
    ("hint", REMOVED): _(
        "designer_differs_hint_removed", default="Nicht mehr erscheint der Hinweis „${title}“"
    ),
    ("prerequisite", ADDED): _(
        "designer_differs_prerequisite_added",
        default="Neu erscheint die Voraussetzung „${title}“: ${after}",
    ),
    ("prerequisite", REMOVED): _(
        "designer_differs_prerequisite_removed",
        default="Nicht mehr erscheint die Voraussetzung „${title}“",
    ),
    ("prerequisite", CHANGED): _(
        "designer_differs_prerequisite_changed",
        default="Voraussetzung „${title}“: vorher „${before}“, jetzt „${after}“",
    ),
    ("error", ADDED): _(
        "designer_differs_error_added", default="Neuer Fehler bei „${title}“: ${after}"
    ),
    ("error", REMOVED): _(
        "designer_differs_error_removed", default="Kein Fehler mehr bei „${title}“"
    ),
    ("error", CHANGED): _(
        "designer_differs_error_changed",
        default="Andere Fehlermeldung bei „${title}“: vorher „${before}“, jetzt „${after}“",
    ),
    ("letter", ADDED): _(
        "designer_differs_letter_added", default="Neu auf der Eingangsbestätigung: „${title}“"
    ),
    ("letter", REMOVED): _(
        "designer_differs_letter_removed",
        default="Nicht mehr auf der Eingangsbestätigung: „${title}“",
    ),
    ("letter", CHANGED): _(
        "designer_differs_letter_changed",
        default="Anderer Text auf der Eingangsbestätigung: „${title}“",
    ),
    ("fee", CHANGED): _(
        "designer_differs_fee", default="Gebühr: vorher „${before}“, jetzt „${after}“"
    ),
    ("desk", CHANGED): _(
        "designer_differs_desk", default="Ordner: vorher „${before}“, jetzt „${after}“"
    ),
}
_STOPPED = _(
    "designer_differs_stopped", default="Mit diesen Antworten kann niemand mehr einen Antrag senden"
)
_GOES_ON = _(
    "designer_differs_goes_on", default="Mit diesen Antworten kann man jetzt einen Antrag senden"
)
NO_FEE = _("designer_outcome_no_fee", default="keine Angabe")
STATES = {
    "met": _("intake_prerequisite_met", default="Nach Ihren Angaben erfüllt"),
    "missing": _("intake_prerequisite_missing", default="Fehlt wahrscheinlich noch"),
    "unseen": _("intake_prerequisite_unseen", default="Können wir hier nicht sehen"),
}
LETTERS = {
    "service.title": _("designer_letter_title", default="Name des Dienstes"),
    "service.next": _("designer_letter_next", default="Wie es weitergeht"),
    "service.receipt": _("designer_letter_receipt", default="Was die Bestätigung bedeutet"),
}
DOCUMENTS = _("intake_check_documents", default="Ihre Unterlagen")


class Titles:
    """What questions, documents and hints are called, by name: in the first of the revisions that
    knows them, for what is gone from the working state too."""

    def __init__(self, revisions: Iterable[Revision | None], language: str) -> None:
        self.revisions = [each for each in revisions if each is not None]
        self.language = language

    def of(self, part: str, name: str) -> Shown:
        if part == "letter":
            return say(LETTERS.get(name, name), self.language)
        if part in ("question", "error"):
            return self.question(name)
        kind = {"document": "requirement"}.get(part, part)
        return self._text(f"{kind}.{name}.title") or name

    def question(self, name: str) -> Shown:
        """A question, or a document whose error it is; in a row with the row's number."""
        parts = name.split(".")
        if name == "documents":
            return say(DOCUMENTS, self.language)
        if parts[0] == "documents" and len(parts) == 2:
            return self._text(f"requirement.{parts[1]}.title") or parts[1]
        title = str(self._text(f"field.{parts[-1]}.title") or name).rstrip(":?؟ ")
        return f"{title} ({int(parts[1]) + 1})" if len(parts) == 3 else title

    def _text(self, key: str) -> str:
        """Plain, in German where it is not translated: it stands within a sentence."""
        for revision in self.revisions:
            if revision.sources.get(key):
                return str(revision.shown(key, self.language))
        return ""


def said(found: Sequence[Difference], titles: Titles) -> list[str]:
    """Each difference as a line."""
    return [str(say(in_words(each, titles), titles.language)) for each in found]


def in_words(difference: Difference, titles: Titles) -> Message:
    """A difference as a message; what is filled in is in the language of the titles."""
    if difference.part == "stopped":
        return _STOPPED if difference.after else _GOES_ON
    language = titles.language
    mapping = {
        "title": titles.of(difference.part, difference.name) if difference.name else "",
        "before": _value(difference.part, difference.before, language),
        "after": _value(difference.part, difference.after, language),
    }
    return Message(_SAID[difference.part, difference.kind], mapping=mapping)


def _value(part: str, value: object, language: str = SOURCE) -> Shown:
    if part == "prerequisite" and value in STATES:
        return say(STATES[value], language)
    if value in (None, "", {}):
        return say(NO_FEE, language)
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    if isinstance(value, Mapping):
        return str(value.get("summary") or "")
    return str(value)
