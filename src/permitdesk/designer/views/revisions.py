"""The way to the public: review, publishing, taking offline; and what was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from AccessControl import getSecurityManager
from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.access import actor, full_name
from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.texts import Shown
from permitdesk.designer.checks import all_findings
from permitdesk.designer.views.states import ASIDE, ASKED, WORK, StatesPage
from permitdesk.intake import open_drafts
from permitdesk.services import (
    PUBLISH,
    NotReleasedError,
    UnpublishableError,
    address,
    edition_of,
    is_changed,
    release,
    retract,
    review,
)
from permitdesk.services.findings import blocking
from permitdesk.theme import Badge, Notice, PageTemplate

ACTS = {
    review.ASKED: _("designer_act_asked", default="Um Prüfung gebeten"),
    review.SENT_BACK: _("designer_act_sent_back", default="Zurückgegeben"),
    review.WITHDRAWN: _("designer_act_withdrawn", default="Bitte zurückgenommen"),
    review.PUBLISHED: _("designer_act_published", default="Fassung ${number} veröffentlicht"),
    review.RETRACTED: _("designer_act_retracted", default="Vom Netz genommen"),
    review.RESTORED: _("designer_act_restored", default="Früheren Stand zurückgeholt"),
}
ALONE = _("designer_alone", default="ohne zweite Person")
NO_REASON = _(
    "designer_reason_missing", default="Schreiben Sie in einem Satz, was geändert werden soll."
)
BROKEN = _(
    "designer_cannot_publish",
    default="Das lässt sich noch nicht veröffentlichen. Unter „Prüfung“ steht, warum.",
)


@dataclass(frozen=True)
class Row:
    """A revision in the list."""

    number: int
    address: str
    compare: str
    when: str
    who: str
    reason: str
    alone: Badge | None
    drafts: int
    public: bool


@dataclass(frozen=True)
class Told:
    act: Shown
    who: str
    when: str
    reason: str
    alone: Badge | None


class RevisionsPage(StatesPage):
    """The tab *Fassungen*. Nothing here happens by itself."""

    name = tab = "revisions"
    title = _("designer_tab_revisions", default="Fassungen")
    index = PageTemplate("revisions.pt")

    def done(self) -> str | None:
        form = self.request.form
        for act in ("ask", "withdraw", "send-back", "publish", "retract"):
            if act in form:
                return getattr(self, f"_{act.replace('-', '_')}")()
        return self.here

    @property
    def reason(self) -> str:
        text = self.request.form.get("reason", "")
        return (
            whole(text.replace("\r\n", "\n"))[: review.LONGEST_REASON]
            if (isinstance(text, str))
            else ""
        )

    def _ask(self) -> str | None:
        if self.is_overtaken():
            return None
        try:
            review.ask(self.context, self.reason)
        except UnpublishableError:
            self.complain(BROKEN, "f-note")
            return None
        return self.here

    def _withdraw(self) -> str:
        asked = self.request_
        if asked and asked.by == actor():
            review.withdraw(self.context, self.reason)
        return self.here

    def _send_back(self) -> str | None:
        if not self.may_publish or self.request_ is None:
            return self.here
        if not self.reason.strip():
            self.complain(NO_REASON, "f-reason")
            return None
        review.send_back(self.context, self.reason)
        return self.here

    def _publish(self) -> str | None:
        if not self.may_publish:
            return self.here
        if self.is_overtaken():
            return None
        try:
            release(self.context, self.reason)
        except NotReleasedError as error:
            self.complain(error.message, "f-reason")
            return None
        except UnpublishableError:
            self.complain(BROKEN, "f-reason")
            return None
        return self.here

    def _retract(self) -> str:
        if self.may_publish and self.context.published_number is not None:
            retract(self.context, self.reason)
        return self.here

    @property
    def may_publish(self) -> bool:
        return bool(getSecurityManager().checkPermission(PUBLISH, self.context))

    # What is worked on

    @cached_property
    def hindrances(self) -> int:
        return len(blocking(all_findings(self.context)))

    @property
    def is_new(self) -> bool:
        """Whether there is anything to publish."""
        if self.hindrances or self.context.published_number is None:
            return True
        return is_changed(self.context)

    @cached_property
    def request_(self) -> review.Event | None:
        return review.request_of(review.history(self.context))

    @property
    def asked(self) -> Told | None:
        return self._told(self.request_) if self.request_ else None

    @property
    def is_mine(self) -> bool:
        return bool(self.request_ and self.request_.by == actor())

    @property
    def is_changed_since(self) -> bool:
        """Whether something was changed after somebody asked for review."""
        return bool(self.request_ and self.request_.edition != edition_of(self.context))

    @property
    def is_alone(self) -> bool:
        """Whether whoever looks at this page would publish without a second person."""
        events, rule = review.history(self.context), review.second_person()
        return rule != review.OFF and review.is_alone(events, actor(), edition_of(self.context))

    @property
    def needs_another(self) -> bool:
        return self.is_alone and review.second_person() == review.REQUIRED

    @property
    def stale(self) -> Notice:
        return Notice(
            "warning",
            self.translate(
                _("designer_changed_since", default="Seit der Bitte um Prüfung geändert")
            ),
            self.translate(
                _(
                    "designer_changed_since_text",
                    default="Was danach kam, hat noch niemand geprüft. Vergleichen Sie die beiden"
                    " Stände, oder lassen Sie sich neu bitten.",
                )
            ),
            [
                (
                    str(self.translate(_("designer_compare_go", default="Vergleichen"))),
                    self.comparing(ASKED, WORK),
                )
            ],
        )

    def comparing(self, old: str, new: str) -> str:
        return f"{self.address}/@@compare?old={old}&new={new}"

    @property
    def work_compared(self) -> str:
        number = self.context.published_number or max(self.context.revisions, default=0)
        return self.comparing(str(number), WORK) if number else ""

    @property
    def aside(self) -> str:
        """Where the state lies that was set aside; empty where there is none."""
        return f"{self.address}/@@revision?state={ASIDE}" if self.context.set_aside else ""

    @property
    def public_address(self) -> str:
        return address(self.context, self.language)

    # What was

    @property
    def rows(self) -> Sequence[Row]:
        drafts = open_drafts(self.context.aq_parent.aq_parent, self.context.getId())
        numbers = sorted(self.context.revisions)
        before = dict(zip(numbers[1:], numbers, strict=False))
        found = []
        for number in reversed(numbers):
            frozen = self.context.revisions[number]
            found.append(
                Row(
                    number,
                    f"{self.address}/@@revision?state={number}",
                    self.comparing(str(before[number]), str(number)) if number in before else "",
                    self.when(frozen.published_at),
                    full_name(frozen.published_by) if frozen.published_by else "",
                    frozen.reason,
                    self._alone(frozen.alone),
                    drafts.get(number, 0),
                    number == self.context.published_number,
                )
            )
        return found

    @property
    def history(self) -> Sequence[Told]:
        return [self._told(each) for each in reversed(review.history(self.context))]

    def _told(self, event: review.Event) -> Told:
        act = Message(ACTS[event.act], mapping={"number": event.number or ""})
        return Told(
            translate(act, target_language=self.language),
            full_name(event.by),
            self.when(event.at),
            event.reason,
            self._alone(event.alone),
        )

    def _alone(self, alone: bool) -> Badge | None:
        return Badge("warning", str(self.translate(ALONE))) if alone else None
