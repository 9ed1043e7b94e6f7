"""How an outcome differs from the one that was accepted. Pure, over plain data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

# What is compared, in the order told.
LISTS = (("questions", "question"), ("documents", "document"), ("hints", "hint"))
MAPPINGS = (("prerequisites", "prerequisite"), ("errors", "error"), ("letter", "letter"))
ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"


@dataclass(frozen=True)
class Difference:
    """``part``: ``question``, ``document``, ``hint``, ``prerequisite``, ``error``, ``letter``,
    ``fee``, ``desk``, ``stopped``. ``kind``: ``added``, ``removed``, ``changed``, ``moved`` (asked
    in another order). ``name`` is of the question, document, hint …; ``before`` and ``after`` are
    what stood there, as in the outcome."""

    part: str
    kind: str
    name: str = ""
    before: object = None
    after: object = None


def differences(
    accepted: Mapping[str, object] | None, now: Mapping[str, object]
) -> tuple[Difference, ...]:
    """What is otherwise; nothing where nothing was accepted. Parts that the accepted outcome does
    not have are not compared, so that shipped examples may leave out the office's desks."""
    return () if accepted is None else tuple(_found(accepted, now))


def _found(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Difference]:
    for name, part in LISTS:
        if name in before:
            yield from _lists(part, list(before[name]), list(after.get(name, ())))
    for name, part in MAPPINGS:
        if name in before:
            yield from _mappings(part, before[name], after.get(name, {}))
    for name in ("fee", "desk", "stopped"):
        # An office without units gives nobody a desk: that is no change of the service.
        known = name in before and (name != "desk" or (before[name] and after.get(name)))
        if known and before[name] != _alike(before[name], after.get(name)):
            yield Difference(name, CHANGED, "", _told(before, name), _told(after, name))


def _lists(part: str, before: list[str], after: list[str]) -> Iterator[Difference]:
    yield from (Difference(part, REMOVED, each) for each in before if each not in after)
    yield from (Difference(part, ADDED, each) for each in after if each not in before)
    if part == "question":
        stayed = [each for each in before if each in after]
        moved = [each for each in after if each in before]
        if stayed != moved:
            first = next(new for old, new in zip(stayed, moved, strict=True) if old != new)
            yield Difference(part, MOVED, first)


def _mappings(part: str, before: Mapping, after: Mapping) -> Iterator[Difference]:
    for name, value in before.items():
        if name not in after:
            yield Difference(part, REMOVED, name, value)
        elif _plain(value) != _plain(after[name]):
            yield Difference(part, CHANGED, name, value, after[name])
    for name, value in after.items():
        if name not in before:
            yield Difference(part, ADDED, name, None, value)


def _alike(before: object, after: object) -> object:
    """Of a fee only what was accepted of it: amounts are an office's own."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return {name: after.get(name) for name in before}
    return after


def _told(outcome: Mapping[str, object], name: str) -> object:
    """A desk by its title, a fee by its words, where they are kept."""
    if name == "desk":
        return outcome.get("desk_title") or outcome.get("desk")
    found = outcome.get(name)
    if isinstance(found, Mapping):
        return found.get("summary") or ", ".join(map(str, found.get("lines", ())))
    return found


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
