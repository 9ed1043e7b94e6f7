"""Giving a unit its first rules by code: at set-up, in the demo district."""

from collections.abc import Mapping

from permitdesk.casework.routing.book import own_book
from permitdesk.casework.routing.data import from_data
from permitdesk.core import clock


def put_rules_in_force(unit, rules: Mapping[str, object], reason: str, by: str = "") -> int:
    """Rules in their JSON form decide from now on; returns their number.

    Raises ``MalformedRulesError``. Who sets a unit up has read the doubts about them.
    """
    return own_book(unit).put_in_force(from_data(rules), by, clock.now(), reason)
