"""An application as staff read it: German labels and code titles, whatever language it came in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.i18n import translate

from permitdesk import services
from permitdesk.core import _
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.languages import SOURCE
from permitdesk.services.definition import Field, Requirement, Revision


@dataclass(frozen=True)
class Line:
    """A question in German and its answers, one a line; free text stands as it was written."""

    name: str
    question: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]


def revision_of(case) -> Revision | None:
    """The revision that was answered; None when its service is gone."""
    service = services.services_folder(getSite()).get(case.service)
    if service is None:
        return None
    try:
        return services.revision(service, case.application.revision)
    except KeyError:
        return None


def read(revision: Revision | None, answers: Mapping[str, object]) -> list[Section]:
    """Every answer there is, by step; what the revision does not know comes last, as it is."""
    sections, known = [], set()
    for step in revision.definition.steps if revision else ():
        lines: list[Line] = []
        for field in step.fields:
            if field.name in answers:
                known.add(field.name)
                lines.extend(_lines(field, answers[field.name]))
        if lines:
            sections.append(Section(step.title, tuple(lines)))
    rest = tuple(
        Line(name, name, (str(value),)) for name, value in answers.items() if name not in known
    )
    return (
        [*sections, Section(_german(_("casework_other_answers", default="Weitere Angaben")), rest)]
        if rest
        else sections
    )


def requirement_of(revision: Revision | None, id_: str) -> str:
    """The German title of a document requirement; its id where that is unknown."""
    requirements: Sequence[Requirement] = revision.definition.requirements if revision else ()
    return next((each.title for each in requirements if each.id == id_), id_)


def language_name(tag: str) -> str:
    """The name of a language in German."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(SOURCE) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def day(value: str) -> str:
    """An ISO date, perhaps with unknown parts, in German."""
    try:
        year, month, number = (int(part) for part in value.split("-"))
        if not month:
            unknown = _("casework_only_year", default="Tag und Monat unbekannt")
            return f"{year} ({_german(unknown)})"
        if not number:
            unknown = _("casework_only_month", default="Tag unbekannt")
            return f"{format_date(date(year, month, 1), 'LLLL y', SOURCE)} ({_german(unknown)})"
        return format_date(date(year, month, number), "d. MMMM y", SOURCE)
    except ValueError:
        return value


def _lines(field: Field, answer: object) -> list[Line]:
    if answer is None or answer in ("", []):
        return []
    if field.type != "group" or not isinstance(answer, list):
        return [Line(field.name, field.title, _values(field, answer))]
    return [
        Line(
            f"{field.name}.{number}.{each.name}",
            f"{field.title} {number + 1}: {each.title}",
            _values(each, row[each.name]),
        )
        for number, row in enumerate(answer)
        for each in field.fields
        if row.get(each.name) not in (None, "", [])
    ]


def _values(field: Field, answer: object) -> tuple[str, ...]:
    if isinstance(answer, list):
        return tuple(_value(field, each) for each in answer)
    return (_value(field, answer),)


def _value(field: Field, answer: object) -> str:
    if isinstance(answer, bool):
        yes, no = _("casework_yes", default="Ja"), _("casework_no", default="Nein")
        return _german(yes if answer else no)
    text = str(answer)
    if field.type in ("choice", "multi-choice"):
        return next((o.title for o in field.options if o.value == text), text)
    if field.type in ("code-list", "multi-code-list"):
        codes = queryUtility(ICodeList, name=field.code_list)
        return (codes.title(text, SOURCE) if codes else None) or text
    if field.type in ("date", "partial-date"):
        return day(text)
    if field.type == "money":
        return format_currency(text, "EUR", locale=SOURCE)
    return text


def _german(message) -> str:
    return translate(message, target_language=SOURCE)
