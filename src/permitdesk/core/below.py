"""What stands in an address behind the name of a view or service."""

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Below:
    """``path`` are its parts, of which there are ``depth`` at most."""

    path: tuple[str, ...] = ()
    depth = 2

    def publishTraverse(self, request, name):
        if len(self.path) == self.depth:
            raise NotFound(name)
        self.path = (*self.path, name)
        return self


class NamedBelow(Below):
    """Of which there is one part at most: ``id_``, empty where there is none."""

    depth = 1
    id_ = ""

    def publishTraverse(self, request, name):
        super().publishTraverse(request, name)
        self.id_ = name
        return self
