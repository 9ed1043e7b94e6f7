"""A view that is given the rest of the address, and finds the page that it names."""

from Products.Five.browser import BrowserView
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse, NotFound


@implementer(IPublishTraverse)
class RestOfAddress(BrowserView):
    """``path`` holds the names after the view's own; nothing below is looked up as content."""

    deepest = 3

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name):
        if len(self.path) >= self.deepest or name.startswith(("_", "@", "+")):
            raise NotFound(self, name, request)
        self.path.append(name)
        return self
