"""What somebody typed for which there is no place any more: it is shown, so that it is not lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from permitdesk.core.characters import whole
from permitdesk.services.definition import Field
from permitdesk.theme import PageTemplate

LONGEST = 20_000


@dataclass(frozen=True)
class Left:
    """A ``text`` as it was typed; ``title`` is the question, if it is known."""

    title: str
    text: str


class LeftOver:
    """Draws them."""

    index = PageTemplate("left_over.pt")

    def __init__(self, page, left: Iterable[Left]) -> None:
        self.context, self.request, self.left = page.context, page.request, list(left)

    def __call__(self) -> str:
        return self.index() if self.left else ""


def left_in(fields: Iterable[Field], form: Mapping[str, object]) -> list[Left]:
    """What was typed into the texts among these questions."""
    texts = {each.name: each.title for each in fields if each.type in ("text", "long-text")}
    return [
        Left(str(title), text)
        for name, title in texts.items()
        if (text := _text(form.get(name))).strip()
    ]


def texts_in(form: Mapping[str, object]) -> list[Left]:
    """Everything in a form that reads like something that a person wrote."""
    found = (_text(value) for name, value in form.items() if not name.startswith("_"))
    return [Left("", text) for text in found if len(text.split()) > 1]


def _text(value: object) -> str:
    return whole(value[:LONGEST]) if isinstance(value, str) else ""
