"""Preparing a change of a published page: begin it, look at it, put it on the page, drop it."""

from collections.abc import Sequence
from functools import cached_property

from zExceptions import NotFound

from permitdesk.access import full_name
from permitdesk.core import _
from permitdesk.guidance.copies.copy import (
    InUseError,
    begin,
    copy_of,
    drop,
    is_copy,
    may_begin,
    may_put_back,
    original_of,
    put_back,
)
from permitdesk.guidance.history import Change, ComparingPage, changes
from permitdesk.theme import PageTemplate

IN_USE = _(
    "guidance_copy_in_use",
    default="Jemand bearbeitet diese Seite gerade. Versuchen Sie es später noch einmal.",
)


class ChangePage(ComparingPage):
    """``change`` of a page that has, may have or is a working copy."""

    title = _("guidance_copy_title", default="Änderung vorbereiten")
    index = PageTemplate("change.pt")

    def __call__(self):
        if not (self.is_copy or self.copy is not None or may_begin(self.context)):
            raise NotFound("change")
        return super().__call__()

    @property
    def is_copy(self) -> bool:
        return is_copy(self.context)

    @cached_property
    def copy(self):
        """The working copy that there is already of this page, or None."""
        return copy_of(self.context)

    @property
    def copy_address(self) -> str:
        return self.copy.absolute_url()

    @property
    def copy_by(self) -> str:
        by = self.copy.getOwner().getId() if self.copy.getOwner() else ""
        return full_name(by) or by

    @cached_property
    def original(self):
        return original_of(self.context)

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@change"

    @cached_property
    def changed(self) -> Sequence[Change]:
        """What the page will have in place of what it has."""
        return changes(self.original, self.context)

    @property
    def may_put_back(self) -> bool:
        return may_put_back(self.context)

    def done(self) -> str | None:
        if not self.is_copy:
            return self._begin()
        if "drop" in self.request.form:
            return drop(self.context).absolute_url()
        if not self.may_put_back:
            raise NotFound("change")
        return put_back(self.context, self.sent("note", 400)).absolute_url()

    def _begin(self) -> str | None:
        if self.copy is not None:
            return self.copy_address
        try:
            return f"{begin(self.context).absolute_url()}/edit"
        except InUseError:
            self.complain(IN_USE, "begin")
            return None
