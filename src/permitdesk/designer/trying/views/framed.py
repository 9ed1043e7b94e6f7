"""A trial at the width of a phone, in any language: the applicants' page in a frame."""

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.designer.trying.views.asked import WIDTH_TITLES, WIDTHS
from permitdesk.designer.trying.views.page import RunningPage
from permitdesk.designer.trying.views.try_out import FRAME, OUTCOME
from permitdesk.intake import trial_address
from permitdesk.theme import Link, PageTemplate

PHONE = "360"


class FramePage(RunningPage):
    """The frame goes its own way; what stands around it begins it anew in another language or
    width, with everything that was stored."""

    name = FRAME
    title = _("designer_frame_title", default="Ausprobieren in einer Breite")
    index = PageTemplate("framed.pt")

    @property
    def width(self) -> str:
        return self.sent("width") if self.sent("width") in WIDTHS else PHONE

    @property
    def shown_language(self) -> str:
        asked = self.sent("language")
        return asked if asked in LANGUAGES else self.theirs

    @property
    def source(self) -> str:
        """Where the trial goes on: the step that was left, else the first page."""
        left = self.draft.about.get("at")
        home = trial_address(self.context, self.handle, self.shown_language)
        return f"{home}/step/{left}" if left else home

    @property
    def widths(self) -> list[Link]:
        return [
            Link(
                str(self.translate(WIDTH_TITLES[each])),
                self._at(each, self.shown_language),
                current=each == self.width,
            )
            for each in WIDTHS
        ]

    @property
    def tried_languages(self) -> list[Link]:
        return [
            Link(
                each.native_name,
                self._at(self.width, tag),
                current=tag == self.shown_language,
                language=tag,
            )
            for tag, each in LANGUAGES.items()
        ]

    @property
    def outcome_address(self) -> str:
        return f"{self.address}/@@{OUTCOME}?trial={self.handle}"

    def _at(self, width: str, language: str) -> str:
        return f"{self.here}?trial={self.handle}&language={language}&width={width}"
