"""Every part of the look on one page, with difficult content, for whoever changes it."""

from functools import partial

from permitdesk.core import _
from permitdesk.core.texts import Text
from permitdesk.theme.interfaces import Link
from permitdesk.theme.page import PublicPage
from permitdesk.theme.parts import Answer, Badge, Card, Cell, Fact, Notice, Pages, Table, Task
from permitdesk.theme.template import PageTemplate
from permitdesk.theme.widgets import Choice, ErrorLink, UploadedFile, Widget

_LONG_NAME = "Maximiliane-Theodora Freifrau von und zu Donaudampfschifffahrt"
_GAP = "Sie haben keinen Pass? Dann schreiben Sie, warum: „Mein Pass ist verloren.“"
# What editors and services supply, in the language of the page.
_SAMPLES = {
    "de": ("Ihr Pass", "Familienname", "So, wie er im Pass steht.", "Das Feld ist leer."),
    "en": ("Your passport", "Family name", "As written in your passport.", "This is empty."),
    "uk": ("Ваш паспорт", "Прізвище", "Так, як у паспорті.", "Це поле порожнє."),
    "ar": ("جواز سفركم", "اسم العائلة", "كما هو مكتوب في جواز السفر.", "هذا الحقل فارغ."),
    "ru": ("Ваш паспорт", "Фамилия", "Так, как в паспорте.", "Это поле не заполнено."),
    "fa": ("گذرنامهٔ شما", "نام خانوادگی", "همان‌طور که در گذرنامه آمده است.", "این قسمت خالی است."),
    "tr": ("Pasaportunuz", "Soyadı", "Pasaportunuzda yazdığı gibi.", "Bu alan boş."),
    "fr": (
        "Votre passeport",
        "Nom de famille",
        "Comme dans votre passeport.",
        "Ce champ est vide.",
    ),
}


class Patterns(PublicPage):
    """The pattern page; ``?state=error`` shows every question refused."""

    index = PageTemplate("patterns.pt")

    title = _("theme_patterns_title", default="Muster")
    index_page = False

    @property
    def samples(self) -> tuple[str, str, str, str]:
        return _SAMPLES[self.language]

    @property
    def breadcrumb(self):
        return (Link("Auental", self.home), Link(self.samples[0], ""))

    @property
    def refused(self) -> bool:
        return self.request.form.get("state") == "error"

    @property
    def errors(self):
        if not self.refused:
            return ()
        message = self.samples[3]
        return tuple(
            ErrorLink(widget.id, f"{widget.title}: {message}")
            for widget in self.widgets()
            if widget.error
        )

    def widgets(self) -> list[Widget]:
        """One of each kind."""
        step, name, help_text, message = self.samples
        german = "" if self.german else "Familienname"
        gap = str if self.german else partial(Text, language="de")
        error = message if self.refused else ""
        choices = (
            Choice("a", f"{name} A"),
            Choice("b", gap("Blaue Karte EU (§ 18g AufenthG)"), True),
            Choice("c", f"{help_text} {help_text} {help_text}"),
        )
        row = (
            Widget("text", "household.0.name", name, required=True, value=_LONG_NAME),
            Widget("partial-date", "household.0.born", step, value={"year": "1987"}),
        )
        return [
            Widget("explanation", "intro", step, help=f"{help_text}\n{help_text}"),
            Widget(
                "text",
                "name",
                name,
                help_text,
                "O’Brien-Ґалаґан",
                True,
                _LONG_NAME,
                error=error,
                german=german,
                direction="ltr",
                autocomplete="family-name",
            ),
            Widget("text", "free", f"{name} 2", value="محمد 12"),
            Widget(
                "long-text", "story", f"{name} – {step}", help_text, error=error, max_length=900
            ),
            Widget("integer", "count", gap("Wie viele sind es?"), value="3", error=error),
            Widget("money", "pay", f"{name} (€)", value="3.250,00", warning=help_text),
            Widget("email", "email", "E-Mail", value="a.b@beispiel.example", error=error),
            Widget("phone", "phone", "Telefon", value="+49 151 0000000"),
            Widget(
                "date",
                "until",
                f"{step} – {name}",
                help_text,
                "12 4 2027",
                True,
                {"day": "31", "month": "2", "year": "2027"},
                error=error,
                german=german,
            ),
            Widget("partial-date", "born", step, help_text, value={"year": "1987"}),
            Widget("yes-no", "unlimited", f"{name}?", required=True, value="no", error=error),
            Widget("radio", "basis", step, help_text, choices=choices, error=error, german=german),
            Widget("checkboxes", "reasons", step, choices=choices, error=error),
            Widget("select", "where", name, choices=choices, required=True, error=error),
            Widget(
                "code-search",
                "country",
                step,
                help_text,
                query="Syr",
                searched=True,
                choices=(Choice("SYR", "Syrien", True), Choice("XXX", _LONG_NAME)),
                error=error,
            ),
            Widget("multi-code-search", "nothing", step, query="qqq", searched=True),
            Widget("confirm", "truth", help_text * 3, required=True, error=error),
            Widget(
                "upload",
                "passport",
                step,
                help_text,
                required=True,
                accept=".pdf,.jpg,.png",
                can_add=True,
                error=error,
                files=(
                    UploadedFile("pass.pdf", "1,2 MB", 3, "passport.0.remove"),
                    UploadedFile("x" * 90 + ".jpg", "900 kB", 1, "passport.1.remove"),
                ),
            ),
            Widget(
                "group", "household", step, help_text, rows=(row,), row_title=name, can_add=True
            ),
        ]

    @property
    def notices(self) -> list[Notice]:
        step, name, help_text, message = self.samples
        return [
            Notice("info", step, help_text),
            Notice("warning", name, f"{help_text} {message}"),
            Notice("stop", message, help_text),
            Notice("success", step, help_text),
            Notice("info", step, _GAP if self.german else Text(_GAP, "de")),
        ]

    @property
    def badges(self) -> list[Badge]:
        return [
            Badge(kind, self.samples[0])
            for kind in ("neutral", "info", "warning", "stop", "success")
        ]

    @property
    def answers(self) -> list[Answer]:
        step, name, help_text, _message = self.samples
        german = "" if self.german else "Familienname"
        return [
            Answer(name, [_LONG_NAME], "#f-name", german),
            Answer(step, ["C01X00T47", "A-1234-5678 (2027-02-28)"], "#f-until"),
            Answer(f"{name}?", [], "#f-unlimited", missing=True),
            Answer(help_text, [f"{help_text} {help_text}"], "#f-story", isolate=False),
        ]

    @property
    def tasks(self) -> list[Task]:
        step, name, help_text, message = self.samples
        return [
            Task(step, Badge("success", name), "#f-name"),
            Task(f"{step}, {name} – {help_text}", Badge("warning", message), "#f-until", help_text),
            Task(name, Badge("neutral", step)),
        ]

    @property
    def facts(self) -> list[Fact]:
        step, name, help_text, _message = self.samples
        return [Fact(step, "AUE-2026-7K4M-Q", True), Fact(name, help_text)]

    @property
    def cards(self) -> list[Card]:
        step, name, help_text, _message = self.samples
        return [Card(step, "#f-name", help_text, name), Card(name, "#f-until", help_text * 2)]

    @property
    def table(self) -> Table:
        step, name, *_rest = self.samples
        return Table(
            step,
            (name, step, step, name),
            [
                (
                    Cell(_LONG_NAME, "#main", isolate=True),
                    Cell("AUE-2026-7K4M-Q", isolate=True),
                    Cell("", badge=Badge("warning", step)),
                    Cell("6", numeric=True),
                )
            ]
            * 3,
        )

    @property
    def pages(self) -> Pages:
        return Pages("31–60 / 412", "#main", "#main")
