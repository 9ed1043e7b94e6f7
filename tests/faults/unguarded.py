"""Serves a client with guards taken out, for the experiment only: does a run then find a loss?

    python unguarded.py readback|all path/to/wsgi.ini

Nothing in the portal itself can be switched off: this script takes its place.
"""

import sys

import ZODB.Connection
from Zope2.Startup import serve

from permitdesk.core import connections
from permitdesk.intake import readback

WHAT = ("readback", "all")


def take_out(what: str) -> None:
    """Before the configuration is read, which names these functions."""
    readback.after_commit = lambda event: None
    readback.is_whole = lambda target, receipt: True
    if what == "all":
        ZODB.Connection.resetCaches = lambda: None
        connections.discard = lambda connection: None
        connections.forget_server = lambda storage: storage._old_notify_disconnected()
        connections.forget_object_ids_again = lambda storage, connection, info: (
            storage._old_notify_connected(connection, info)
        )


if __name__ == "__main__":
    _, what, ini = sys.argv
    assert what in WHAT, what
    take_out(what)
    sys.exit(serve.main(["serve", ini]))
