"""What a form page draws: frozen values, filled by the rooms above, drawn by ``macros/``.

Everything here is plain text; the template escapes it. A ``str`` is in the language of the page,
what is not carries its language (``core.texts``) and is marked where it is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from permitdesk.core.texts import Shown, Text

_TEXT_KINDS = {"text", "long-text"}
_LEFT_TO_RIGHT_KINDS = {"integer", "number", "money", "email", "phone", "date", "partial-date"}
_INPUT_MODES = {"integer": "numeric", "number": "decimal", "money": "decimal", "phone": "tel"}
# Which macro draws which kind.
_MACROS = {
    "explanation": "explanation",
    **dict.fromkeys(("text", "integer", "number", "money", "email", "phone", "password"), "typed"),
    "long-text": "long-text",
    **dict.fromkeys(("date", "partial-date"), "date"),
    "yes-no": "yes-no",
    "select": "select",
    **dict.fromkeys(("radio", "checkboxes"), "options"),
    **dict.fromkeys(("code-search", "multi-code-search"), "code-search"),
    "confirm": "confirm",
    "upload": "upload",
    "group": "group",
}


@dataclass(frozen=True)
class Choice:
    value: str
    title: str | Text
    selected: bool = False

    @property
    def language(self) -> str | None:
        """Where it is not the page's: an ``option`` holds no markup and is marked itself."""
        return getattr(self.title, "language", None)

    @property
    def direction(self) -> str | None:
        return getattr(self.title, "direction", None)


@dataclass(frozen=True)
class UploadedFile:
    """A document that is already kept; ``remove`` is the name of its submit button."""

    name: str
    size: str
    pages: int = 0
    remove: str = ""
    note: str = ""  # what is to be thought of


@dataclass(frozen=True)
class Later:
    """The way to say that a document comes later: its questions, and the name of the button that
    takes it back."""

    questions: Sequence["Widget"]
    is_said: bool = False
    remove: str = ""


@dataclass(frozen=True)
class Widget:
    """One question on a page.

    ``kind``: ``text``, ``long-text``, ``integer``, ``number``, ``money``, ``date``,
    ``partial-date``, ``yes-no``, ``radio``, ``select``, ``checkboxes``, ``code-search``
    (one code), ``multi-code-search``, ``email``, ``phone``, ``password``, ``confirm`` (one box),
    ``upload``, ``group``, ``explanation``. ``name`` is the name of its input; a date's parts are
    ``name.day``, ``name.month``, ``name.year``; ``name.search`` and the submit button
    ``name.find`` search a code list without JavaScript; a group's rows are ``rows``, with the
    submit buttons ``name.add`` and ``name.<row>.remove``.
    """

    kind: str
    name: str
    title: str | Text
    help: Shown = ""
    example: Shown = ""
    required: bool = False
    depends: bool = False  # whether it is needed hangs on another answer: it is not called optional
    value: object = ""  # text; for dates a mapping day/month/year; for yes-no "yes"/"no"/""
    choices: Sequence[Choice] = ()
    error: Shown = ""
    warning: Shown = ""
    german: str = ""  # the German title, where it stands beside the translation
    autocomplete: str = ""
    input_mode: str = ""
    max_length: int = 0
    direction: str = ""  # "ltr" for names, numbers, addresses on right-to-left pages
    rows: Sequence[Sequence["Widget"]] = ()
    row_title: Shown = ""
    can_add: bool = False
    accept: str = ""
    files: Sequence[UploadedFile] = ()
    fields: Sequence["Widget"] = ()
    query: str = ""  # what was typed into ``name.search``
    searched: bool = False  # the person has searched; no choices then means nothing was found
    can_upload: bool = True  # False hides the file input once enough files are kept
    link: str = ""  # of an upload: the button that lets somebody else do it
    link_state: str = ""  # "made": a code for it is out; "came": what came with it is there
    later: Later | None = None  # of an upload: how to say that it comes later

    @property
    def macro(self) -> str:
        return _MACROS[self.kind]

    @property
    def id(self) -> str:
        """The id of the first input, to which the error summary links."""
        return "f-" + self.name.replace(".", "-")

    @property
    def described_by(self) -> str | None:
        """The ids of help, example, error and warning, for ``aria-describedby``."""
        present = ("help", "example", "error", "warning")
        return " ".join(f"{self.id}-{part}" for part in present if getattr(self, part)) or None

    @property
    def invalid(self) -> str | None:
        return "true" if self.error else None

    @property
    def input_direction(self) -> str | None:
        """Direction of what is typed: as given, fixed for numbers, by its first letter for text."""
        if self.direction:
            return self.direction
        if self.kind in _LEFT_TO_RIGHT_KINDS:
            return "ltr"
        return "auto" if self.kind in _TEXT_KINDS else None

    @property
    def keyboard(self) -> str | None:
        """The ``inputmode``, which decides the keyboard of a phone."""
        return self.input_mode or _INPUT_MODES.get(self.kind)

    @property
    def input_type(self) -> str:
        return {"email": "email", "phone": "tel", "password": "password"}.get(self.kind, "text")

    @property
    def is_yes(self) -> bool:
        return self.value is True or self.value == "yes"

    @property
    def is_no(self) -> bool:
        return self.value is False or self.value == "no"

    def part(self, name: str) -> str:
        """One part of a date's value: ``day``, ``month`` or ``year``."""
        return str(self.value.get(name) or "") if hasattr(self.value, "get") else ""

    def part_autocomplete(self, name: str) -> str | None:
        return f"bday-{name}" if self.autocomplete == "bday" else None


@dataclass(frozen=True)
class ErrorLink:
    """A line of the error summary."""

    target: str  # id of the input
    message: Shown
