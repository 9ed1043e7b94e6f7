"""What came with the key of a request: the same once more is not done again and answered as it was
before, something else is refused. Every service that changes something for staff asks here."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps

from Acquisition import aq_base
from BTrees.OOBTree import OOBTree
from persistent import Persistent
from Products.CMFPlone.interfaces import IPloneSiteRoot

from permitdesk.casework.office import office
from permitdesk.casework.once import OtherContentError, fingerprint, key_of
from permitdesk.core import clock
from permitdesk.theme import private_no_store

KEPT = timedelta(days=30)


class Keys(Persistent):
    """Of one thing, by key: the content of what came, its status, what it made, the day."""

    _tidied = ""  # the day on which it last forgot what is old

    def __init__(self) -> None:
        # The entry "" never goes away: a bucket that becomes empty conflicts with insertions.
        self._by_key: OOBTree = OOBTree({"": ("", 0, "", date.max.isoformat())})

    def get(self, key: str) -> tuple[str, int, str] | None:
        """Content, status and what it made; None for a key that never came, or long ago."""
        found = self._by_key.get(key)
        return found and found[:3]

    def add(self, key: str, content: str, status: int, made: str, today: date) -> None:
        """Remember a key; the first one of a day forgets those that nobody sends again."""
        if self._tidied != today.isoformat():
            last = (today - KEPT).isoformat()
            for old in [each for each, found in self._by_key.items() if found[3] < last]:
                del self._by_key[old]
            self._tidied = today.isoformat()
        self._by_key[key] = (content, status, made, today.isoformat())


def per_key(reply: Callable) -> Callable:
    """For the ``reply`` of a service that changes something. What comes again with its key is
    answered by ``again``, or ``answer``; ``made`` is the id of what the service made, if anything.
    """

    @wraps(reply)
    def replied(service):
        request, response = service.request, service.request.response
        if not key_of(request):
            return reply(service)
        key, content = _key(request), _content(request)
        known = _keys(service.context).get(key)
        if known is None:
            try:
                answer = reply(service)
            except OtherContentError:
                return refusal(response)
            status = response.getStatus()
            if status < 300:  # what was refused may come again, mended
                made = getattr(service, "made", "")
                _own_keys(service.context).add(key, content, status, made, clock.today())
            return answer
        private_no_store(response)
        if known[0] != content:
            return refusal(response)
        if known[1] == 204:
            return service.reply_no_content()
        response.setStatus(known[1])
        service.made = known[2]
        return (getattr(service, "again", None) or service.answer)()

    return replied


def refusal(response) -> dict:
    """The answer to other content: 409."""
    response.setStatus(409)
    message = "This Idempotency-Key came before, with other content."
    return {"error": {"type": "Conflict", "message": message}}


def _resource(request) -> str:
    """``@letters/{id}/finish``; what stands before is where the thing lies, which may change."""
    return "@" + request.get("PATH_INFO", "").rpartition("/@")[2]


def _key(request) -> str:
    # Each kind of thing has keys of its own: a note and a task may come of one event elsewhere.
    return fingerprint(key_of(request), _resource(request).partition("/")[0])


def _content(request) -> str:
    """What was asked for, however its JSON is written."""
    body = request.get("BODY") or b""
    try:
        body = json.loads(body)
    except (ValueError, RecursionError):
        body = hashlib.sha256(body).hexdigest()
    return fingerprint(request.method, _resource(request), body)


def _place(context):
    return aq_base(office() if IPloneSiteRoot.providedBy(context) else context)


def _keys(context) -> Keys:
    return getattr(_place(context), "_keys", None) or Keys()


def _own_keys(context) -> Keys:
    place = _place(context)
    if getattr(place, "_keys", None) is None:
        place._keys = Keys()
    return place._keys
