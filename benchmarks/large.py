"""The service that designers are measured on: 120 questions, 1,500 texts, eight languages.

Half of the questions are lists of 20 answers to choose from. A fourth of them, and most steps, are
asked only after a certain answer. Stock easyform gets the same fields in the same fieldsets,
without conditions and translations, which it does not have.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.translation import po

NAME = "messung-gross"
QUESTIONS, STEPS, ANSWERS = 120, 8, 20
EACH = QUESTIONS // STEPS
# Words of the glossary stand in the texts, as in those of an office.
WORDS = ("Aufenthaltstitel", "Pass", "Antrag", "Visum", "Gebühr", "Ausländerbehörde", "Termin")
_SUPERMODEL = "http://namespaces.plone.org/supermodel/schema"
_OURS = "urn:permitdesk:service"


@dataclass(frozen=True)
class Question:
    """``only_if`` names the question whose first answer it needs."""

    name: str
    step: str
    title: str
    help: str
    answers: tuple[str, ...] = ()
    only_if: str = ""


def questions() -> Iterator[Question]:
    for number in range(QUESTIONS):
        step, place = divmod(number, EACH)
        word = WORDS[number % len(WORDS)]
        is_list = place % 2 == 0
        yield Question(
            f"q{number:03}",
            f"s{step + 1}",
            f"Was steht in Ihrem {word}, Zeile {number}?",
            f"Sehen Sie bitte auf der Seite {number} nach. Dort steht auch Ihr {word}.",
            tuple(f"{word}, Möglichkeit {number}-{n}" for n in range(ANSWERS)) if is_list else (),
            f"q{step * EACH:03}" if place % 4 == 3 else "",
        )


def texts() -> Iterator[tuple[str, str]]:
    """The German texts by key, see ``services/labels.py``."""
    for text, german in (("title", "Messung"), ("summary", "Zum Messen."), ("privacy", "Nur so.")):
        yield f"service.{text}", german
    for step in _steps():
        yield f"step.{step}.title", _heading(step)
    for each in questions():
        yield f"field.{each.name}.title", each.title
        yield f"field.{each.name}.description", each.help
        for place, answer in enumerate(each.answers):
            yield f"field.{each.name}.option.a{place}", answer


def stock_model() -> str:
    """The field XML of an EasyForm."""
    return _model(with_conditions=False)


def write_service(library: Path) -> None:
    """Write the service as those in ``services/library``."""
    folder = library / NAME
    (folder / "labels").mkdir(parents=True)
    (folder / "fields.xml").write_text(_model(with_conditions=True))
    (folder / "service.toml").write_text(
        f'id = "{NAME}"\nkind = "application"\nreference_prefix = "MG"\nsteps = {_steps()}\n'
        f'[slugs]\nde = "{NAME}"\n'
        '[texts]\ntitle = "Messung"\nsummary = "Zum Messen."\nprivacy = "Nur so."\n'
    )
    for tag in LANGUAGES:
        if tag != SOURCE:
            entries = [po.Entry(key, text, f"{text} [{tag}]") for key, text in texts()]
            (folder / "labels" / f"{tag}.po").write_bytes(po.write(tag, entries))


def _steps() -> list[str]:
    return [f"s{number + 1}" for number in range(STEPS)]


def _heading(step: str) -> str:
    return f"Abschnitt {step}"


def _model(with_conditions: bool) -> str:
    fieldsets = "".join(
        f'<fieldset name="{step}" label="{_heading(step)}">'
        + "".join(_field(each, with_conditions) for each in questions() if each.step == step)
        + "</fieldset>"
        for step in _steps()
    )
    # From the third step on only for who chose the first answer at the beginning of the one before.
    only_if = {
        step: {"condition": _first_answer(f"q{(place - 1) * EACH:03}")}
        for place, step in enumerate(_steps())
        if place > 1
    }
    steps = f" permitdesk:steps='{json.dumps(only_if)}'" if with_conditions else ""
    return (
        f'<model xmlns="{_SUPERMODEL}" xmlns:permitdesk="{_OURS}">'
        f"<schema{steps}>{fieldsets}</schema></model>"
    )


def _field(each: Question, with_conditions: bool) -> str:
    kind = "Choice" if each.answers else "TextLine"
    values = "".join(
        f'<element key="a{place}">{answer}</element>' for place, answer in enumerate(each.answers)
    )
    condition = json.dumps(_first_answer(each.only_if)) if each.only_if else ""
    return (
        f'<field name="{each.name}" type="zope.schema.{kind}"'
        + (f" permitdesk:condition='{condition}'" if condition and with_conditions else "")
        + f"><title>{each.title}</title><description>{each.help}</description>"
        + (f"<values>{values}</values>" if values else "")
        + "</field>"
    )


def _first_answer(name: str) -> dict[str, str]:
    return {"field": name, "is": "a0"}
