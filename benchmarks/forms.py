"""The form that both systems ask: 45 required questions, with or without a document at the end.

Written once, given to easyform as its field XML and to permitdesk as a service directory.
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


def stock_model(document: bool) -> str:
    """The field XML of an EasyForm."""
    return _MODEL % ("".join(map(_field, *zip(*questions(), strict=True))) + _document(document))


def write_service(library: Path, service: str, steps: int, document: bool) -> None:
    """Write a service as those in ``services/library``."""
    asked, size = list(questions()), QUESTIONS // steps
    names = [f"s{number}" for number in range(1, steps + 1)]
    fieldsets = "".join(
        f'<fieldset name="{name}" label="Abschnitt {name}">'
        + "".join(_field(*each) for each in asked[size * at : size * (at + 1)])
        + _document(document and name == names[-1])
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


def _document(wanted: bool) -> str:
    if not wanted:
        return ""
    return (
        '<field name="paper" type="plone.namedfile.field.NamedBlobFile">'
        "<title>Unterlage</title><required>True</required></field>"
    )
