"""``{case}/@@assign``: the case goes to another desk, with a reason."""

from collections.abc import Sequence
from urllib.parse import quote

from permitdesk.access import full_name
from permitdesk.casework.gate import may_view
from permitdesk.casework.handover.assigning import (
    LONGEST_REASON,
    assign,
    assigned,
    desk_at,
    place_of,
    targets,
    title_of,
)
from permitdesk.casework.handover.views.form import FormPage
from permitdesk.casework.views.page import OfficePage, moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Notice, PageTemplate

NO_TARGET = _(
    "casework_assign_no_target",
    default="Es gibt keinen anderen Ordner, an den Sie abgeben dürfen. Fragen Sie die Leitung.",
)
ELSEWHERE = _(
    "casework_assign_elsewhere",
    default="Der Vorgang wurde inzwischen abgegeben: Er liegt jetzt bei „${desk}“. Prüfen Sie, ob"
    " er noch einmal weitergehen soll.",
)
TOO_LONG = _("casework_message_too_long", default="Der Text ist zu lang.")


def reason_field(page) -> Field:
    return Field(
        "reason",
        "long-text",
        page.german(_("casework_assign_reason", default="Warum?")),
        page.german(
            _(
                "casework_assign_reason_help",
                default="Der Grund steht im Verlauf. Die antragstellende Person sieht ihn nicht.",
            )
        ),
        required=True,
        rules=(Rule("max_length", LONGEST_REASON, message=page.german(TOO_LONG)),),
    )


class Assign(FormPage):
    title = _("casework_assign_title", default="An einen anderen Ordner abgeben")
    lead = _(
        "casework_assign_lead",
        default="Alles zieht mit um: Antrag, Unterlagen, Nachrichten, Verlauf. Die"
        " antragstellende Person merkt davon nichts, Nummer und Zugangscode bleiben.",
    )
    back = _("casework_assign_back", default="Zurück zum Vorgang")
    name = "assign"
    what_is_read = "assign"

    @property
    def desks(self) -> dict[str, object]:
        return targets(self.context, self.office)

    @property
    def button(self):
        return _("casework_assign_do", default="Vorgang abgeben") if self.desks else ""

    @property
    def notices(self) -> list[Notice]:
        found = []
        if not self.desks:
            found.append(Notice("info", self.translate(NO_TARGET)))
        if self.sent("here") and self.sent("here") != place_of(self.context.aq_parent):
            title = title_of(self.context.aq_parent)
            last = assigned(self.context)[-1:]
            when = f"{full_name(last[0].by)}, {moment(last[0].at)}" if last else ""
            said = type(ELSEWHERE)(ELSEWHERE, mapping={"desk": title})
            found.append(Notice("warning", self.translate(said), when))
        return found

    @property
    def hidden(self) -> dict[str, str]:
        return {"key": self.page_key, "here": place_of(self.context.aq_parent)}

    def fields(self) -> Sequence[Field]:
        options = tuple(Option(place, title_of(desk)) for place, desk in self.desks.items())
        question = _("casework_assign_desk", default="An welchen Ordner?")
        desk = Field("desk", "choice", self.german(question), required=True, options=options)
        return [desk, reason_field(self)]

    def done(self) -> str:
        if self.sent("here") != place_of(self.context.aq_parent):
            return ""  # a colleague was faster: the page says so
        place = self.answer("desk")
        case = assign(self.context, desk_at(self.office, place), self.answer("reason"), self.key)
        if may_view(case):
            return f"{case.absolute_url()}?assigned=1"
        return f"{self.workplace_address}/@@handed-on?desk={quote(place, safe='/')}"


class Moved(CasePart):
    """Tells whoever has just given the case away where it lies now, as its own log says it."""

    index = PageTemplate("moved.pt")

    @property
    def notice(self) -> Notice | None:
        last = assigned(self.context)[-1:]
        if not self.request.form.get("assigned") or not last or last[0].by != self.user:
            return None
        (entry,) = last
        said = _(
            "casework_assigned_now",
            default="Der Vorgang liegt jetzt bei „${desk}“.",
            mapping={"desk": entry.target},
        )
        more = _(
            "casework_assigned_now_more",
            default="Vorher lag er bei „${desk}“. Der neue Ordner bekommt eine Nachricht. Ihr Grund"
            " steht im Verlauf.",
            mapping={"desk": entry.source},
        )
        return Notice("success", self.translate(said), self.translate(more))


class HandedOn(OfficePage):
    """``/office/@@handed-on``: where a case went that one cannot read any more."""

    index = PageTemplate("handed_on.pt")
    title = _("casework_handed_on", default="Der Vorgang ist abgegeben.")

    @property
    def breadcrumb(self):
        return self.place(self.translate(self.title))

    @property
    def said(self) -> str:
        place = self.request.form.get("desk")
        desk = desk_at(self.office, place) if isinstance(place, str) else None
        if desk is None:
            return ""
        return self.translate(
            _(
                "casework_handed_on_where",
                default="Er liegt jetzt bei „${desk}“. Dort hat man eine Nachricht bekommen. Sie"
                " selbst können ihn nicht mehr lesen.",
                mapping={"desk": title_of(desk)},
            )
        )
