"""What became of a page: who changed and published it; an earlier version beside that of now."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property

from AccessControl import getSecurityManager
from AccessControl.SpecialUsers import system
from plone.app.iterate.interfaces import IBaseline
from zExceptions import NotFound
from zope.component import getMultiAdapter

from permitdesk.access import full_name
from permitdesk.core import _, in_words
from permitdesk.core.texts import Shown
from permitdesk.guidance.history.changes import Change, changes
from permitdesk.guidance.history.versions import Version, as_it_was, restore, versions
from permitdesk.guidance.history.views.comparing import ComparingPage
from permitdesk.theme import Cell, Link, PageTemplate, Table

MOST = 200  # steps of a page that are listed, the newest

CHANGED = _("guidance_history_changed", default="Geändert")
STEPS = {
    "published": _("guidance_history_published", default="Veröffentlicht"),
    "pending": _("guidance_history_pending", default="Zur Veröffentlichung eingereicht"),
    "private": _("guidance_history_private", default="Zurückgezogen"),
}
LOCKED = _(
    "guidance_history_locked",
    default="Jemand bearbeitet diese Seite gerade oder bereitet eine Änderung vor. Versuchen Sie es"
    " danach noch einmal.",
)
RESTORED = _(
    "guidance_history_restored",
    default="Die Seite hat wieder den früheren Inhalt. Was vorher dort stand, steht weiter hier in"
    " der Liste.",
)
PORTAL = _("guidance_history_by_portal", default="das Portal selbst")


class VersionsPage(ComparingPage):
    """``versions`` of whatever is one object a language; ``?version=`` is one of them."""

    title = _("guidance_history_title", default="Verlauf")
    index = PageTemplate("versions.pt")

    def __call__(self):
        if self.sent("version") and self.version is None:
            raise NotFound(self.sent("version"))
        return super().__call__()

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@versions"

    @property
    def last_links(self) -> Sequence[Link]:
        if self.version is None:
            return super().last_links
        return [Link(str(self.translate(self.title)), self.address), Link(self.moment, "")]

    # All versions

    @cached_property
    def versions(self) -> list[Version]:
        return versions(self.context)

    @property
    def steps_table(self) -> Table:
        """Versions and what the workflow did, the newest first."""
        columns = (
            _("guidance_history_when", default="Wann"),
            _("guidance_history_what", default="Was"),
            _("guidance_history_who", default="Von wem"),
            _("guidance_history_note", default="Notiz"),
        )
        steps = sorted([*self._kept(), *self._published()], key=lambda step: step[0], reverse=True)
        return Table(
            str(self.translate(self.title)),
            [str(self.translate(each)) for each in columns],
            [row for _at, row in steps[:MOST]],
        )

    def _kept(self) -> Iterator[tuple[datetime, list[Cell]]]:
        for each in self.versions:
            what = str(self.translate(CHANGED))
            yield each.at, self._row(each.at, what, each.by, each.note, self._place(each.number))

    def _published(self) -> Iterator[tuple[datetime, list[Cell]]]:
        for chain in self.context.workflow_history.values():
            for step in chain:
                if step.get("action"):
                    state = step["review_state"]
                    what = str(self.translate(STEPS.get(state, state)))
                    at = step["time"].asdatetime().astimezone(UTC)
                    yield at, self._row(at, what, step["actor"], step.get("comments") or "")

    def _row(self, at: datetime, what: str, by: str, note: str, address: str = "") -> list[Cell]:
        return [
            Cell(in_words.moment(at, self.language), address),
            Cell(what),
            Cell(self._called(by), isolate=True),
            Cell(note, isolate=True),
        ]

    def _called(self, by: str) -> str:
        if by == system.getUserName():
            return str(self.translate(PORTAL))
        return full_name(by)

    def _place(self, number: int) -> str:
        return f"{self.address}?version={number}"

    @property
    def done_message(self) -> Shown:
        return self.translate(RESTORED) if self.sent("restored") and not self.is_posted else ""

    # One version

    @cached_property
    def version(self) -> Version | None:
        number = self.sent("version")
        return next((each for each in self.versions if str(each.number) == number), None)

    @property
    def here(self) -> str:
        return self._place(self.version.number)

    @property
    def moment(self) -> str:
        return in_words.moment(self.version.at, self.language)

    @property
    def who(self) -> str:
        return self._called(self.version.by)

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.versions[0].number

    @cached_property
    def _then(self):
        return as_it_was(self.context, self.version.number)

    @property
    def since_before(self) -> Sequence[Change]:
        """What was changed with this version; nothing for the first."""
        older = [each.number for each in self.versions if each.number < self.version.number]
        return changes(as_it_was(self.context, older[0]), self._then) if older else ()

    @cached_property
    def since_then(self) -> Sequence[Change]:
        """What was changed after this version, until now."""
        return changes(self._then, self.context)

    # What was sent

    @property
    def may_restore(self) -> bool:
        check = getSecurityManager().checkPermission
        return all(
            check(each, self.context)
            for each in ("Modify portal content", "CMFEditions: Revert to previous versions")
        )

    def done(self) -> str | None:
        if self.version is None or not self.may_restore:
            raise NotFound(self.sent("version"))
        lock = getMultiAdapter((self.context, self.request), name="plone_lock_info")
        if lock.is_locked_for_current_user() or IBaseline.providedBy(self.context):
            self.complain(LOCKED, "restore")
            return None
        restore(self.context, self.version.number)
        return f"{self.address}?restored=1"
