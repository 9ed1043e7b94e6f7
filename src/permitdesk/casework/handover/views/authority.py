"""``{case}/@@give-away``: the case goes to another authority, ``@@take-back-case``: and back."""

from collections.abc import Sequence
from datetime import date

from permitdesk.casework.handover import target
from permitdesk.casework.handover.authority import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_REASON,
    NotPossibleError,
    Receiver,
    give,
    may_be_given,
    receivers,
    take_back,
)
from permitdesk.casework.handover.views.assign import TOO_LONG
from permitdesk.casework.handover.views.deliver import where_to
from permitdesk.casework.handover.views.form import FormPage
from permitdesk.core import _, clock
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Notice

OTHER = "_other"
CONFIGURED = "configured"
NAME_NEEDED = _("casework_give_name_needed", default="Schreiben Sie, wie die Behörde heißt.")
FUTURE = _(
    "casework_give_future",
    default="Der Tag des Umzugs liegt in der Zukunft. Geben Sie den Vorgang erst danach ab.",
)
NOT_NOW = _(
    "casework_give_not_now",
    default="In diesem Stand lässt sich der Vorgang nicht abgeben: Er ist schon entschieden,"
    " abgegeben oder beendet.",
)
NO_SENDING = _(
    "casework_give_no_sending",
    default="Das Portal schickt nichts an andere Behörden. Sie laden die Akte danach herunter oder"
    " drucken sie und verschicken sie auf Ihrem Dienstweg. Erst wenn Sie eintragen, dass sie"
    " angekommen ist, gilt sie als übergeben.",
)


class GiveAway(FormPage):
    title = _("casework_give_title", default="An eine andere Behörde abgeben")
    lead = _(
        "casework_give_lead",
        default="Wenn jemand wegzieht und eine andere Ausländerbehörde zuständig wird. Der Vorgang"
        " endet hier. Die Person liest auf ihrer Statusseite, wer jetzt zuständig ist.",
    )
    back = _("casework_assign_back", default="Zurück zum Vorgang")
    name = "give-away"
    what_is_read = "give-away"

    @property
    def button(self):
        possible = may_be_given(self.context)
        return _("casework_give_do", default="Abgeben und Akte vorbereiten") if possible else ""

    @property
    def notices(self) -> list[Notice]:
        text = NO_SENDING if may_be_given(self.context) else NOT_NOW
        return [Notice("info", self.translate(text))]

    def fields(self) -> Sequence[Field]:
        known = tuple(
            Option(code, f"{place}: {receiver.name}")
            for code, (place, receiver) in receivers().items()
        )
        other = Option(OTHER, self.german(_("casework_give_other", default="Andere Behörde")))
        return [
            Field(
                "authority",
                "choice",
                self.german(_("casework_give_authority", default="Welche Behörde?")),
                required=True,
                options=(*known, other),
            ),
            self._text("name", _("casework_give_name", default="Bei anderer Behörde: Name")),
            self._lines(
                "address",
                _("casework_give_address", default="Bei anderer Behörde: Anschrift"),
                LONGEST_ADDRESS,
            ),
            self._text(
                "contact",
                _("casework_give_contact", default="Bei anderer Behörde: Telefon oder E-Mail"),
            ),
            Field(
                "moved_on",
                "date",
                self.german(_("casework_give_moved_on", default="Tag des Umzugs")),
                required=True,
            ),
            self._lines(
                "reason", _("casework_give_reason", default="Grund"), LONGEST_REASON, needed=True
            ),
            Field(
                "hidden",
                "multi-choice",
                self.german(_("casework_give_shown", default="Auf der Statusseite")),
                options=(Option("hidden", self.german(self.HIDDEN)),),
            ),
            *self._ways(),
        ]

    HIDDEN = _(
        "casework_give_hidden",
        default="Name und Anschrift der Behörde nicht zeigen (Auskunftssperre, getrennte Partner)",
    )

    def _ways(self) -> list[Field]:
        where = where_to()
        if where is None:
            return []
        by_itself = _(
            "casework_give_by_target",
            default="Über unser eingerichtetes Ziel: ${target}",
            mapping={"target": where.told},
        )
        by_hand = _("casework_give_by_hand", default="Herunterladen und selbst verschicken")
        return [
            Field(
                "way",
                "choice",
                self.german(_("casework_give_way", default="Wie verschicken Sie die Akte?")),
                required=True,
                options=self.options({target.DOWNLOAD: by_hand, CONFIGURED: by_itself}),
            )
        ]

    def _text(self, name: str, title) -> Field:
        too_long = self.german(TOO_LONG)
        rules = (Rule("max_length", LONGEST_NAME, message=too_long),)
        return Field(name, "text", self.german(title), rules=rules)

    def _lines(self, name: str, title, most: int, needed: bool = False) -> Field:
        rules = (Rule("max_length", most, message=self.german(TOO_LONG)),)
        return Field(name, "long-text", self.german(title), required=needed, rules=rules)

    def done(self) -> str:
        receiver = self._receiver()
        moved_on = date.fromisoformat(self.answer("moved_on"))
        if receiver is None:
            self.questions.complain("name", NAME_NEEDED)
        if moved_on > clock.today():
            self.questions.complain("moved_on", FUTURE)
        if self.questions.said:
            return ""
        way = "" if self.answer("way") == CONFIGURED else target.DOWNLOAD
        shown = "hidden" not in (self.questions.answers.get("hidden") or ())
        try:
            give(self.context, receiver, self.answer("reason"), moved_on, shown, way, self.key)
        except NotPossibleError:
            return ""  # a colleague was faster: the page says what is no longer possible
        return f"{self.context.absolute_url()}#handing-on"

    def _receiver(self) -> Receiver | None:
        chosen = self.answer("authority")
        if chosen != OTHER:
            return receivers()[chosen][1]
        name = self.answer("name")
        return Receiver(name, self.answer("address"), self.answer("contact")) if name else None


class TakeBackCase(FormPage):
    title = _("casework_come_back_title", default="Abgabe zurücknehmen")
    lead = _(
        "casework_come_back_lead",
        default="Wenn die andere Behörde nicht zuständig ist. Der Vorgang ist danach wieder in"
        " Bearbeitung, und die Person sieht das auf ihrer Statusseite.",
    )
    button = _("casework_come_back_do", default="Vorgang wieder übernehmen")
    back = _("casework_assign_back", default="Zurück zum Vorgang")
    name = "take-back-case"
    what_is_read = "take-back-case"

    def fields(self) -> Sequence[Field]:
        rules = (Rule("max_length", LONGEST_REASON, message=self.german(TOO_LONG)),)
        question = self.german(_("casework_give_reason", default="Grund"))
        return [Field("reason", "long-text", question, required=True, rules=rules)]

    def done(self) -> str:
        try:
            take_back(self.context, self.answer("reason"), self.key)
        except NotPossibleError:
            self.questions.complain("reason", NOT_GIVEN)
            return ""
        return self.context.absolute_url()


NOT_GIVEN = _("casework_come_back_not", default="Der Vorgang ist nicht abgegeben.")
