"""The helper's page for handing over: a code that works once, with a picture of its address."""

from functools import cached_property

from zope.i18n import translate

from permitdesk.core import _, clock, languages
from permitdesk.intake import handover
from permitdesk.intake.assistance import HELPER
from permitdesk.intake.handover import Offer
from permitdesk.intake.resume import take_over_address
from permitdesk.intake.views.base import AGAIN, IntakePage
from permitdesk.intake.views.card import HOW, PICTURE
from permitdesk.theme import Badge, Choice, ErrorLink, PageTemplate, Qr, Widget, qr

LANGUAGE = "their_language"
_STATES = {
    "open": ("neutral", _("intake_handover_open", default="noch nicht bestätigt")),
    "confirmed": ("success", _("intake_handover_confirmed", default="bestätigt")),
    "declined": ("stop", _("intake_handover_declined", default="abgelehnt")),
}
_WAITS = ("info", _("intake_handover_waits", default="Code noch nicht benutzt"))
_VIEWED = ("info", _("intake_handover_viewed", default="wird gerade gelesen"))
# What the applicant reads on the helper's screen, in their own language.
_FOR_THEM = (
    HOW,
    _(
        "intake_handover_what",
        default="Sie lesen dort, wer Ihnen hilft und was eingetragen ist. Dann sagen Sie Ja oder"
        " Nein. Dabei wird nichts gesendet.",
    ),
)


class HandOverPage(IntakePage):
    """A GET shows the offer that waits; a POST makes a new one."""

    index = PageTemplate("handover.pt")
    path = "help/handover"
    title = _("intake_handover_title", default="An die antragstellende Person übergeben")
    message = ""

    def __call__(self) -> str:
        if (away := self.away()) is not None:
            return away
        if self.assistance is None or self.side != HELPER:
            return self.go("/help")
        if not self.posted:
            return self.show()
        if not self.is_trusted:
            self.message = self.translate(AGAIN)
            return self.show()
        tag = self.request.form.get(LANGUAGE)
        if not isinstance(tag, str) or tag not in languages.LANGUAGES:
            text = _("intake_handover_language_missing", default="Wählen Sie eine Sprache.")
            self.message = self.translate(text)
            return self.show()
        handover.offer(self.site, self.draft, tag)
        return self.go(f"/{self.path}#code")

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink(f"f-{LANGUAGE}", self.message)] if self.message else []

    @cached_property
    def offer(self) -> Offer | None:
        return handover.offered(self.draft)

    @property
    def state(self) -> Badge:
        """How far it is, in a word."""
        kind, text = _STATES[self.assistance.state]
        if self.offer is not None:
            kind, text = _WAITS
        elif handover.is_viewed(self.draft):
            kind, text = _VIEWED
        return Badge(kind, self.translate(text))

    @property
    def is_confirmed(self) -> bool:
        """The person said yes, and no new code waits or is being read."""
        waits = self.offer is not None or handover.is_viewed(self.draft)
        return self.assistance.state == "confirmed" and not waits

    @property
    def widgets(self) -> list[Widget]:
        chosen = self.offer.language if self.offer is not None else ""
        return [
            Widget(
                "select",
                LANGUAGE,
                self.translate(
                    _(
                        "intake_entry_language",
                        default="Welche Sprache liest die Person am besten?",
                    )
                ),
                required=True,
                choices=[
                    Choice(tag, entry.native_name, tag == chosen)
                    for tag, entry in languages.LANGUAGES.items()
                ],
                error=self.message,
            )
        ]

    @property
    def button(self) -> str:
        if self.offer is not None or handover.is_viewed(self.draft):
            return self.translate(_("intake_handover_anew", default="Neuen Code machen"))
        return self.translate(_("intake_handover_make", default="Code für die Übergabe machen"))

    @property
    def their_address(self) -> str:
        """Where the code is typed; it names neither the service nor the draft."""
        return take_over_address(self.site, self.offer.language)

    @cached_property
    def picture(self) -> Qr:
        return qr(self.their_address)

    @property
    def picture_text(self) -> str:
        return self.translate(PICTURE)

    @property
    def their_direction(self) -> str:
        return languages.direction(self.offer.language)

    @property
    def for_them(self) -> list[str]:
        return [translate(each, target_language=self.offer.language) for each in _FOR_THEM]

    @property
    def until(self) -> str:
        return self.offer.until.astimezone(clock.BERLIN).strftime("%H:%M")

    @property
    def continue_address(self) -> str:
        return f"{self.address}{self.place}"
