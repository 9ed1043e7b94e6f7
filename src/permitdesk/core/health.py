"""``@@ready``: whether this process can serve, for supervisors and load balancers."""

from Products.Five.browser import BrowserView
from ZODB.utils import z64


class Ready(BrowserView):
    """Answers ``ready`` with 200, or lets the storage's error become a 5xx.

    A real round trip: a ZEO client that lost its server can listen and answer from its cache for
    ever while every write waits for a time-out, so what is cached proves nothing.
    """

    def __call__(self) -> str:
        self.request.response.setHeader("Content-Type", "text/plain; charset=utf-8")
        self.request.response.setHeader("Cache-Control", "no-store")
        self.request.response.setHeader("X-Robots-Tag", "noindex")
        ask_storage(self.context._p_jar)
        return "ready\n"


def ask_storage(connection) -> None:
    """Ask the storage behind a connection something that no cache answers; raises its error."""
    # The connection's own storage: with RelStorage each has its own link to the database.
    # ZEO sends this to its server, FileStorage reads the file.
    connection._storage.history(z64, size=1)
