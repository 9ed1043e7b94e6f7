"""Handing a case over to the office's own system: prepare, say that it was sent, confirm."""

from collections.abc import Sequence
from functools import cached_property

from zExceptions import NotFound

from permitdesk.casework.handover import target
from permitdesk.casework.handover.delivery import (
    CONFIRMED,
    FAILED,
    LONGEST_NUMBER,
    PREPARED,
    SENT,
    STATES,
    WAYS,
    Delivery,
    NotNowError,
    confirm,
    deliveries,
    delivery,
    downloaded,
    prepare,
    try_again,
)
from permitdesk.casework.handover.views.form import FormPage
from permitdesk.casework.views.page import moment
from permitdesk.core import _
from permitdesk.services.definition import Field, Rule
from permitdesk.theme import Badge, Notice

_KINDS = {PREPARED: "info", SENT: "warning", FAILED: "stop"}
BY_HAND = _(
    "casework_deliver_by_hand",
    default="Sie laden die Akte danach herunter, legen sie im Fachsystem ab und tragen hier ein,"
    " dass sie dort angekommen ist.",
)
BY_ITSELF = _(
    "casework_deliver_by_itself",
    default="Das Portal schickt die Akte an: ${target}. Sie sehen hier, ob sie angekommen ist.",
)
WRONG = _(
    "casework_deliver_wrong",
    default="Das Ziel der Übergabe ist falsch eingestellt. Sagen Sie es Ihrer IT.",
)
NO_STEP = _(
    "casework_deliver_no_step",
    default="Das geht jetzt nicht (mehr). Sehen Sie auf der Seite des Vorgangs, wie weit die"
    " Übergabe ist.",
)


def where_to() -> target.Target | None:
    """As ``target.configured``; None also where the setting is wrong."""
    try:
        return target.configured()
    except target.NoTargetError:
        return None


def is_wrong() -> bool:
    """Whether the operator's setting is none that bundles could go to."""
    try:
        target.configured()
    except target.NoTargetError:
        return True
    return False


class Deliver(FormPage):
    title = _("casework_deliver_title", default="An das Fachsystem übergeben")
    lead = _(
        "casework_deliver_lead",
        default="Die Akte entsteht so, wie der Vorgang jetzt ist: ein PDF, die Daten und alle"
        " Unterlagen mit Prüfsummen. Hier wird nichts gelöscht, bevor die Übernahme bestätigt ist.",
    )
    button = _("casework_deliver_do", default="Akte vorbereiten")
    back = _("casework_assign_back", default="Zurück zum Vorgang")
    name = "deliver"
    what_is_read = "deliver"

    @property
    def notices(self) -> list[Notice]:
        if is_wrong():
            return [Notice("warning", self.translate(WRONG))]
        where = where_to()
        if where is None:
            return [Notice("info", self.translate(BY_HAND))]
        said = type(BY_ITSELF)(BY_ITSELF, mapping={"target": where.told})
        return [Notice("info", self.translate(said))]

    def fields(self) -> Sequence[Field]:
        return []

    def done(self) -> str:
        prepare(self.context, self.key, way=target.DOWNLOAD if is_wrong() else "")
        return f"{self.context.absolute_url()}#handing-on"


class _Step(FormPage):
    """Of one delivery, named by ``delivery`` in the form."""

    back = _("casework_assign_back", default="Zurück zum Vorgang")

    @cached_property
    def delivery(self) -> Delivery:
        key = self.request.form.get("delivery")
        found = delivery(self.context, key) if isinstance(key, str) else None
        if found is None:
            raise NotFound("delivery")
        return found

    @property
    def hidden(self) -> dict[str, str]:
        return {"delivery": self.delivery.key}

    def fields(self) -> Sequence[Field]:
        return []

    def done(self) -> str:
        try:
            self.step()
        except NotNowError:
            self.problem = NO_STEP
            return ""
        return f"{self.context.absolute_url()}#handing-on"

    problem = None

    @property
    def notices(self) -> list[Notice]:
        return [Notice("warning", self.translate(self.problem))] if self.problem else []

    def step(self) -> None:
        raise NotImplementedError


class Confirm(_Step):
    title = _("casework_confirm_title", default="Übernahme bestätigen")
    lead = _(
        "casework_confirm_lead",
        default="Bestätigen Sie nur, wenn die Akte wirklich dort liegt und sich öffnen lässt."
        " Danach darf dieser Vorgang nach seiner Frist gelöscht werden.",
    )
    button = _("casework_confirm_do", default="Ja, die Akte ist angekommen")
    name = "confirm-delivery"
    what_is_read = "confirm-delivery"

    def fields(self) -> Sequence[Field]:
        number = _("casework_confirm_number", default="Aktenzeichen dort")
        return [
            Field(
                "number", "text", self.german(number), rules=(Rule("max_length", LONGEST_NUMBER),)
            )
        ]

    def step(self) -> None:
        confirm(self.context, self.delivery, self.answer("number"))


class Sent(_Step):
    """A person took the bundle along or sent it on; by POST only."""

    title = _("casework_sent_title", default="Als übergeben eintragen")
    button = _("casework_sent_do", default="Ich habe die Akte übergeben")
    name = "delivery-sent"
    what_is_read = "delivery-sent"

    def step(self) -> None:
        downloaded(self.context, self.delivery)


class Again(_Step):
    title = _("casework_again_title", default="Noch einmal senden")
    button = _("casework_again_do", default="Noch einmal senden")
    name = "delivery-again"
    what_is_read = "delivery-again"

    def step(self) -> None:
        try_again(self.context, self.delivery)


NUMBER = _("casework_delivery_number", default="Aktenzeichen dort: ${number}")


def _said(page, each: Delivery, note: str) -> str:
    """A note, or of what was confirmed the file number there."""
    if not note or each.state != CONFIRMED:
        return note
    return page.translate(type(NUMBER)(NUMBER, mapping={"number": note}))


def shown(case, page) -> list[dict]:
    """The deliveries of a case for its page, the latest first."""
    address = case.absolute_url()
    found = []
    for each in reversed(deliveries(case)):
        last = each.steps[-1]
        by_hand = each.way == target.DOWNLOAD
        found.append(
            {
                "key": each.key,
                "to": each.to,
                "way": page.translate(WAYS[each.way]),
                "badge": Badge(
                    _KINDS.get(each.state, "success"), page.translate(STATES[each.state])
                ),
                "since": moment(last.at),
                "note": _said(page, each, last.note),
                "hash": each.sha256[:16],
                "file": f"{address}/bundle/{each.key}" if each.has_bundle else "",
                "may_be_sent": by_hand and each.state == PREPARED,
                "may_confirm": each.state == SENT,
                "may_repeat": not by_hand and each.state == FAILED,
            }
        )
    return found
