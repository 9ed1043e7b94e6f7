"""Changing who may read a desk's cases: never for oneself, and never unnoticed."""

import logging

from AccessControl import getSecurityManager
from Acquisition import aq_base
from zExceptions import Forbidden
from zope.i18n import translate

from permitdesk import privacy
from permitdesk.core import _

logger = logging.getLogger("permitdesk.casework")

OWN_ACCESS = _(
    "casework_own_access",
    default="Sie können sich nicht selbst Zugang zu Vorgängen geben. Bitten Sie eine zweite "
    "Person darum.",
)


class GuardedPeople:
    """An attribute that names the people who may read: a descriptor for units and desks.

    Whatever sets it (edit form, REST, import) comes through here. ``users`` reads the user ids
    out of a value.
    """

    def __init__(self, name: str, users, empty):
        self.attribute, self.users, self.empty = f"_{name}", users, empty
        self.name = name

    def __get__(self, place, owner=None):
        if place is None:
            return self
        stored = self._stored(place)
        return list(stored) if isinstance(stored, tuple) else stored

    def __set__(self, place, value):
        value = (tuple(value) if isinstance(value, list) else value) or self.empty
        before = self._stored(place)
        if value == before:
            return
        actor = getSecurityManager().getUser().getId()
        # The dates of one's own deputyship count too; giving up one's own access is allowed.
        if set(_lines(actor, value)) - set(_lines(actor, before)):
            # The transaction fails, and an audit record with it: hence the log.
            logger.warning("%s tried to get access to %s by %s", actor, place.getId(), self.name)
            raise Forbidden(translate(OWN_ACCESS, target_language="de"))
        setattr(place, self.attribute, value)
        added = sorted(set(self.users(value)) - set(self.users(before)))
        removed = sorted(set(self.users(before)) - set(self.users(value)))
        changes = [f"+{user}" for user in added] + [f"-{user}" for user in removed]
        privacy.record("access.changed", place.getId(), f"{self.name}: {' '.join(changes)}")

    def _stored(self, place):
        return getattr(aq_base(place), self.attribute, self.empty)


def _lines(user: str | None, value) -> list[str]:
    """What a value says of one user: an entry, or the whole line of a deputy."""
    lines = [value] if isinstance(value, str) else value
    return [line for line in lines if user and line.split()[:1] == [user]]
