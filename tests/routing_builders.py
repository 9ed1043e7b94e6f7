"""Rules of units as tests write them."""

from permitdesk.casework.name_key import DIN_5007_1, parse_ranges
from permitdesk.casework.routing.rules import Rule, Rules, Share
from permitdesk.services.conditions import from_data

WUNSIEDEL = {"r1": "A–Al G", "r2": "Al H–All", "r3": "Alm–Az"}
KOBLENZ = {"one": "B–D", "two": "Ak–Al, E–K", "three": "Am–Az, L–R", "four": "Aa–Aj, S–Z"}


def by_name(id_="names", condition=None, **ranges):
    """A rule that gives desks by surname: ``by_name(one="A–K", two="L–Z")``."""
    shares = tuple(Share((desk,), parse_ranges(written)) for desk, written in ranges.items())
    return a_rule(id_, shares, condition)


def to(*desks, id_="rule", condition=None, **more):
    """A rule that gives everybody of whom it speaks to one desk, or to the one of several that
    has least to do."""
    return a_rule(id_, (Share(desks),), condition, **more)


def a_rule(id_, shares, condition=None, **more):
    read = from_data(condition) if condition else None
    return Rule(id_, id_.title(), shares, read, **more)


def rules(*listed, umlauts=DIN_5007_1, **ranges):
    """Rules in order; with ranges given by name, one rule of them at the end."""
    listed = (*listed, by_name(**ranges)) if ranges else listed
    return Rules("inbox", listed, umlauts)
