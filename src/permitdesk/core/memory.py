"""A memory of a process: what was worked out for a key is not worked out again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

Found = TypeVar("Found")


class Memory:
    """Keeps what nobody changes, at most ``limit`` of it; what was not asked for longest goes.

    A key must name everything that the answer depends on. Shared by all threads.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._found: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """What ``work_out`` returned for this key; what it raises is not remembered."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        found = work_out()
        with self._lock:
            self._found[key] = found
            while len(self._found) > self._limit:
                self._found.popitem(last=False)
        return found

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._found.clear()
