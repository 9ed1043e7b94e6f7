"""One set-up at a time: two would write the same files."""

import fcntl
import os
from contextlib import contextmanager

from portal.paths import TOOLS
from portal.say import Trouble

HELD = "PERMITDESK_LOCK_HELD"


@contextmanager
def held():
    """Hold the project's lock; the system releases it when this process ends, however it ends.

    Commands that one of us calls (a test that starts its own portal) share their caller's lock.
    """
    if os.environ.get(HELD):
        yield
        return
    os.environ[HELD] = "yes"
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Trouble(
                "Another make command is at work in this directory. Wait until it has ended."
            ) from None
        yield
