"""A question with what was answered so far, as the widget that the theme draws."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from zope.component import queryUtility
from zope.i18n import translate

from permitdesk.core import _, in_words
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.texts import Shown, Text, listed
from permitdesk.intake.draft import KeptDocument
from permitdesk.services import asked_row_fields, holds, most_rows
from permitdesk.services.definition import Field, Option, Requirement, Revision
from permitdesk.theme import Choice, Later, UploadedFile, Widget

FEW = 8  # up to here all options are shown at once
# Whole sentences cannot be read in a closed list, and phones cut them off in an open one.
SENTENCE, FEW_SENTENCES = 60, 12
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
CARRIED = _(
    "intake_file_carried",
    default="Aus dem anderen Antrag Ihrer Familie. Prüfen Sie, ob das Dokument auch für diese"
    " Person gilt. Wenn nicht, entfernen Sie es.",
)
BY_LINK = _(
    "intake_file_by_link",
    default="Das hat jemand anderes mit Ihrem Code hochgeladen. Sehen Sie es sich vor dem Senden"
    " an.",
)
_LATIN = ("family-name", "given-names")


@dataclass(frozen=True)
class Page:
    """What a page is drawn from: all answers that count, and what is to be said about them.

    ``errors`` and ``warnings`` are by name as in the API, ready to be read.
    """

    revision: Revision
    language: str
    today: object
    answers: Mapping[str, object] = attribute(default_factory=dict)
    errors: Mapping[str, Sequence[Shown]] = attribute(default_factory=dict)
    warnings: Mapping[str, Sequence[Shown]] = attribute(default_factory=dict)

    def said(self, key: str) -> str | Text:
        """A text of the service; empty where it has none."""
        return self.revision.shown(key, self.language)


def draw(page: Page, field: Field, entered: Mapping[str, object], name: str = "") -> Widget:
    """The widget of one field; ``entered`` is what was read, or a row of it."""
    name = name or field.name
    value = entered.get(field.name)
    kind = _kind(field)
    common = {
        "kind": kind,
        "name": name,
        "title": page.said(field.key("title")) or field.title,
        "help": page.said(field.key("description")),
        "example": page.said(field.key("example")),
        "required": field.required,
        "error": listed(page.errors.get(name, ()), " "),
        "warning": listed(page.warnings.get(name, ()), " "),
        "autocomplete": field.autocomplete,
        "direction": "ltr" if field.mark in _LATIN else "",
    }
    if kind == "group":
        return _group(page, field, value, common)
    if kind in ("code-search", "multi-code-search"):
        query = str(entered.get(f"{field.name}.search") or "")
        choices = _codes(field, _chosen(value), page.language, query)
        return Widget(**common, choices=choices, query=query, searched=bool(query))
    if kind in ("radio", "select", "checkboxes"):
        chosen = _chosen(value)
        if field.code_list:
            choices = _codes(field, chosen, page.language)
        else:
            # An answer that is not offered any more stays to be seen, and to be changed.
            choices = [
                _option(page, field, option, option.value in chosen)
                for option in field.options
                if option.value in chosen or holds(option.condition, page.answers, page.today)
            ]
        return Widget(**common, value=value or "", choices=choices)
    return Widget(**common, value=shown(field, value, page.language))


def draw_upload(
    page: Page,
    requirement: Requirement,
    kept: Sequence[KeptDocument],
    name: str,
    unchecked: bool,
    later: Later | None = None,
    by_others: bool = False,
    has_link: bool = False,
) -> Widget:
    """The widget of one document, with the files that are there already.

    While it is ``unchecked``, what came from another application says so. ``has_link``: somebody
    else has a code for it.
    """
    many = requirement.max_files > 1
    came = any(each.by_link for each in kept)
    return Widget(
        kind="upload",
        name=name,
        title=page.said(requirement.key("title")) or requirement.title,
        help=page.said(requirement.key("description")),
        required=requirement.required,
        error=listed(page.errors.get(name, ()), " "),
        accept=",".join(requirement.formats),
        files=[
            UploadedFile(
                d.filename,
                in_words.size(d.size, page.language),
                d.pages,
                f"{name}.{d.id}.remove",
                _note(d, unchecked, page.language),
            )
            for d in kept
        ],
        # One file that can be replaced keeps its input; a full list has to lose one first.
        can_upload=not many or len(kept) < requirement.max_files,
        can_add=not many or len(kept) < requirement.max_files,
        later=later,
        link=f"{name}.link" if by_others else "",
        link_state="came" if came else "made" if has_link else "",
    )


def _note(document: KeptDocument, unchecked: bool, language: str) -> str:
    """What is to be thought of with a file."""
    notes = [BY_LINK] if document.by_link else []
    notes += [CARRIED] if document.carried and unchecked else []
    return " ".join(translate(each, target_language=language) for each in notes)


def shown(field: Field, value: object, language: str) -> object:
    """A value as it stands in its input."""
    if field.type in ("date", "partial-date"):
        return _parts(value, field.type == "partial-date")
    if field.type == "yes-no":
        return {True: "yes", False: "no"}.get(value, "") if isinstance(value, bool) else ""
    if value is None:
        return ""
    if field.type in ("number", "money"):
        return in_words.decimal(value, language)
    return str(value)


def _kind(field: Field) -> str:
    if field.type == "yes-no" and any(rule.kind == "true" for rule in field.rules):
        return "confirm"
    if field.type == "choice":
        long = any(len(str(option.title)) > SENTENCE for option in field.options)
        return "radio" if len(field.options) <= (FEW_SENTENCES if long else FEW) else "select"
    if field.type == "multi-choice":
        return "checkboxes"
    if field.code_list:
        code_list = queryUtility(ICodeList, name=field.code_list)
        many = code_list is None or code_list.searchable
        if field.type == "code-list":
            return "code-search" if many else "select"
        return "multi-code-search" if many else "checkboxes"
    return field.type


def _group(page: Page, group: Field, rows: object, common: dict[str, object]) -> Widget:
    rows = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    if not rows and group.required:
        rows = [{}]
    drawn = [
        [
            draw(page, field, row, f"{group.name}.{number}.{field.name}")
            for field in asked_row_fields(group, row, page.answers, page.today)
        ]
        for number, row in enumerate(rows)
    ]
    can_add = len(rows) < most_rows(group)
    return Widget(**common, rows=drawn, can_add=can_add)


def _option(page: Page, field: Field, option: Option, selected: bool) -> Choice:
    title = page.said(field.key(f"option.{option.value}")) or option.title
    return Choice(option.value, title, selected)


def _codes(
    field: Field, chosen: Sequence[str], language: str, query: str | None = None
) -> list[Choice]:
    """All codes of a short list; of a long one what is chosen and what a search found."""
    code_list = queryUtility(ICodeList, name=field.code_list)
    if code_list is None:
        return []
    if query is None:
        return [Choice(c.value, c.title, c.value in chosen) for c in code_list.codes(language)]
    kept = [Choice(each, code_list.title(each, language) or each, True) for each in chosen]
    found = code_list.search(query, language) if query else ()
    return kept + [Choice(c.value, c.title) for c in found if c.value not in chosen]


def _chosen(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _parts(value: object, partial: bool) -> dict[str, str]:
    """Day, month and year of a stored day, or of what was typed in its place.

    In a ``partial`` one, what is not known is left empty.
    """
    if not isinstance(value, str) or not value:
        return {}
    if match := _DAY.fullmatch(value):
        year, month, day = match.groups()
        unknown = ("00",) if partial else ()
        return {
            "day": "" if day in unknown else day,
            "month": "" if month in unknown else month,
            "year": year,
        }
    day, month, year = [*value.split("."), "", ""][:3]
    return {"day": day, "month": month, "year": year}
