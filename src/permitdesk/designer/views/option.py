"""When one answer of a choice is offered."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from permitdesk.core import _
from permitdesk.designer.condition_form import ConditionForm
from permitdesk.designer.views.form import FormPage, Section
from permitdesk.services.choices import SheetOption
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Field
from permitdesk.services.sheet import NoSuchPartError

WHEN = _("designer_option_when", default="Wann wird diese Antwort angeboten?")


class OptionPage(FormPage):
    """``?name=`` names the question, ``?option=`` the code of the answer."""

    name = "design-option"
    kept_names = ("name", "option")
    title = _("designer_edit_option", default="Bedingung einer Antwort")

    @cached_property
    def item(self):
        return self.sheet.item(self.sent("name"))

    @cached_property
    def option(self) -> SheetOption:
        for each in self.sheet.options(self.item.name):
            if each.value == self.sent("option"):
                return each
        raise NoSuchPartError(self.sent("option"))

    @property
    def subtitle(self):
        return self.german(f"{self.item.title}: {self.option.title}")

    def asked(self) -> Sequence[Field]:
        return []

    @cached_property
    def condition(self) -> ConditionForm:
        subjects = self.subjects(but=self.item.name, group=self.item.group, values=False)
        return self.condition_form(self.option.condition, subjects)

    @property
    def row_forms(self):
        return (self.condition,)

    def read_rows(self) -> None:
        self.offered_when = self.condition.read(self.questions.answers, self.complain_of)

    def sections(self) -> Sequence[Section]:
        return [Section(self.say(WHEN), part="condition")]

    def save(self) -> str:
        data = to_data(self.offered_when) if self.offered_when else None
        options = [
            replace(each, condition=data) if each.value == self.option.value else each
            for each in self.sheet.options(self.item.name)
        ]
        title = self.item.title
        self.sheet.change(self.item.name, options=options)
        self.keep("question", title)
        return self.cancel_address

    @property
    def cancel_address(self) -> str:
        return self.page_address("design-question", name=self.item.name)
