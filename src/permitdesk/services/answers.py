"""Checks what a person answered against a revision: errors and warnings.

Keys of errors are field names, ``group.0.field`` within a group, ``documents.<id>``.
Messages are i18n Messages, or texts where the service has its own; the caller says them
(``core.texts.say``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import Text
from permitdesk.services import rules
from permitdesk.services.announced import Announced, later_errors
from permitdesk.services.asked import asked_row_fields, considered, required_documents
from permitdesk.services.clean import MAX_DEPTH, composed
from permitdesk.services.conditions import is_empty
from permitdesk.services.definition import Field, Requirement, Revision, Rule
from permitdesk.services.values import unreadable, value_errors

Messages = dict[str, list[str | Text]]

MAX_ROWS = 20
# All texts of an application together; the longest honest one is far below.
MAX_CHARACTERS = 100_000


def check_answers(
    revision: Revision,
    answers: Mapping[str, object],
    fields: Iterable[Field | str] | None,
    language: str,
    today: date,
    complete: bool = True,
) -> Messages:
    """What is wrong with the answers to these fields; empty when nothing is.

    With ``complete`` False an open question is no error: what came on paper has gaps.

    With ``fields`` None everything is checked, and unknown names are errors too. Conditions see
    all answers. An answer to a field that is not asked is an error: before checking what a person
    typed into a page, leave those out with ``relevant_answers``.
    """
    return _Check(revision, composed(answers), language, today, "error", complete).run(fields)


def warnings_for(
    revision: Revision,
    answers: Mapping[str, object],
    fields: Iterable[Field | str] | None,
    language: str,
    today: date,
) -> Messages:
    """What looks doubtful and does not block: the rules whose severity is ``warning``."""
    return _Check(revision, composed(answers), language, today, "warning").run(fields)


def check_documents(
    revision: Revision,
    answers: Mapping[str, object],
    counts: Mapping[str, int],
    today: date,
    complete: bool = True,
    later: Mapping[str, Announced] | None = None,
) -> Messages:
    """What is wrong with the documents, given how many there are for each requirement, and which
    of them are announced to come later; without ``complete`` none has to be there."""
    definition = revision.definition
    needed = {each.id: each for each in required_documents(definition, answers, today)}
    known = {each.id for each in definition.requirements}
    found: Messages = {}
    for name, count in counts.items():
        message = _document_error(name, count, needed, known)
        if message:
            found[f"documents.{name}"] = [message]
    later = later or {}
    for name, announced in later.items():
        message = _document_error(name, 0, needed, known)
        messages = [message] if message else later_errors(announced, needed[name], counts, today)
        if messages:
            found.setdefault(f"documents.{name}", messages)
    for each in needed.values():
        if complete and each.required and not counts.get(each.id) and each.id not in later:
            found[f"documents.{each.id}"] = [
                _("services_error_document_missing", default="Diese Unterlage fehlt noch.")
            ]
    return found


def most_rows(group: Field) -> int:
    """How many rows a group may have."""
    return group.max_rows or MAX_ROWS


def _characters(value: object, depth: int = 0) -> int:
    if isinstance(value, str):
        return len(value)
    if depth >= MAX_DEPTH:
        return 0
    if isinstance(value, Mapping):
        return sum(_characters(each, depth + 1) for each in value.values())
    if isinstance(value, list):
        return sum(_characters(each, depth + 1) for each in value)
    return 0


def _not_asked() -> Message:
    return _(
        "services_error_not_asked",
        default="Nach Ihren anderen Antworten wird das hier nicht gefragt."
        " Bitte lassen Sie es weg.",
    )


def _document_error(
    name: str, count: int, needed: Mapping[str, Requirement], known: set[str]
) -> Message | None:
    if name not in known:
        return _("services_error_document_unknown", default="Diese Unterlage gibt es hier nicht.")
    if name not in needed:
        return _not_asked()
    if count > needed[name].max_files:
        return _(
            "services_error_document_count",
            default="Hier sind höchstens ${limit} Dateien möglich. Fassen Sie Seiten in einer Datei"
            " zusammen.",
            mapping={"limit": needed[name].max_files},
        )
    return None


@dataclass
class _Check:
    revision: Revision
    answers: Mapping[str, object]
    language: str
    today: date
    severity: str
    complete: bool = True
    found: Messages = attribute(default_factory=dict)

    def run(self, fields: Iterable[Field | str] | None) -> Messages:
        seen = considered(self.revision.definition, self.answers, self.today)
        known = {field.name: field for field in self.revision.definition.fields()}
        if fields is None:
            self._unknown(self.answers, known, "")
            if _characters(self.answers) > MAX_CHARACTERS:
                self._add(
                    "",
                    _(
                        "services_error_all_too_long",
                        default="Das ist zu viel Text. Kürzen Sie ihn.",
                    ),
                )
        chosen = known.values() if fields is None else map(self._named(known), fields)
        for field in chosen:
            self._field(field, field.name, self.answers, seen, seen.is_asked(field.name))
        return self.found

    @staticmethod
    def _named(known: Mapping[str, Field]):
        return lambda field: known[field] if isinstance(field, str) else field

    def _add(self, key: str, message: str | Text) -> None:
        self.found.setdefault(key, []).append(message)

    def _unknown(self, answers: Mapping, known: Mapping[str, Field], prefix: str) -> None:
        for name in answers:
            if self.severity == "error" and (
                name not in known or known[name].type == "explanation"
            ):
                # A name of any length or script must not be echoed into logs or pages.
                self._add(
                    prefix + str(name)[:80],
                    _("services_error_unknown", default="Diese Frage gibt es hier nicht."),
                )

    def _field(self, field: Field, key: str, answers: Mapping, seen: Mapping, asked: bool) -> None:
        """Check one field; ``answers`` holds its answer, ``seen`` what rules and options see."""
        if field.type == "explanation":
            return
        answer = answers.get(field.name)
        if not asked:
            if not is_empty(answer) and self.severity == "error":
                self._add(key, _not_asked())
            return
        if is_empty(answer):
            self._open(field, key, seen)
        elif field.type == "group":
            self._group(field, key, answer, seen)
        else:
            wrong = value_errors(field, answer, seen, self.today)
            if self.severity == "error":
                for message in wrong:
                    self._add(key, message)
            if not wrong:
                self._rules(field, key, answer, seen)

    def _open(self, field: Field, key: str, seen: Mapping) -> None:
        if not self.complete:
            return
        if field.required and self.severity == "error":
            self._add(key, _required(field))
        for position, rule in enumerate(field.rules):
            if rule.kind == "one_of" and rule.severity == self.severity:
                message = rules.one_of_broken(rule, field.name, seen)
                if message:
                    self._add(key, self._said(field, position, rule, message))

    def _rules(self, field: Field, key: str, answer: object, seen: Mapping) -> None:
        for position, rule in enumerate(field.rules):
            if rule.severity == self.severity:
                message = rules.broken(rule, answer, seen, self.today)
                if message:
                    self._add(key, self._said(field, position, rule, message))
                    return

    def _said(self, field: Field, position: int, rule: Rule, message: Message) -> str | Text:
        """The rule's own message in the person's language, or the general one."""
        if not rule.message:
            return message
        return self.revision.shown(field.key(f"rule.{position + 1}"), self.language)

    def _group(self, group: Field, key: str, rows: object, seen: Mapping) -> None:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            if self.severity == "error":
                self._add(key, unreadable())
            return
        limit = most_rows(group)
        if len(rows) > limit:
            if self.severity == "error":
                self._add(
                    key,
                    _(
                        "services_error_rows",
                        default="Hier sind höchstens ${limit} Einträge möglich.",
                        mapping={"limit": limit},
                    ),
                )
            return
        for position, rule in enumerate(group.rules):
            message = rules.rows_broken(rule, rows) if rule.severity == self.severity else None
            if message:
                self._add(key, self._said(group, position, rule, message))
        columns = {field.name: field for field in group.fields}
        for number_, row in enumerate(rows):
            prefix = f"{key}.{number_}."
            self._unknown(row, columns, prefix)
            asked = {each.name for each in asked_row_fields(group, row, seen, self.today)}
            row_seen = {**seen, **{name: value for name, value in row.items() if name in asked}}
            for field in group.fields:
                self._field(field, prefix + field.name, row, row_seen, field.name in asked)


def _required(field: Field) -> Message:
    match field.type:
        case "choice" | "code-list":
            return _("services_error_required_choice", default="Wählen Sie eine Antwort aus.")
        case "multi-choice" | "multi-code-list":
            return _(
                "services_error_required_choices", default="Wählen Sie mindestens eine Antwort aus."
            )
        case "yes-no":
            if any(rule.kind == "true" for rule in field.rules):
                return _("services_error_must_agree", default="Bitte bestätigen Sie das.")
            return _("services_error_yes_no", default="Wählen Sie „Ja“ oder „Nein“.")
        case "date" | "partial-date":
            return _("services_error_required_date", default="Geben Sie hier ein Datum ein.")
        case "group":
            return _(
                "services_error_required_row", default="Fügen Sie mindestens einen Eintrag hinzu."
            )
    return _("services_error_required", default="Bitte füllen Sie dieses Feld aus.")
