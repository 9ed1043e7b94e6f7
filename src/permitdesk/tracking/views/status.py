"""The status page: reference and access code in, the state of the application out.

Both travel by POST, never in an address. The answer is shown on the same page, kept by no cache.
"""

from functools import cached_property

from zExceptions import NotFound

from permitdesk.core import _, in_words, languages
from permitdesk.theme import ErrorLink, Fact, PublicPage, Widget, private_no_store
from permitdesk.tracking.address import NAME, StatusAddress
from permitdesk.tracking.lookup import TooManyTriesError, Typed, find
from permitdesk.tracking.progress import Progress, progress


class StatusPage(PublicPage):
    title = _("tracking_title", default="Mein Antrag")
    referrer_policy = "no-referrer"
    case = None
    message = ""

    def __call__(self):
        tag = self.context.getId()
        if tag not in languages.LANGUAGES:
            raise NotFound(NAME)
        languages.fix(self.request, tag)
        private_no_store(self.request.response)
        if self.request.method == "POST":
            self.look_up()
        self.prepare_response()
        return self.index()

    def look_up(self) -> None:
        typed = Typed(self._typed("reference"), self._typed("code"))
        if not typed.reference or not typed.code:
            self.message = _(
                "tracking_both_needed",
                default="Geben Sie die Vorgangsnummer und den Zugangscode ein. Beides steht auf "
                "Ihrer Eingangsbestätigung.",
            )
            return
        try:
            self.case = find(self.site, typed, self.request)
        except TooManyTriesError:
            self.request.response.setStatus(429)
            self.message = _(
                "tracking_too_many_tries",
                default="Das waren zu viele Versuche. Bitte warten Sie zehn Minuten.",
            )
            return
        if self.case is None:
            self.message = _(
                "tracking_not_found",
                default="Zu dieser Vorgangsnummer und diesem Zugangscode finden wir nichts. "
                "Bitte vergleichen Sie beides mit Ihrer Eingangsbestätigung.",
            )

    def alternates(self) -> dict[str, str]:
        address = StatusAddress(self.site)
        return {tag: address(tag) for tag in languages.LANGUAGES}

    @property
    def address(self) -> str:
        return StatusAddress(self.site)(self.language)

    @property
    def errors(self) -> list[ErrorLink]:
        if not self.message:
            return []
        return [ErrorLink(self.widgets[0].id, self.translate(self.message))]

    @cached_property
    def widgets(self) -> list[Widget]:
        return [
            Widget(
                "text",
                "reference",
                self.translate(_("tracking_reference", default="Vorgangsnummer")),
                example="EM-2026-7KQ4M-9TX2B",
                required=True,
                value=self._typed("reference"),
                error=self.translate(self.message) if self.message else "",
                autocomplete="off",
                max_length=40,
                direction="ltr",
            ),
            Widget(
                "text",
                "code",
                self.translate(_("tracking_code", default="Zugangscode")),
                help=self.translate(
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
        ]

    @cached_property
    def progress(self) -> Progress:
        return progress(self.case.kind, self.case.history)

    def sentence(self) -> str:
        return self.translate(self.progress.sentence)

    def what_next(self) -> str:
        return self.translate(self.progress.next)

    def since(self) -> str:
        return in_words.moment(self.progress.since, self.language)

    def facts(self) -> list[Fact]:
        """Nothing personal: who stands behind the person may read along."""
        return [
            Fact(
                self.translate(_("tracking_reference", default="Vorgangsnummer")),
                self.case.reference,
                isolate=True,
            ),
            Fact(
                self.translate(_("tracking_received_at", default="Bei uns eingegangen")),
                in_words.moment(self.case.application.received_at, self.language),
            ),
            Fact(
                self.translate(_("tracking_documents", default="Unterlagen dabei")),
                str(len(self.case.application.documents)),
            ),
        ]

    def _typed(self, name: str) -> str:
        value = self.request.form.get(name, "") if self.request.method == "POST" else ""
        return value.strip()[:100] if isinstance(value, str) else ""
