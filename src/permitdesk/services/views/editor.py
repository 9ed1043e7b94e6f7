"""easyform's field editor on a service: for those who may configure, and without expressions."""

import html

from collective.easyform.browser.fields import (
    EasyFormFieldContext,
    EasyFormFieldsView,
    ModelEditorView,
)
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import loadString
from plone.supermodel.parser import SupermodelParseError
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound, Unauthorized
from zope.interface import implementer

from permitdesk.core import _
from permitdesk.services.fields import TYPES
from permitdesk.services.interfaces import IServiceFieldContext, IServiceFieldsContext
from permitdesk.services.xml import UnsafeModelError, screened

DOCUMENT = f"{NamedBlobFile.__module__}.{NamedBlobFile.__name__}"


@implementer(IServiceFieldContext)
class ServiceFieldContext(EasyFormFieldContext):
    """One field in the editor."""

    def publishTraverse(self, request, name):
        if name == self.__name__:
            # The stock editor hands out its edit form here without asking for a permission.
            raise NotFound(name)
        return super().publishTraverse(request, name)


@implementer(IServiceFieldsContext)
class ServiceFieldsView(EasyFormFieldsView):
    """The fields of a service; only kinds that the wizard can draw are offered."""

    allowedFields = (*TYPES, DOCUMENT)

    def publishTraverse(self, request, name):
        if name in self.schema:
            return ServiceFieldContext(self.schema[name], self.request).__of__(self)
        return super().publishTraverse(request, name)


class ServiceModelEditor(ModelEditorView):
    """The fields as XML. What is refused stays in the box, with the reasons above it."""

    refused = ""

    def modelSource(self):
        return self.refused or super().modelSource()

    def __call__(self):
        source = self.request.form.get("source", "")
        if "form.button.save" in self.request.form and source:
            if not self.authorized(self.context, self.request):
                raise Unauthorized
            self._save(source)
        return self.template()

    def _save(self, source: str) -> None:
        messages = IStatusMessage(self.request)
        try:
            loadString(screened(source))
            self.save(source)
        except UnsafeModelError as error:
            self.refused = source
            for message in error.messages:
                messages.addStatusMessage(message, "error")
        except SupermodelParseError as error:
            self.refused = source
            messages.addStatusMessage(html.escape(str(error).splitlines()[0]), "error")
        else:
            messages.addStatusMessage(_("services_saved", default="Gespeichert."), "info")
