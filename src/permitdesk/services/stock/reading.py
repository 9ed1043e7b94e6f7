"""Reads a stock form's XML into a definition, so that what it asked can be shown with its case."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

from plone.supermodel import loadString
from plone.supermodel.interfaces import FIELDSETS_KEY, IFieldNameExtractor
from zope.schema import getFieldsInOrder

from permitdesk.services.definition import Definition, Field, Option, Requirement, Revision, Step
from permitdesk.services.labels import sources
from permitdesk.services.stock.form import FIELDS, FIELDS_ALLOWED
from permitdesk.services.xml import screened


@lru_cache(maxsize=50)
def definition_of(source: str, title: str = "") -> Definition:
    """What a stock form asks: one step for its loose fields, one for each of its fieldsets.

    Raises ``UnsafeModelError`` for XML that a stock form could not hold.
    """
    schema = loadString(screened(source, FIELDS_ALLOWED)).schema
    fields = dict(getFieldsInOrder(schema))
    fieldsets = schema.queryTaggedValue(FIELDSETS_KEY, [])
    placed = {name for each in fieldsets for name in each.fields}
    steps, requirements = [], []
    parts = [("form", title, [name for name in fields if name not in placed])]
    parts += [(each.__name__, str(each.label or title), each.fields) for each in fieldsets]
    for name, label, names in parts:
        asked = [fields[each] for each in names if each in fields]
        requirements += [_requirement(each, name) for each in asked if _kind(each) == "document"]
        questions = tuple(_field(each) for each in asked if _kind(each) != "document")
        if questions:
            steps.append(Step(name=name, title=label, fields=questions))
    return Definition(steps=tuple(steps), requirements=tuple(requirements), texts={"title": title})


def revision_of_form(form: Mapping) -> Revision:
    """The definition of a form as it was when somebody sent it.

    ``form`` is what the evidence of an application keeps: ``source`` (the XML), ``title``,
    ``service``, ``kind``, ``reference_prefix`` and ``marks`` (mark -> field's name).
    """
    definition = _marked(definition_of(form["source"], form["title"]), form["marks"])
    return Revision(
        service=form["service"],
        number=0,
        definition=definition,
        labels={},
        digest=digest_of(form["source"]),
        sources=sources(definition),
        kind=form["kind"],
        reference_prefix=form["reference_prefix"],
    )


def _marked(definition: Definition, marks: Mapping[str, str]) -> Definition:
    by_name = {name: mark for mark, name in marks.items()}
    return replace(
        definition,
        steps=tuple(
            replace(
                step,
                fields=tuple(replace(f, mark=by_name.get(f.name, "")) for f in step.fields),
            )
            for step in definition.steps
        ),
    )


def digest_of(source: str) -> str:
    """SHA-256 (hex) of a form's XML: names exactly these questions."""
    return sha256(source.encode()).hexdigest()


def _kind(field) -> str:
    return FIELDS[IFieldNameExtractor(field)()]


def _field(field) -> Field:
    kind = _kind(field)
    return Field(
        name=field.__name__,
        type=kind,
        title=str(field.title or ""),
        description=str(field.description or ""),
        required=bool(field.required) and kind != "explanation",
        options=tuple(_options(field, kind)),
    )


def _options(field, kind: str) -> Iterator[Option]:
    choice = {"choice": field, "multi-choice": getattr(field, "value_type", None)}.get(kind)
    for term in getattr(choice, "vocabulary", None) or ():
        yield Option(str(term.value), str(term.title or term.value))


def _requirement(field, step: str) -> Requirement:
    return Requirement(
        id=field.__name__,
        title=str(field.title or ""),
        description=str(field.description or ""),
        required=bool(field.required),
        step=step,
    )
