"""The questions that open a case: reference, access code and day of birth."""

from functools import cached_property

from permitdesk.core import _, tries
from permitdesk.core.texts import say
from permitdesk.intake import Questions
from permitdesk.services import definition
from permitdesk.theme import ErrorLink, Widget
from permitdesk.tracking.lookup import TooManyTriesError, Typed, find

NEEDED = _(
    "tracking_both_needed",
    default="Geben Sie die Vorgangsnummer und den Zugangscode ein. Beides steht auf "
    "Ihrer Eingangsbestätigung.",
)
NOT_FOUND = _(
    "tracking_not_found_check",
    default="Zu diesen Angaben finden wir nichts. Bitte vergleichen Sie Vorgangsnummer und "
    "Zugangscode mit Ihrer Eingangsbestätigung. Das Geburtsdatum muss so sein wie im Antrag.",
)


class SignIn:
    """What was typed into the form, and what is to be said about it."""

    def __init__(self, site, request, language: str) -> None:
        self.site, self.request, self.language = site, request, language
        self.message = ""

    def look_up(self):
        """The case that what was typed opens; otherwise None and a ``message``. Writes nothing."""
        reference, code = self.typed("reference"), self.typed("code")
        if not reference or not code:
            self.message = NEEDED
            return None
        birth_date = str(self.birth.answers.get("birth_date") or "")
        try:
            case = find(self.site, Typed(reference, code, birth_date), self.request)
        except TooManyTriesError:
            self.request.response.setStatus(429)
            self.message = tries.TOO_MANY
            return None
        if case is None:
            self.message = NOT_FOUND
        return case

    def typed(self, name: str) -> str:
        form = self.request.form if self.posted else {}
        value = form.get(name, "")
        return value.strip()[:100] if isinstance(value, str) else ""

    @property
    def posted(self) -> bool:
        return self.request.method == "POST" and "reference" in self.request.form

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("f-reference", say(self.message, self.language))] if self.message else []

    @cached_property
    def birth(self) -> Questions:
        field = definition.Field(
            "birth_date",
            "partial-date",
            self.said(_("tracking_birth_date", default="Ihr Geburtsdatum")),
            self.said(
                _(
                    "tracking_birth_date_help",
                    default="Das Geburtsdatum der Person, für die der Antrag ist. Haben Sie es im "
                    "Antrag nicht angegeben? Dann lassen Sie das Feld leer.",
                )
            ),
        )
        return Questions([field], self.language, self.request.form if self.posted else None)

    def said(self, message) -> str:
        return say(message, self.language)

    @cached_property
    def widgets(self) -> list[Widget]:
        return [
            Widget(
                "text",
                "reference",
                self.said(_("tracking_reference", default="Vorgangsnummer")),
                example="EM-2026-7KQ4M-9TX2B",
                required=True,
                value=self.typed("reference"),
                error=self.said(self.message) if self.message else "",
                autocomplete="off",
                max_length=40,
                direction="ltr",
            ),
            Widget(
                "text",
                "code",
                self.said(_("tracking_code", default="Zugangscode")),
                help=self.said(
                    _(
                        "tracking_code_help",
                        default="Groß und klein, Leerzeichen und Striche sind egal.",
                    )
                ),
                required=True,
                autocomplete="off",
                max_length=60,
                direction="ltr",
            ),
            *self.birth.widgets,
        ]
