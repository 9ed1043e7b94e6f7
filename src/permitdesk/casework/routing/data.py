"""Rules from JSON: what is kept of each version, what the API takes."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache

from permitdesk.casework.name_key import (
    DIN_5007_1,
    DIN_5007_2,
    PARTICLES,
    NotARangeError,
    parse_ranges,
)
from permitdesk.casework.routing.rules import Rule, Rules, Share, to_data
from permitdesk.services import conditions

_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
MOST_RULES, LONGEST_TITLE, MOST_DESKS = 100, 120, 50


class MalformedRulesError(ValueError):
    """Rules that cannot be read; the message says why, in German, for staff."""


def from_data(data: object) -> Rules:
    """Read rules from their JSON form. Raises ``MalformedRulesError``."""
    given = _mapping(data, "Regeln")
    umlauts = given.get("umlauts", DIN_5007_1)
    if umlauts not in (DIN_5007_1, DIN_5007_2):
        raise MalformedRulesError(f"Umlaute: {DIN_5007_1} oder {DIN_5007_2}, nicht {umlauts!r}")
    listed = given.get("rules", [])
    if not isinstance(listed, list) or len(listed) > MOST_RULES:
        raise MalformedRulesError(f"„rules“ ist eine Liste von höchstens {MOST_RULES} Regeln")
    rules = tuple(rule_from_data(each) for each in listed)
    ids = [rule.id for rule in rules]
    if len(set(ids)) < len(ids):
        raise MalformedRulesError("Zwei Regeln haben dieselbe Kennung")
    particles = _texts(given.get("particles", list(PARTICLES)), "particles")
    folded = tuple(word.strip().casefold() for word in particles if word.strip())
    return Rules(_id(given.get("inbox"), "inbox"), rules, umlauts, folded)


def rule_from_data(data: object) -> Rule:
    """Read one rule. Raises ``MalformedRulesError``."""
    given = _mapping(data, "Eine Regel")
    title, active = given.get("title") or "", given.get("active", True)
    if not isinstance(title, str) or len(title) > LONGEST_TITLE:
        raise MalformedRulesError(f"„title“ ist ein Text mit höchstens {LONGEST_TITLE} Zeichen")
    if not isinstance(active, bool):
        raise MalformedRulesError("„active“ ist true oder false")
    condition = None
    if given.get("condition") is not None:
        try:
            condition = conditions.from_data(given["condition"])
        except (conditions.MalformedConditionError, RecursionError) as error:
            raise MalformedRulesError(str(error)) from error
    shares = given.get("shares")
    if not isinstance(shares, list) or not shares:
        raise MalformedRulesError("Eine Regel braucht „shares“: wer die Vorgänge bekommt")
    ground = given.get("ground") or ""
    if not isinstance(ground, str):
        raise MalformedRulesError("„ground“ ist der Name einer Rechtsgrundlage")
    return Rule(
        _id(given.get("id"), "id"),
        " ".join(title.split()),
        tuple(map(_share, shares)),
        condition,
        ground,
        active,
    )


def dumps(rules: Rules) -> str:
    return json.dumps(to_data(rules), ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=256)
def loads(text: str) -> Rules:
    """The rules that ``dumps`` wrote; read once."""
    return from_data(json.loads(text))


def _share(data: object) -> Share:
    given = _mapping(data, "Ein Anteil")
    desks = tuple(_id(each, "desks") for each in _texts(given.get("desks"), "desks"))
    if not desks or len(desks) > MOST_DESKS or len(set(desks)) < len(desks):
        raise MalformedRulesError("„desks“ nennt einen Ordner oder mehrere verschiedene")
    ranges = given.get("ranges") or ""
    if not isinstance(ranges, str):
        raise MalformedRulesError("„ranges“ ist ein Text wie: Ak–Al, E–K")
    try:
        return Share(desks, parse_ranges(ranges))
    except NotARangeError as error:
        raise MalformedRulesError(f"Das ist kein Bereich: {error.written}") from error


def _mapping(data: object, what: str) -> Mapping:
    if not isinstance(data, Mapping):
        raise MalformedRulesError(f"{what}: Das ist kein Objekt: {data!r}")
    return data


def _texts(data: object, what: str) -> list[str]:
    if not isinstance(data, list) or not all(isinstance(each, str) for each in data):
        raise MalformedRulesError(f"„{what}“ ist eine Liste von Texten")
    return data


def _id(value: object, what: str) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise MalformedRulesError(
            f"„{what}“: Kleinbuchstaben, Ziffern und Bindestriche, nicht {value!r}"
        )
    return value
