"""The start page of a service: what you need, how long it takes, how to stop and come back."""

from decimal import Decimal

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

from permitdesk.core import _, clock, in_words
from permitdesk.district import fee
from permitdesk.intake.views.base import IntakePage
from permitdesk.services import form_address, published
from permitdesk.services.definition import Revision
from permitdesk.theme import Fact, Notice


class StartPage(IntakePage):
    """Stores nothing; its one button leads to the first step, or to where somebody stopped."""

    index = ViewPageTemplateFile("start.pt")
    index_page = True

    def __call__(self) -> str:
        return self.show()

    @property
    def published(self) -> Revision:
        return published(self.service)

    @property
    def title(self) -> str:
        return self.service_title

    @property
    def is_message(self) -> bool:
        """Whether this is a contact form and not an application."""
        return self.revision.kind == "contact"

    @property
    def is_online(self) -> bool:
        """Whether one can apply here; else there is the form on paper."""
        return self.published.accepts_applications

    @property
    def form_address(self) -> str:
        return form_address(self.service, self.language)

    @property
    def form_title(self) -> str:
        if self.is_message:
            return self.translate(
                _("intake_start_form_message", default="Formular auf Papier (PDF)")
            )
        return self.translate(_("intake_start_form", default="Antrag auf Papier (PDF)"))

    @property
    def notices(self) -> list[Notice]:
        """What stands first."""
        return []

    @property
    def begin_title(self) -> str:
        """What the button does."""
        if self.draft is not None:
            return self.translate(_("intake_start_continue", default="Weitermachen"))
        if self.is_message:
            return self.translate(_("intake_start_message", default="Nachricht schreiben"))
        return self.translate(_("intake_start_begin", default="Antrag beginnen"))

    @property
    def needed(self) -> list[str]:
        """What to have at hand, an item a line."""
        return [line.strip() for line in self.text("service.need").splitlines() if line.strip()]

    @property
    def expected_fee(self) -> str:
        """The fees of the law that may be due, with day and source; empty where none is known."""
        today = clock.today()
        found = [each for name in self.service.fees.split() if (each := fee(name, today))]
        if not found:
            return ""
        amounts = sorted({each.amount for each in found})
        mapping = {
            "lowest": self._euros(amounts[0]),
            "highest": self._euros(amounts[-1]),
            "day": in_words.day(max(each.valid_from for each in found).isoformat(), self.language),
            "source": ", ".join(dict.fromkeys(f"\u2068{each.source}\u2069" for each in found)),
        }
        if len(amounts) == 1:
            return self.translate(
                _(
                    "intake_fee_one",
                    default="Voraussichtlich ${lowest} Euro (${source}, Stand: ${day}).",
                    mapping=mapping,
                )
            )
        return self.translate(
            _(
                "intake_fee_range",
                default="Voraussichtlich ${lowest} bis ${highest} Euro, je nach Antrag"
                " (${source}, Stand: ${day}).",
                mapping=mapping,
            )
        )

    def _euros(self, amount: Decimal) -> str:
        """Without cents where there are none."""
        return in_words.decimal(f"{amount:f}" if amount % 1 else f"{amount:.0f}", self.language)

    @property
    def begin_address(self) -> str:
        """The first step, or the step at which the open draft was left."""
        if self.draft is not None and self.draft.sent:
            return f"{self.address}/receipt"
        steps = self.form.steps
        left = self.draft.about.get("at") if self.draft is not None else None
        name = next((step.name for step in steps if step.name == left), steps[0].name)
        return f"{self.address}/step/{name}"

    @property
    def privacy_points(self) -> list[Fact]:
        """The privacy notice: each paragraph is a question and its answer."""
        points = []
        for paragraph in self.text("service.privacy").split("\n\n"):
            question, mark, answer = paragraph.strip().partition("? ")
            if mark:
                points.append(Fact(f"{question}?", answer))
            elif paragraph.strip():
                points.append(Fact("", paragraph.strip()))
        return points


class NotOnlinePage(StartPage):
    """Answers for a step of a service that exists on paper only: the start page, and why."""

    index_page = False

    @property
    def notices(self) -> list[Notice]:
        title = _("intake_not_online", default="Diesen Antrag gibt es noch nicht online")
        text = _(
            "intake_not_online_text",
            default="Nutzen Sie das Formular auf Papier. Es ist nichts gespeichert worden.",
        )
        return [Notice("warning", self.translate(title), self.translate(text))]
