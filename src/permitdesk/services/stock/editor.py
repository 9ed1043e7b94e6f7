"""easyform's editor on a stock form: guarded, without raw XML, offering what is allowed."""

from collective.easyform.browser.actions import EasyFormActionContext, EasyFormActionsView
from collective.easyform.browser.fields import EasyFormFieldContext, EasyFormFieldsView
from collective.easyform.interfaces import (
    IEasyFormActionsContext,
    IEasyFormFieldsContext,
)
from zExceptions import NotFound
from zope.interface import Interface, implementer

from permitdesk.core import _
from permitdesk.services.stock.form import FIELDS
from permitdesk.theme import PageTemplate, PublicPage


class IStockFieldsContext(IEasyFormFieldsContext):
    """The field editor of a stock form."""


class IStockActionsContext(IEasyFormActionsContext):
    """The action editor of a stock form."""


class INoMoreSettings(Interface):
    """In place of easyform's further settings, which are expressions."""


def no_more_settings(context, field):
    """The schema of further settings of a field or an action: there are none."""
    return INoMoreSettings


class _Guarded:
    """The stock editor hands out its edit form under the name of the field itself, without asking
    for a permission."""

    def publishTraverse(self, request, name):
        if name == self.__name__:
            raise NotFound(name)
        return super().publishTraverse(request, name)


class StockFieldContext(_Guarded, EasyFormFieldContext):
    """One field in the editor."""


class StockActionContext(_Guarded, EasyFormActionContext):
    """One action in the editor."""


@implementer(IStockFieldsContext)
class StockFieldsView(EasyFormFieldsView):
    """The fields of a stock form; only kinds that a case can show are offered."""

    allowedFields = tuple(
        name.replace("zope.schema.", "zope.schema._bootstrapfields.") for name in FIELDS
    ) + tuple(name.replace("zope.schema.", "zope.schema._field.") for name in FIELDS)

    def publishTraverse(self, request, name):
        if name in self.schema:
            return StockFieldContext(self.schema[name], self.request).__of__(self)
        return super().publishTraverse(request, name)


@implementer(IStockActionsContext)
class StockActionsView(EasyFormActionsView):
    """The actions of a stock form."""

    def publishTraverse(self, request, name):
        if name in self.schema:
            return StockActionContext(self.schema[name], self.request).__of__(self)
        return super().publishTraverse(request, name)


class RefusedModel(PublicPage):
    """What a person sees whose change of a form was refused: why, and the way back."""

    index = PageTemplate("refused.pt")
    index_page = False
    title = _("services_refused_title", default="Das wurde nicht gespeichert")

    def __call__(self):
        # Locked: the publisher would make it 500, as for an error of ours.
        self.request.response.setStatus(400, lock=True)
        return super().__call__()

    @property
    def problems(self) -> tuple[str, ...]:
        return self.context.said(self.language)
