"""The public page of a stock EasyForm: our frame and headers, easyform's fields and validation."""

import secrets
from datetime import date
from functools import cached_property

from collective.easyform.api import get_actions
from collective.easyform.browser.view import EasyFormForm
from collective.easyform.config import FORM_ERROR_MARKER
from plone.formwidget.namedfile.interfaces import INamedFileWidget
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.interfaces import ICheckBoxWidget, IRadioWidget, ISelectWidget
from zope.component.hooks import getSite
from zope.i18nmessageid import Message
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice, ICollection, RequiredMissing

from permitdesk.core import _, clock, gate, in_words
from permitdesk.guidance import cleaned
from permitdesk.intake import discretion
from permitdesk.intake.status import status_address
from permitdesk.intake.stock.action import IFileIntoCaseworkerFolder
from permitdesk.intake.stock.answers import answers_of, documents_of
from permitdesk.intake.stock.filing import as_asked, file_form
from permitdesk.intake.submission import Receipt, usable_key
from permitdesk.services import definition_of, revision_of_form, sections
from permitdesk.theme import (
    Answer,
    ErrorLink,
    PageTemplate,
    PublicPage,
    Slowing,
    private_no_store,
)

KEY = "permitdesk.key"


class StockForm(EasyFormForm):
    """easyform's form, without prefill by address, expressions and foreign actions."""

    allow_prefill_from_GET_request = False
    # Nobody signs in here; a token that runs out would cost a person what they typed.
    enableCSRFProtection = False
    receipt: Receipt | None = None

    @cached_property
    def schema(self):
        """Parsed once a request; easyform parses it at each access."""
        return EasyFormForm.schema.fget(self)

    def update(self):
        """As z3c.form does it: easyform's own extracts everything a second time afterwards."""
        super(EasyFormForm, self).update()
        self.markWidgets()

    def updateFields(self):
        """Several answers are boxes to tick: in a list one needs a key that phones do not have."""
        super().updateFields()
        for part in (self, *self.groups):
            for each in part.fields.values():
                if ICollection.providedBy(each.field) and IChoice.providedBy(each.field.value_type):
                    each.widgetFactory = CheckBoxFieldWidget

    def updateWidgets(self, prefix=None):
        """A list to choose from begins with no answer: nobody sends one that nobody gave."""
        super().updateWidgets(prefix)
        for widget in self.all_widgets():
            if ISelectWidget.providedBy(widget) and not widget.multiple:
                widget.prompt = True
                widget.promptMessage = self.page.translate(PLEASE_CHOOSE)

    def all_widgets(self) -> list:
        """The loose fields first, then those of the fieldsets."""
        groups = getattr(self, "groups", ())
        return [each for part in (self, *groups) for each in (part.widgets or {}).values()]

    def processActions(self, fields):
        """File once. Returns errors by field name, as easyform wants them."""
        action = filing_action(self.context)
        if action is None:
            return {FORM_ERROR_MARKER: self.page.translate(NOT_OPEN)}
        definition = definition_of(self.context.fields_model, self.context.Title())
        documents, refused = documents_of(definition, fields)
        if refused:
            return {name: self.page.translate(text) for name, text in refused.items()}
        if not self.page.may(gate.SEND):
            return {FORM_ERROR_MARKER: self.page.wait_notice.title}
        self.receipt = file_form(
            getSite(),
            self.context,
            action,
            self.page.language,
            answers_of(definition, fields),
            documents,
            self.page.key,
            self.request,
        )
        return None


PLEASE_CHOOSE = _("theme_select_nothing", default="Bitte wählen")
MISSING = _("services_error_required", default="Bitte füllen Sie dieses Feld aus.")
WRONG = _(
    "intake_form_wrong",
    default="Das können wir so nicht annehmen. Bitte prüfen Sie Ihre Eingabe.",
)
NOT_OPEN = _(
    "intake_form_not_open",
    default="Dieses Formular nimmt noch nichts entgegen. Bitte wenden Sie sich an die Behörde.",
)


class StockFormPage(Slowing, PublicPage):
    """Shows the form, takes it, and shows reference and access code."""

    index = PageTemplate("page.pt")
    thanks = PageTemplate("thanks.pt")
    index_page = True

    def __call__(self) -> str:
        discretion.keep(self.request)
        self.prepare_response()
        private_no_store(self.request.response)  # it holds a key that is used once
        if self.request.method == "POST":
            self.form.update()
            if self.receipt is not None:
                return self.thanks()
            if self.queued is None:
                self.request.response.setStatus(422 if self.errors else 200)
        else:
            self.form.update()
        return self.index()

    @cached_property
    def form(self) -> StockForm:
        form = StockForm(self.context, self.request)
        form.page = self
        return form

    @property
    def receipt(self) -> Receipt | None:
        return self.form.receipt

    @property
    def title(self) -> str:
        if self.receipt is not None:
            return self.context.thankstitle or _("intake_receipt_title_message")
        return self.context.Title()

    @cached_property
    def key(self) -> str:
        """What makes sending this page twice one case: a random value in a hidden input."""
        given = self.request.form.get(KEY)
        if self.request.method == "POST" and usable_key(given):
            return given
        return secrets.token_urlsafe(24)

    @property
    def is_open(self) -> bool:
        return filing_action(self.context) is not None

    def fieldsets(self) -> list[tuple[str, list]]:
        """Titles and widgets: the loose fields first, then the form's fieldsets."""
        parts = [("", list(self.form.widgets.values()))]
        parts += [(each.label, list(each.widgets.values())) for each in self.form.groups]
        return [(label, widgets) for label, widgets in parts if widgets]

    @staticmethod
    def is_choice(widget) -> bool:
        """Whether a widget is several inputs, which a fieldset holds together."""
        return IRadioWidget.providedBy(widget) or ICheckBoxWidget.providedBy(widget)

    @property
    def errors(self) -> list[ErrorLink]:
        found = [
            ErrorLink(
                self.input_id(widget), f"{widget.label.rstrip(':?؟')}: {self.message_of(widget)}"
            )
            for _title, widgets in self.fieldsets()
            for widget in widgets
            if widget.error
        ]
        if not found and self.form.status and self.request.method == "POST":
            return [ErrorLink("form", self.translate(self.form.status))]
        return found

    def message_of(self, widget) -> str:
        """What is wrong, in the page's language: z3c.form's own texts are not in all of ours."""
        if not widget.error:
            return ""
        if isinstance(widget.error.error, RequiredMissing):
            return self.translate(MISSING)
        message = widget.error.message
        said = self.translate(message)
        untranslated = isinstance(message, Message) and str(said) == (message.default or message)
        return self.translate(WRONG) if untranslated and self.language != "en" else said

    def described(self, widget) -> str:
        """The widget's markup, its input tied to its help and to what is wrong with it."""
        ids = [f"h-{widget.id}"] if widget.field.description else []
        ids += [f"e-{widget.id}"] if widget.error else []
        if (
            ids
            and not self.is_choice(widget)
            and isinstance(getattr(widget, "attributes", None), dict)
        ):
            widget.attributes["aria-describedby"] = " ".join(ids)
            if widget.error:
                widget.attributes["aria-invalid"] = "true"
        return widget.render()

    @staticmethod
    def input_id(widget) -> str:
        """Of the input that a label belongs to; a file's stands in a box with the widget's id."""
        return f"{widget.id}-input" if INamedFileWidget.providedBy(widget) else widget.id

    def prose(self, name: str) -> str:
        """One of the form's rich texts, reduced to what a guidance page may hold: Plone's filter
        leaves frames, styles, and the names by which our own page is found."""
        text = getattr(self.context, name, None)
        return cleaned(text.output) if text else ""

    @property
    def day(self) -> date:
        return clock.day_of(self.receipt.received_at)

    @property
    def received_at(self) -> str:
        return in_words.moment(self.receipt.received_at, self.language)

    @property
    def status_address(self) -> str:
        return status_address(self.site, self.language)

    @property
    def sections(self) -> list[tuple[str, list[Answer]]]:
        revision = revision_of_form(as_asked(self.context, filing_action(self.context)))
        found = sections(revision, self.receipt.answers, self.language, self.day)
        # An editor writes a form in the language of the page that it is for: nothing is a gap.
        return [
            (
                str(each.title),
                [Answer(str(line.question), tuple(map(str, line.values))) for line in each.lines],
            )
            for each in found
        ]


def filing_action(form):
    """The form's action that files, when it is switched on; None otherwise."""
    for _name, action in getFieldsInOrder(get_actions(form)):
        if IFileIntoCaseworkerFolder.providedBy(action) and action.required:
            return action
    return None
