"""A request that will be tried again leaves the portal before its connection closes.

The publisher ends a request after it has closed its connection, and the event it sends then is
looked up in the portal's own component registry. After a conflict the objects of that registry
may have to be loaded again, from the closed connection: the retry would end in a 500.
"""

from zope.component.hooks import setSite


def leave_portal(event) -> None:
    """Subscriber of the publisher's failure."""
    if event.retry:
        setSite(None)
