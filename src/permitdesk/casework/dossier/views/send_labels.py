"""Where the forms about labels are sent, and the page on which a head says which there are."""

from contextlib import suppress

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter

from permitdesk.casework.dossier import labels
from permitdesk.casework.dossier.views.asking import choice_field, text_field
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.theme import Badge, Link, PageTemplate

NOT_NEW = _(
    "casework_dossier_label_not_new",
    default="Dieses Kennzeichen gibt es schon, oder es sind zu viele.",
)


class SetLabel(InPageForm):
    part = "labels"

    def done(self) -> bool:
        # Retired since: the page that it returns to offers what there is.
        with suppress(labels.UnknownLabelError):
            labels.set_label(self.context, self.sent_text("label"))
        return True


class UnsetLabel(InPageForm):
    part = "labels"

    def done(self) -> bool:
        labels.unset_label(self.context, self.sent_text("label"))
        return True


class UnitLabels(OfficePage):
    """For the head of the unit and who manages desks."""

    index = PageTemplate("unit_labels.pt")
    title = _("casework_dossier_unit_labels", default="Kennzeichen des Sachgebiets")

    def __call__(self):
        self.questions = Questions(self._fields(), SOURCE)
        if self.request.method != "POST":
            return super().__call__()
        CheckAuthenticator(self.request)
        form = self.request.form
        if "retire" in form or "restore" in form:
            id_ = form.get("retire", form.get("restore"))
            labels.retire(self.context, str(id_)[:20], "retire" in form)
        elif not self._define():
            return super().__call__()
        self.prepare_response()
        address = f"{self.context.absolute_url()}/@@labels"
        return self.request.response.redirect(address, status=303)

    def _define(self) -> bool:
        self.questions = Questions(self._fields(), SOURCE, self.request.form)
        if self.questions.check():
            answers = self.questions.answers
            try:
                labels.define(self.context, str(answers["title"]), str(answers["colour"]))
            except ValueError:
                self.questions.complain("title", NOT_NEW)
        return not self.questions.said

    def _fields(self) -> list:
        title = _("casework_dossier_label_title", default="Was auf dem Kennzeichen steht")
        short = _("casework_dossier_label_short", default="Höchstens 40 Zeichen.")
        colour = _("casework_dossier_label_colour", default="Farbe")
        return [
            text_field("title", title, labels.LONGEST_TITLE, short, long=False),
            choice_field("colour", colour, labels.COLOURS),
        ]

    def labels(self) -> list[dict[str, object]]:
        return [
            {
                "id": each.id,
                "badge": Badge(each.colour, each.title),
                "is_retired": each.is_retired,
            }
            for each in labels.defined(self.context)
        ]

    @property
    def widgets(self):
        return self.questions.widgets

    @property
    def errors(self):
        return self.questions.errors

    @property
    def breadcrumb(self) -> list[Link]:
        workplace, *_rest = self.place()
        unit = Link(self.context.title, f"{self.context.absolute_url()}/@@unit")
        return [workplace, unit, Link(self.translate(self.title), "")]

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()
