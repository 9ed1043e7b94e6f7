"""What the applicant saw: questions and chosen answers in their language, beside the German."""

from collections.abc import Mapping
from dataclasses import dataclass

from permitdesk import services
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.services.definition import Field, Revision

_CHOSEN = ("choice", "multi-choice", "yes-no")


@dataclass(frozen=True)
class Original:
    """``question`` and ``values`` are empty where there is nothing but the German: no translation,
    or what was typed, which stands as it was written anyway. A day or an amount says the same in
    any language."""

    question: Text | None = None
    values: tuple[Text, ...] = ()


def originals(
    revision: Revision | None, answers: Mapping[str, object], language: str
) -> dict[str, Original]:
    """By the name of a line: ``field``, or ``group.0.field`` within a group."""
    if revision is None or language == SOURCE:
        return {}
    found: dict[str, Original] = {}
    for step in revision.definition.steps:
        for field in step.fields:
            answer = answers.get(field.name)
            found[field.name] = _original(revision, field, answer, language)
            if field.type == "group" and isinstance(answer, list):
                for number, row in enumerate(answer):
                    for each in field.fields:
                        name = f"{field.name}.{number}.{each.name}"
                        found[name] = _original(revision, each, row.get(each.name), language)
    return found


def _original(revision: Revision, field: Field, answer: object, language: str) -> Original:
    question = revision.labels.get(language, {}).get(field.key("title"))
    values: tuple[Text, ...] = ()
    if field.type in _CHOSEN or field.code_list:
        shown = services.values_shown(revision, field, answer, language)
        german = services.values_shown(revision, field, answer, SOURCE)
        values = tuple(
            Text(str(each), language)
            for each, beside in zip(shown, german, strict=True)
            if not isinstance(each, Text) and str(each) != str(beside)
        )
    return Original(Text(question, language) if question else None, values)
