"""What the pages of a question and of a document share: which one it is, and what it belongs to."""

from collections.abc import Sequence
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.designer.views.form import FormPage
from permitdesk.services.outline import Item
from permitdesk.services.uses import Use, uses_of

STEP = _("designer_question_step", default="In welchem Abschnitt?")


class ItemPage(FormPage):
    """``?name=`` names the one that is edited; a new one has ``?step=``. An edit is noted as one of
    the ``part``."""

    part = ""
    new_title: Message
    change_title: Message

    @property
    def title(self) -> Message:
        return self.change_title if self.item else self.new_title

    @cached_property
    def item(self) -> Item | None:
        return self.sheet.item(self.sent("name")) if self.sent("name") else None

    @cached_property
    def step(self) -> str:
        return self.item.step if self.item else self.sheet.step(self.sent("step")).name

    @property
    def can_delete(self) -> bool:
        return self.item is not None

    @cached_property
    def uses(self) -> Sequence[Use]:
        return uses_of(self.sheet, self.item.name) if self.item else ()

    def keep_item(self, name: str, title: str) -> str:
        """Keep what was changed of it; returns where to go on."""
        self.keep(self.part, title)
        return self.saved_address(self.sheet.item(name).step, f"q-{name}")

    def delete(self) -> str:
        item = self.item
        self.sheet.delete(item.name)
        self.keep(self.part, item.title)
        return self.step_address(item.step)

    @property
    def cancel_address(self) -> str:
        return self.step_address(self.step, f"q-{self.item.name}" if self.item else "")
