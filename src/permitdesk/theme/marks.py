"""Marks requests with interfaces, without working out the same declarations for each of them."""

from zope.interface import Interface, alsoProvides
from zope.interface.interfaces import ISpecification

from permitdesk.core.memory import Memory

_declarations = Memory(100)


def mark(request, marker: type[Interface]) -> None:
    """Let a request provide a marker interface.

    ``alsoProvides`` works out anew what a request provides with it, a twentieth of a page's time;
    what follows from the same declaration (Plone's browser layers) and the same marker is the same.
    """

    def declared() -> ISpecification:
        alsoProvides(request, marker)
        return request.__provides__

    request.__provides__ = _declarations.recall((request.__provides__, marker), declared)
