"""Which database connections are not used again, and what a ZEO client forgets with its server.

A connection that met anything but a plain conflict may keep what no storage ever held: a new
object under an id that the server has given to somebody else since, an object still flagged as
changed. The next request on it can then commit nothing and be told that all went well. So such a
connection ends when it is closed, instead of going back to its pool.

What has to be read past all caches is read on a connection that no request ever uses: the pool
hands out the one that is filled best, and emptying that costs the next request all it had in
memory.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from zExceptions import HTTPException
from ZODB.Connection import Connection
from ZODB.POSException import ConflictError
from zope.component.hooks import getSite, setSite

from permitdesk.core.typed import UNREADABLE_BODY

APART = "_permitdesk_apart"  # on a database: its connections that are for reading past caches


def after_failure(event) -> None:
    """Subscriber of the publisher's failure: discard the connection unless it is sound."""
    if not leaves_connection_sound(event.exc_info[0], event.exc_info[1]):
        connection = connection_of(event.request)
        if connection is not None:
            discard(connection)


def leaves_connection_sound(kind: type[BaseException], error: BaseException) -> bool:
    """Whether this is a plain conflict, or an answer such as 404 that somebody got."""
    if issubclass(kind, (ConflictError, UNREADABLE_BODY)):
        return True
    return issubclass(kind, HTTPException) and error.getStatus() < 500


def connection_of(request) -> Connection | None:
    """The connection that the publisher has opened for a request."""
    parents = request.get("PARENTS")
    return getattr(parents[-1], "_p_jar", None) if parents else None


def discard(connection: Connection) -> None:
    """Have a connection end when it is closed; until then it serves what runs now."""
    connection.onCloseCallback(partial(_end, connection))


@contextmanager
def apart(database, manager) -> Iterator[Connection]:
    """A connection with an empty cache that is in no pool. It serves again, emptied, unless
    something was raised."""
    idle = database.__dict__.setdefault(APART, [])
    try:
        connection = idle.pop()
    except IndexError:
        sizes = database.getCacheSize(), None, database.getCacheSizeBytes()
        connection = Connection(database, *sizes)
    connection.open(manager)
    is_sound = False
    try:
        yield connection
        is_sound = True
    finally:
        manager.abort()
        _leave(connection)
        connection.close()
        if is_sound:
            connection.cacheMinimize()
            idle.append(connection)
        else:
            connection._release_resources()


def _end(connection: Connection) -> None:
    if connection.opened is None:
        return
    # What the publisher does after closing is looked up in the current portal: see ``retry``.
    if getattr(getSite(), "_p_jar", None) is connection:
        setSite(None)
    _leave(connection)
    connection._release_resources()


def _leave(connection: Connection) -> None:
    """Closing it will not give it to a pool: ``Connection.close()`` gives back what is open."""
    connection.transaction_manager.unregisterSynch(connection)
    connection.opened = None


def forget_server(storage) -> None:
    """In place of ``ClientStorage.notify_disconnected``: drops prefetched object ids and the cache.

    A server that was killed counts on from the last id it had stored, and gives the ids that this
    client has fetched but not used to others. Whoever keeps them meets conflict after conflict,
    or finds another's object under the id of its own.

    The cache may hold a commit that the server was killed before it had kept. When the two meet
    again ZEO asks only what has changed since the cache's last transaction, so that this one would
    be believed for ever; and a cache that is newer than the server keeps the client out.
    """
    storage._old_notify_disconnected()
    storage._oids = []
    storage._cache.clear()


def forget_object_ids_again(storage, connection, info) -> None:
    """In place of ``ClientStorage.notify_connected``: ids that were on their way at the crash."""
    storage._oids = []
    storage._old_notify_connected(connection, info)
