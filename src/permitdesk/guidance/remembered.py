"""Remembers what the catalogue answered to visitors, as long as nothing in it has changed.

Every page shows the topics and the obligatory pages; asking for them was a fifth of its time.
"""

import time
from collections.abc import Callable
from functools import wraps

from Products.CMFCore.indexing import processQueue
from zope.component.hooks import getSite

from permitdesk.access import is_visitor
from permitdesk.core.memory import Memory

_MOST = 500  # answers of one function: whoever asks for much of one thing pushes out no other


def remembered(ask: Callable) -> Callable:
    """Decorator of a function of the catalogue alone, with plain arguments and an answer that
    nobody changes. Who is signed in may see more and is never answered from memory."""
    answers = Memory(_MOST)

    @wraps(ask)
    def answer(*arguments, **named):
        state = _state()
        if state is None:
            return ask(*arguments, **named)
        key = (arguments, tuple(sorted(named.items())), state)
        return answers.recall(key, lambda: ask(*arguments, **named))

    return answer


def _state() -> tuple | None:
    """What an answer depends on; None when it is not to be remembered.

    The catalogue counts its changes. The count may come again after an aborted transaction, the
    transaction that committed it does not, and this is the count as this request sees it. The
    minute: pages become visible and expire by themselves. The address is in the links.
    """
    if not is_visitor():
        return None
    processQueue()
    site = getSite()
    counter = site[
        "portal_catalog"
    ]._counter  # an attribute would be looked for in the schema first
    if counter is None:
        return None
    counter()  # loads it
    if counter._p_changed or counter._p_jar is None:
        return None
    return (
        counter._p_jar.db().database_name,
        site.getPhysicalPath(),
        site.absolute_url(),
        counter._p_serial,
        int(time.time() // 60),
    )
