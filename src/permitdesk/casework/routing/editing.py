"""Changes to a set of rules that nobody works by yet. Rules come in, other rules come out."""

import re
import unicodedata
from dataclasses import replace

from permitdesk.casework.routing.rules import Rule, Rules


def with_rule(rules: Rules, rule: Rule) -> Rules:
    """The rules with this one: in the place of the one with its id, or at the end."""
    if rules.rule(rule.id) is None:
        return replace(rules, rules=(*rules.rules, rule))
    changed = tuple(rule if each.id == rule.id else each for each in rules.rules)
    return replace(rules, rules=changed)


def without_rule(rules: Rules, id_: str) -> Rules:
    return replace(rules, rules=tuple(each for each in rules.rules if each.id != id_))


def moved(rules: Rules, id_: str, by: int) -> Rules:
    """One rule further up (-1) or down (1); at the end nothing changes."""
    listed = list(rules.rules)
    place = next((n for n, each in enumerate(listed) if each.id == id_), None)
    if place is None or not 0 <= place + by < len(listed):
        return rules
    listed.insert(place + by, listed.pop(place))
    return replace(rules, rules=tuple(listed))


def switched(rules: Rules, id_: str) -> Rules:
    """One rule off, or on again."""
    return replace(
        rules,
        rules=tuple(
            replace(each, active=not each.active) if each.id == id_ else each
            for each in rules.rules
        ),
    )


def free_id(rules: Rules, title: str) -> str:
    """An id for a new rule, made of its title."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:30].strip("-") or "regel"
    number, found = 1, base
    while rules.rule(found) is not None:
        number += 1
        found = f"{base}-{number}"
    return found
