"""A service's own address leads people to its readable one in their language."""

from Products.Five.browser import BrowserView
from zExceptions import NotFound

from permitdesk.core import languages
from permitdesk.services.addresses import address
from permitdesk.services.revision import published


class ServiceView(BrowserView):
    """Redirects; what stands in the query is not carried along, it may be personal."""

    def __call__(self):
        response = self.request.response
        response.setHeader("Vary", "Accept-Language")
        if published(self.context) is None:
            return response.redirect(f"{self.context.absolute_url()}/@@revisions")
        return response.redirect(address(self.context, languages.of(self.request)))


class Closed(BrowserView):
    """A page of easyform that a service does not have, whoever asks."""

    def __call__(self):
        raise NotFound(self.__name__)

    def publishTraverse(self, request, name):
        raise NotFound(name)
