"""The form that both systems ask: 45 required questions, with or without a document at the end.

Written once, given to easyform as its field XML and to permitdesk as a service directory. How many
``papers`` are asked for is said by number: ours asks for one at the end of as many of its steps.
"""

from collections.abc import Iterator
from pathlib import Path

QUESTIONS = 45
# What a real application asks: mostly short texts, some choices, days, numbers, yes or no.
KINDS = ("text", "choice", "text", "date", "text", "integer", "text", "yes-no", "long-text")
_TYPES = {
    "text": "zope.schema.TextLine",
    "long-text": "zope.schema.Text",
    "integer": "zope.schema.Int",
    "date": "zope.schema.Date",
    "yes-no": "zope.schema.Bool",
    "choice": "zope.schema.Choice",
}
_VALUES = "".join(f'<element key="c{n}">Antwort {n}</element>' for n in range(6))
_MODEL = '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>%s</schema></model>'


def questions() -> Iterator[tuple[str, str]]:
    """Name and kind of each question."""
    for number in range(QUESTIONS):
        yield f"q{number:02}", KINDS[number % len(KINDS)]


def answers(variant: int) -> dict[str, object]:
    """Answers as the API takes them; another ``variant``, other answers."""
    values = {
        "text": f"Antwort {variant}",
        "long-text": f"Ein Satz, der etwas länger ist, und noch einer. {variant}",
        "integer": variant % 90000,
        "date": f"2026-{variant % 12 + 1:02}-{variant % 28 + 1:02}",
        "yes-no": True,
        "choice": f"c{variant % 6}",
    }
    return {name: values[kind] for name, kind in questions()}


def stock_model(papers: int) -> str:
    """The field XML of an EasyForm."""
    fields = "".join(map(_field, *zip(*questions(), strict=True)))
    return _MODEL % (fields + "".join(map(_document, papers_of(papers))))


def papers_of(number: int) -> list[str]:
    """The names of the documents that are asked for."""
    return ["paper", *(f"paper{n}" for n in range(2, number + 1))][:number]


def write_service(library: Path, service: str, steps: int, papers: int) -> None:
    """Write a service as those in ``services/library``."""
    asked, at_end = list(questions()), [None] * (steps - papers) + papers_of(papers)
    names = [f"s{number}" for number in range(1, steps + 1)]
    fieldsets = "".join(
        f'<fieldset name="{name}" label="Abschnitt {name}">'
        + "".join(
            _field(*each) for each in asked[QUESTIONS * at // steps : QUESTIONS * (at + 1) // steps]
        )
        + (_document(at_end[at]) if at_end[at] else "")
        + "</fieldset>"
        for at, name in enumerate(names)
    )
    folder = library / service
    (folder / "labels").mkdir(parents=True)
    (folder / "fields.xml").write_text(_MODEL % fieldsets)
    (folder / "service.toml").write_text(
        f'id = "{service}"\nkind = "application"\nreference_prefix = "MS"\nsteps = {names}\n'
        f'[slugs]\nde = "{service}"\n'
        '[texts]\ntitle = "Messung"\nsummary = "Zum Messen."\nprivacy = "Nur zum Messen."\n'
    )


def _field(name: str, kind: str) -> str:
    values = f"<values>{_VALUES}</values>" if kind == "choice" else ""
    return (
        f'<field name="{name}" type="{_TYPES[kind]}"><title>Frage {name}</title>'
        f"<description>Eine Erklärung zu dieser Frage.</description>"
        f"<required>True</required>{values}</field>"
    )


def _document(name: str) -> str:
    return (
        f'<field name="{name}" type="plone.namedfile.field.NamedBlobFile">'
        "<title>Unterlage</title><required>True</required></field>"
    )
