"""Many cases at once: what shall be done with which, what is needed for it, and off it goes."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from functools import cached_property

from plone.protect import CheckAuthenticator
from zope.i18nmessageid import Message

from permitdesk import privacy
from permitdesk.casework import once
from permitdesk.casework.dossier.labels import to_give
from permitdesk.casework.handover.assigning import LONGEST_REASON, all_desks, title_of
from permitdesk.casework.row import Row
from permitdesk.casework.states import TRANSITIONS
from permitdesk.casework.worklist import errand as errands
from permitdesk.casework.worklist.listing import every
from permitdesk.casework.worklist.orders import (
    ASSIGN,
    LABEL,
    MOVE,
    PRINT,
    STEPS,
    UNLABEL,
    IncompleteOrderError,
    Order,
    check,
)
from permitdesk.casework.worklist.views.asked import text
from permitdesk.casework.worklist.views.table import ListTable
from permitdesk.casework.worklist.views.workplace import Workplace
from permitdesk.casework.worklist.words import ACTION_TITLES, LIST_ACTION_TITLES
from permitdesk.casework.worklist.work import change
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.theme import Choice, PageTemplate

AT_ONCE = 50  # changes of so many are done before the page is answered
SHOWN = 20
NONE_CHOSEN = _(
    "casework_bulk_none",
    default="Wählen Sie Vorgänge aus: Kreuzen Sie Zeilen an, oder nehmen Sie alle gefundenen.",
)
NO_ACTION = _(
    "casework_bulk_no_action", default="Wählen Sie, was Sie mit den Vorgängen tun wollen."
)
NOT_SAME = _(
    "casework_bulk_not_same",
    default="Inzwischen passen ${now} Vorgänge zu Ihrer Auswahl, vorher waren es ${before}. Es ist"
    " nichts geschehen. Sehen Sie die Liste noch einmal an.",
)
TOO_MANY = _(
    "casework_bulk_too_many",
    default="Das geht mit höchstens ${most} Vorgängen auf einmal, gewählt sind ${chosen}. Es ist"
    " nichts geschehen. Grenzen Sie die Auswahl ein.",
)
MISSING = {
    "desk": _("casework_bulk_desk_missing", default="Wählen Sie einen Ordner."),
    "reason": _(
        "casework_bulk_reason_missing",
        default="Schreiben Sie einen Grund, höchstens 500 Zeichen.",
    ),
    "transition": _("casework_bulk_step_missing", default="Wählen Sie einen Schritt."),
    "label": _("casework_bulk_label_missing", default="Wählen Sie ein Kennzeichen."),
}
ASKED = {
    ASSIGN: _("casework_bulk_which_desk", default="In welchen Ordner?"),
    MOVE: _("casework_bulk_which_step", default="Welcher Schritt?"),
    LABEL: _("casework_bulk_which_label", default="Welches Kennzeichen?"),
    UNLABEL: _("casework_bulk_which_label", default="Welches Kennzeichen?"),
}
NO_LABELS = _(
    "casework_bulk_no_labels",
    default="Es gibt noch keine Kennzeichen. Ihre Leitung legt sie an.",
)
_KEY = re.compile(r"[0-9a-f]{32}")


class Bulk(Workplace):
    """A POST with a token. Nothing happens before everything needed is said; until then, and where
    something is wrong, the form is shown again with what was typed."""

    _form = PageTemplate("bulk.pt")
    _print = PageTemplate("print.pt")
    error = ""  # in the form, beside ``error_field``
    error_field = ""

    def __call__(self):
        if self.request.method != "POST":
            return self.back(self.workplace_address)
        CheckAuthenticator(self.request)
        problem = self._problem()
        if problem:
            self.bulk_error, self.wanted_action = problem, self.order.action
            self.ticked = () if self.takes_all else frozenset(self.chosen)
            return self.listed()
        self.prepare_response()
        if self.order.action == PRINT:
            return self._printed()
        try:
            check(self.order, self.office)
        except IncompleteOrderError as missing:
            if "go" in self.request.form:
                self.error_field = missing.field
                self.error = self.translate(MISSING[missing.field])
            return self._form()
        return self.back(self._begun())

    def back(self, address: str) -> str:
        self.prepare_response()
        return self.request.response.redirect(address, status=303)

    @cached_property
    def order(self) -> Order:
        form = self.request.form
        return Order(
            text(form, "action"),
            text(form, "to"),
            text(form, "reason", LONGEST_REASON * 2),
            text(form, "transition"),
            text(form, "give"),
        )

    @property
    def takes_all(self) -> bool:
        return text(self.request.form, "which") == "all"

    @cached_property
    def chosen(self) -> list[str]:
        """The references: those that were marked, or of everything that was found."""
        if self.takes_all:
            rows = every(self.user, self.office, self.wanted, self.ranking())
            return [row.reference for row in rows]
        given = self.request.form.get("case", [])
        given = [given] if isinstance(given, str) else given
        return list(dict.fromkeys(each for each in given if isinstance(each, str) and each))

    def _problem(self) -> str:
        """Why nothing can be done with what was sent; empty for nothing."""
        if self.order.action not in LIST_ACTION_TITLES:
            return self.translate(NO_ACTION)
        if not self.chosen:
            return self.translate(NONE_CHOSEN)
        before, now = text(self.request.form, "expected"), len(self.chosen)
        is_asked = self.order.action in (LABEL, UNLABEL) and "go" not in self.request.form
        if is_asked and not self.labels_to_give:
            return self.translate(NO_LABELS)
        if self.takes_all and before and before != str(now):
            return self.translate(Message(NOT_SAME, mapping={"now": now, "before": before}))
        if now > self.order.most:
            values = {
                "most": in_words.number(self.order.most, SOURCE),
                "chosen": in_words.number(now, SOURCE),
            }
            return self.translate(Message(TOO_MANY, mapping=values))
        return ""

    def _begun(self) -> str:
        """Begin, once for what is sent with a key; where one sees how far it is."""
        # Who goes back and chooses something else asks for something else.
        key = once.fingerprint(self.key, asdict(self.order), self.chosen)
        known = errands.known(self.office, self.user, key)
        if known is None:
            known = begin(self.office, self.user, self.order, self.chosen, key)
        return f"{self.workplace_address}/@@errand/{known.id}"

    @cached_property
    def key(self) -> str:
        """What makes one errand of one that was sent twice."""
        given = text(self.request.form, "key")
        return given if _KEY.fullmatch(given) else secrets.token_hex(16)

    @property
    def heading(self) -> str:
        return self.translate(ACTION_TITLES[self.order.action])

    @property
    def shown(self) -> list[str]:
        return self.chosen[:SHOWN]

    @property
    def not_shown(self) -> int:
        return max(len(self.chosen) - SHOWN, 0)

    @property
    def chosen_in_words(self) -> str:
        return in_words.number(len(self.chosen), SOURCE)

    @property
    def not_shown_in_words(self) -> str:
        return in_words.number(self.not_shown, SOURCE)

    def kept_fields(self) -> list[tuple[str, str]]:
        """What was chosen, as hidden fields."""
        fields = [("action", self.order.action), ("key", self.key)]
        if self.takes_all:
            return [*fields, *self.hidden(), ("which", "all"), ("expected", str(len(self.chosen)))]
        return [*fields, *self.hidden(), *(("case", each) for each in self.chosen)]

    @property
    def needs(self) -> str:
        """The name of the field that the action has."""
        kinds = {ASSIGN: "to", MOVE: "transition", LABEL: "give", UNLABEL: "give"}
        return kinds[self.order.action]

    @property
    def question(self) -> str:
        """What the field asks."""
        return self.translate(ASKED[self.order.action])

    @cached_property
    def labels_to_give(self) -> dict[str, str]:
        """Ids and titles of the labels of this person's units."""
        units = {desk.aq_parent.getId(): desk.aq_parent for desk in self.desks.values()}
        return {label.id: label.title for unit in units.values() for label in to_give(unit)}

    @property
    def needs_reason(self) -> bool:
        return self.order.action == ASSIGN

    def choices(self) -> Sequence[Choice]:
        """What can be chosen in that field."""
        if self.order.action == ASSIGN:
            found = {place: title_of(desk) for place, desk in all_desks(self.office).items()}
            value = self.order.desk
        elif self.order.action == MOVE:
            found = {step: self.translate(TRANSITIONS[step]) for step in STEPS}
            value = self.order.transition
        else:
            found, value = self.labels_to_give, self.order.label
        empty = self.translate(_("casework_bulk_choose", default="Bitte wählen"))
        return [
            Choice("", empty, not value),
            *(Choice(id_, title, id_ == value) for id_, title in found.items()),
        ]

    def _printed(self) -> str:
        wanted = set(self.chosen)
        rows = (self.office.cases.row(each) for each in self.chosen)
        self.rows: list[Row] = [row for row in rows if row and row.desk in self.desks]
        self.total = len(wanted)
        privacy.record("cases.print", "worklist", str(len(self.rows)))
        for row in self.rows:
            privacy.record("case.printed", row.reference, "list")
        self.table = ListTable(self, self.rows, self.columns, self.wanted)
        return self._print()


def begin(
    office, user: str, order: Order, references: Sequence[str], key: str, content: str = ""
) -> errands.Errand:
    """Note what is asked for, and do it at once or record its job. Few changes are done at once,
    a file always takes a job."""
    errand = errands.ask_for(office, user, order, references, key, content)
    if order.changes and len(references) <= AT_ONCE:
        change(office, errand, order)
    else:
        errands.enqueue(errand, order)
    return errand
