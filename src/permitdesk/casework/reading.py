"""An application as staff read it: German labels and code titles, whatever language it came in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zope.component.hooks import getSite

from permitdesk import services
from permitdesk.casework.application import Document
from permitdesk.casework.later import Asked
from permitdesk.casework.papers import Readable
from permitdesk.core import _
from permitdesk.core.languages import SOURCE, in_german
from permitdesk.core.texts import Text, german
from permitdesk.services.definition import Field, Requirement, Revision


@dataclass(frozen=True)
class Line:
    """A question in German and its answers, one a line; free text stands as it was written."""

    name: str
    question: str
    values: tuple[str, ...]
    rows: tuple["Row", ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of a group."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    title: str
    lines: tuple[Line, ...]


def revision_of(case) -> Revision | None:
    """The revision that was answered; None when its service is gone."""
    form = case.application.evidence.get("form")
    if form:  # a stock form has no revisions: the case keeps what it asked
        return services.revision_of_form(form)
    service = services.service_by_id(getSite(), case.service)
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
                lines.extend(_lines(revision, field, answers[field.name]))
        if lines:
            sections.append(Section(step.title, tuple(lines)))
    rest = tuple(
        Line(name, name, (str(value),)) for name, value in answers.items() if name not in known
    )
    return (
        [*sections, Section(german(_("casework_other_answers", default="Weitere Angaben")), rest)]
        if rest
        else sections
    )


def flat(lines: Iterable[Line]) -> Iterator[Line]:
    """The same with the lines of rows one after the other, each question with its row's title."""
    for line in lines:
        if not line.rows:
            yield line
        for row in line.rows:
            for each in row.lines:
                yield replace(each, question=f"{row.title}: {each.question}")


def requirement_of(revision: Revision | None, id_: str) -> str:
    """The German title of a document requirement; its id where that is unknown."""
    requirements: Sequence[Requirement] = revision.definition.requirements if revision else ()
    return next((each.title for each in requirements if each.id == id_), id_)


def missing_of(revision: Revision | None, name: str) -> str:
    """The German title of a question or document by its name in errors, ``group.0.field`` too."""
    parts = name.split(".")
    if parts[0] == "documents":
        return requirement_of(revision, parts[-1])
    field = revision.definition.field(parts[0]) if revision else None
    if field is None or len(parts) < 3:
        return field.title if field else name
    column = next((each.title for each in field.fields if each.name == parts[2]), parts[2])
    return f"{field.title} {int(parts[1]) + 1}: {column}"


def language_name(tag: str) -> str:
    """The name of a language in German."""
    return in_german(tag)


def _lines(revision: Revision, field: Field, answer: object) -> list[Line]:
    if answer is None or answer in ("", []):
        return []
    if field.type != "group" or not isinstance(answer, list):
        return [
            Line(field.name, field.title, services.values_shown(revision, field, answer, SOURCE))
        ]
    rows = tuple(
        Row(
            f"{field.title} {number + 1}",
            tuple(
                Line(
                    f"{field.name}.{number}.{each.name}",
                    each.title,
                    services.values_shown(revision, each, row[each.name], SOURCE),
                )
                for each in field.fields
                if row.get(each.name) not in (None, "", [])
            ),
        )
        for number, row in enumerate(answer)
    )
    return [Line(field.name, field.title, (), rows)]


def title_of(case, document: Document | Readable, german: str) -> str:
    """What a document is for, in German; ``german`` is the title of its requirement."""
    asked = getattr(document, "asked", "")
    found = next((each for each in case.later.of(Asked) if asked and each.key == asked), None)
    return found.title if found is not None and found.title else german


def birth_date(case) -> str:
    """The answer to the check question, an ISO day with 00 for what is unknown; empty where the
    application does not say it, as many messages."""
    revision = revision_of(case)
    field = revision.definition.marked("birth-date") if revision else None
    answer = case.application.answers.get(field.name) if field else None
    return answer if isinstance(answer, str) else ""


def service_title(case, language: str) -> str | Text:
    """What the service is called; its id when it is gone."""
    form, revision = case.application.evidence.get("form"), revision_of(case)
    if form:
        return Text(form["title"], SOURCE) if language != SOURCE else form["title"]
    return (revision.shown("service.title", language) if revision else "") or case.service
