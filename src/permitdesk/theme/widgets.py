"""What a form page draws: frozen values, filled by the rooms above, drawn by ``widgets.pt``.

Everything here is plain text, already in the person's language; the template escapes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    value: str
    title: str
    selected: bool = False
    language: str = ""  # set where the title is not in the page's language


@dataclass(frozen=True)
class UploadedFile:
    """A document that is already kept; ``remove`` is the name of its submit button."""

    name: str
    size: str
    pages: int = 0
    remove: str = ""


@dataclass(frozen=True)
class Widget:
    """One question on a page.

    ``kind``: ``text``, ``long-text``, ``integer``, ``number``, ``money``, ``date``,
    ``partial-date``, ``yes-no``, ``radio``, ``select``, ``checkboxes``, ``code-search``
    (one code), ``multi-code-search``, ``email``, ``phone``, ``confirm`` (one box), ``upload``,
    ``group``, ``explanation``. ``name`` is the name of its input; a date's parts are
    ``name.day``, ``name.month``, ``name.year``; ``name.search`` and the submit button
    ``name.find`` search a code list without JavaScript; a group's rows are ``rows``, with the
    submit buttons ``name.add`` and ``name.<row>.remove``.
    """

    kind: str
    name: str
    title: str
    help: str = ""
    example: str = ""
    required: bool = False
    value: object = ""  # text; for dates a mapping day/month/year; for yes-no "yes"/"no"/""
    choices: Sequence[Choice] = ()
    error: str = ""
    warning: str = ""
    language: str = ""  # set where title and help are not in the page's language
    german: str = ""  # the German title, where it stands beside the translation
    autocomplete: str = ""
    input_mode: str = ""
    max_length: int = 0
    direction: str = ""  # "ltr" for names, numbers, addresses on right-to-left pages
    rows: Sequence[Sequence["Widget"]] = ()
    row_title: str = ""
    can_add: bool = False
    accept: str = ""
    files: Sequence[UploadedFile] = ()
    fields: Sequence["Widget"] = ()

    @property
    def id(self) -> str:
        """The id of the first input, to which the error summary links."""
        return "f-" + self.name.replace(".", "-")


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary."""

    target: str  # id of the input
    message: str
