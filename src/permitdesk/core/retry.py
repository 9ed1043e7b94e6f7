"""What happens between two tries of a request that met a conflict.

It leaves the portal before its connection closes: the publisher ends a request after it has closed
its connection, and the event it sends then is looked up in the portal's own component registry.
After a conflict the objects of that registry may have to be loaded again, from the closed
connection: the retry would end in a 500.

It waits for as long as those take that it met. Zope waits up to one second after the first
conflict, two after the second, and so on, and holds one of the few threads all the time.
"""

import random
import sys
import time

from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

FIRST, LONGEST = 0.05, 1.0  # seconds; about what a commit takes


def leave_portal(event) -> None:
    """Subscriber of the publisher's failure."""
    if event.retry:
        setSite(None)


def delay(request) -> None:
    """In place of ``BaseRequest.delay_retry``, which the publisher calls while it handles what it
    met. Who lost the storage waits as long as ever: it has to come back first."""
    if not isinstance(sys.exc_info()[1], ConflictError):
        request._old_delay_retry()
        return
    # Who collided should not meet again.
    longest = min(FIRST * 2**request.retry_count, LONGEST)
    time.sleep(random.uniform(0, longest))  # noqa: S311 -- not a secret
