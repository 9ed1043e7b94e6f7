"""Forms of the dossier's parts, as the case page shows them; they are sent to ``sending``."""

import secrets
from collections.abc import Mapping, Sequence

from permitdesk.casework.views.part import CasePart
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import PageTemplate


def text_field(
    name: str, title, longest: int, help_="", required: bool = True, long: bool = True
) -> Field:
    """A question for a text of at most so many characters."""
    return Field(
        name,
        "long-text" if long else "text",
        german(title),
        german(help_) if help_ else "",
        required=required,
        rules=(Rule("max_length", longest),),
    )


def choice_field(name: str, title, options: Mapping[str, object], required: bool = True) -> Field:
    """A question for one of these, by value; titles are texts or messages."""
    found = tuple(Option(value, german(shown)) for value, shown in options.items())
    return Field(name, "choice", german(title), required=required, options=found)


class Asking(CasePart):
    """A form behind its title: closed, unless something in it is wrong."""

    index = PageTemplate("asking.pt")

    def __init__(
        self,
        page,
        name: str,
        title: str,
        button: str,
        fields: Sequence[Field],
        explained: str = "",
        known: Mapping[str, str] | None = None,
        mark: str = "",
    ) -> None:
        super().__init__(page)
        # Where several forms of a name are on a page, ``mark`` tells which one was sent. ``known``
        # is what stands in it at first, as if it had been typed.
        sent = getattr(page, "sent", {}).get((name, mark))
        self.name, self.title, self.button, self.explained = name, title, button, explained
        self.id_ = f"{name}-{mark}" if mark else name
        self.hidden = {"mark": mark} if mark else {}
        self.questions = sent or Questions(fields, SOURCE, known)

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.name}"

    @staticmethod
    def key() -> str:
        return secrets.token_hex(16)


class Press(CasePart):
    """A button that does one thing."""

    index = PageTemplate("press.pt")

    def __init__(self, page, name: str, button: str, **hidden: str) -> None:
        super().__init__(page)
        self.name, self.button, self.hidden = name, button, hidden

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.name}"
