"""Blocks: steps that several services share, maintained once and used in many. Pure.

A block is put into a service with what it was then. So it can be told, item by item, what of it
became newer since and what was changed in the service, and the newer is taken over on demand.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from permitdesk.services.beginning import (
    asked_labels,
    fitting,
    from_nothing,
    pointless,
    without_lost,
)
from permitdesk.services.compose import ServiceFiles, block_title
from permitdesk.services.elements import (
    fields_below,
    keep_step_settings,
    schema_of,
    step_settings,
    steps_of,
    theirs,
)
from permitdesk.services.labels import Label
from permitdesk.services.layout import laid_out
from permitdesk.services.settings import ours

NEW, NEWER, OURS_ONLY, BOTH, GONE = "new", "newer", "ours", "both", "gone"


@dataclass(frozen=True)
class Block:
    """Some steps with what belongs to them. ``files`` holds only that."""

    id: str
    title: str
    files: ServiceFiles
    shipped: bool = False


class NamesTakenError(ValueError):
    """A service has questions, documents, steps or hints of these names already."""

    def __init__(self, names: Iterable[str]):
        self.names = tuple(names)
        super().__init__(", ".join(self.names))


@dataclass(frozen=True)
class Item:
    """A part of a block: ``key`` is ``step.x``, ``field.x`` (a document too) or ``hint.x``.

    ``state``: NEW (not in the service yet), NEWER, OURS_ONLY (changed in the service only), BOTH,
    GONE (no longer in the block).
    """

    key: str
    title: str
    state: str

    @property
    def is_safe(self) -> bool:
        return self.state in (NEW, NEWER)


def shipped_block(name: str, known: Collection[str] = ()) -> Block:
    """One of the shipped ones, as a service would have it that asks ``known`` besides."""
    found = fitting([name], known=known)
    files = replace(_nothing(), fields_model=found.fields_model, hints=found.hints)
    files = replace(files, labels=asked_labels(files, found.labels))
    return Block(name, block_title(name), files, shipped=True)


def block_of(files: ServiceFiles, step: str, id_: str, title: str) -> Block:
    """A block made of a step of a service. Raises ``KeyError`` for a step that is none."""
    return Block(id_, title, _only(files, (step,)))


def block_again(files: ServiceFiles, block: ServiceFiles) -> ServiceFiles:
    """A block as a service has its steps now."""
    root = etree.fromstring(files.fields_model.encode())
    there = {each.get("name") for each in steps_of(root)}
    steps = [each.get("name") for each in steps_of(etree.fromstring(block.fields_model.encode()))]
    return _only(files, [name for name in steps if name in there])


def _only(files: ServiceFiles, names: Collection[str]) -> ServiceFiles:
    root = etree.fromstring(files.fields_model.encode())
    schema = schema_of(root)
    there = {each.get("name"): each for each in steps_of(root)}
    chosen = [there[name] for name in names]
    settings = step_settings(schema)
    for each in list(schema):
        schema.remove(each)
    schema.extend(chosen)
    schema.attrib.pop(ours("values"), None)
    keep_step_settings(schema, settings)
    hints = tuple(each for each in files.hints if each.get("step") in names)
    taken = replace(_nothing(), fields_model=_written(root), hints=hints)
    return replace(taken, labels=asked_labels(taken, files.labels))


def to_json(files: ServiceFiles) -> str:
    """What a block is made of, as it is kept."""
    labels = {
        tag: {key: [each.source, each.text] for key, each in table.items()}
        for tag, table in files.labels.items()
    }
    data = {"fields_model": files.fields_model, "hints": list(files.hints), "labels": labels}
    return json.dumps(data, ensure_ascii=False)


def from_json(text: str) -> ServiceFiles:
    data = json.loads(text)
    labels = {
        tag: {key: Label(*pair) for key, pair in table.items()}
        for tag, table in data["labels"].items()
    }
    return replace(
        _nothing(), fields_model=data["fields_model"], hints=tuple(data["hints"]), labels=labels
    )


def fitted(block: ServiceFiles, known: Collection[str]) -> ServiceFiles:
    """A block without what depends on questions that neither it nor the service asks."""
    while True:
        lost = pointless(block, set(known))
        if not lost:
            return without_lost(block, set(known))
        root = etree.fromstring(block.fields_model.encode())
        for each in list(root.iter(theirs("field"))):
            if each.get("name") in lost or each.get(ours("group")) in lost:
                each.getparent().remove(each)
        block = replace(block, fields_model=_written(root))


def inserted(service: ServiceFiles, block: ServiceFiles) -> ServiceFiles:
    """The service with the block's steps at its end. Raises ``NamesTakenError``."""
    there, coming = items(service), items(block)
    taken = [key.partition(".")[2] for key in coming if key in there]
    if taken:
        raise NamesTakenError(taken)
    root = etree.fromstring(service.fields_model.encode())
    schema = schema_of(root)
    added = etree.fromstring(block.fields_model.encode())
    schema.extend(steps_of(added))
    keep_step_settings(schema, step_settings(schema) | step_settings(schema_of(added)))
    return _with(service, root, (*service.hints, *block.hints), block.labels, coming)


def offered(service: ServiceFiles, base: ServiceFiles, now: ServiceFiles) -> tuple[Item, ...]:
    """What of a block became newer since it was put into the service, or was changed there."""
    here, before, after = items(service), items(base), items(now)
    found = []
    for key in dict.fromkeys((*after, *before)):
        mine, was, new = here.get(key), before.get(key), after.get(key)
        if mine == new:
            continue
        if new is None:
            state = GONE
        elif was is None or mine is None:
            state = NEW if was is None and mine is None else OURS_ONLY if was == new else BOTH
        elif was == new:
            state = OURS_ONLY
        else:
            state = NEWER if mine == was else BOTH
        found.append(Item(key, _title(now if new is not None else service, key), state))
    return tuple(found)


def updated(service: ServiceFiles, now: ServiceFiles, keys: Collection[str]) -> ServiceFiles:
    """The service with these items as the block has them now."""
    root, other = (etree.fromstring(each.fields_model.encode()) for each in (service, now))
    here, there = fields_below(root), fields_below(other)
    steps_here = {each.get("name"): each for each in steps_of(root)}
    settings = step_settings(schema_of(root))
    for name, step in ((each.get("name"), each) for each in steps_of(other)):
        if f"step.{name}" in keys:
            if name not in steps_here:
                steps_here[name] = etree.SubElement(schema_of(root), step.tag, name=name)
            for words in ("label", "description"):
                steps_here[name].attrib.pop(words, None)
                if step.get(words):
                    steps_here[name].set(words, step.get(words))
            settings = {**settings, name: step_settings(schema_of(other)).get(name, {})}
    for key in keys:
        kind, _dot, name = key.partition(".")
        if kind != "field":
            continue
        mine, new = here.get(name), there.get(name)
        if new is None and mine is not None:
            mine.getparent().remove(mine)
        elif new is not None and mine is not None:
            mine.getparent().replace(mine, new)
        elif new is not None:
            _place(new, steps_here, root, here)
    hints = {each.get("id"): each for each in service.hints}
    newer = {each.get("id"): each for each in now.hints}
    for key in keys:
        kind, _dot, name = key.partition(".")
        if kind == "hint":
            hints.pop(name, None)
            if name in newer:
                hints[name] = newer[name]
    keep_step_settings(schema_of(root), settings)
    return _with(service, root, tuple(hints.values()), now.labels, keys)


def items(files: ServiceFiles) -> dict[str, str]:
    """Everything that can be taken over by itself: its key and what tells one content of it from
    another."""
    root = etree.fromstring(laid_out(files.fields_model).encode())
    settings = step_settings(schema_of(root))
    found = {}
    for step in steps_of(root):
        words = [step.get("label"), step.get("description"), settings.get(step.get("name"), {})]
        found[f"step.{step.get('name')}"] = json.dumps(words, sort_keys=True)
    for name, field in fields_below(root).items():
        written = etree.tostring(field, method="c14n", exclusive=True, with_tail=False)
        found[f"field.{name}"] = written.decode()
    for hint in files.hints:
        found[f"hint.{hint.get('id')}"] = json.dumps(hint, sort_keys=True)
    return found


def field_names(files: ServiceFiles) -> set[str]:
    return set(fields_below(etree.fromstring(files.fields_model.encode())))


def _place(new, steps: Mapping, root, here: dict) -> None:
    """A field that is new here, into its step, behind what stands before it in the block."""
    step = steps.get(new.getparent().get("name"))
    step = steps_of(root)[-1] if step is None and steps_of(root) else step
    before = new.getprevious()
    beside = here.get(before.get("name")) if before is not None else None
    if beside is not None and beside.getparent() is step:
        beside.addnext(new)
    elif step is not None:
        step.append(new)
    here[new.get("name")] = new


def _with(service: ServiceFiles, root, hints, labels, keys: Collection[str]) -> ServiceFiles:
    """The service with another form, and of a block's translations those of the items taken."""
    merged = {tag: dict(table) for tag, table in service.labels.items()}
    for tag, table in labels.items():
        mine = merged.setdefault(tag, {})
        mine.update({key: each for key, each in table.items() if _item_of(key) in keys})
    return replace(service, fields_model=_written(root), hints=tuple(hints), labels=merged)


_KINDS = {"requirement": "field", "prerequisite": "hint"}


def _item_of(label: str) -> str:
    kind, name = label.split(".")[:2]
    return f"{_KINDS.get(kind, kind)}.{name}"


def _title(files: ServiceFiles, key: str) -> str:
    kind, _dot, name = key.partition(".")
    root = etree.fromstring(files.fields_model.encode())
    if kind == "hint":
        return next((str(e.get("title", "")) for e in files.hints if e.get("id") == name), name)
    if kind == "step":
        return next((e.get("label") or name for e in steps_of(root) if e.get("name") == name), name)
    field = fields_below(root).get(name)
    return (field.findtext(theirs("title")) if field is not None else "") or name


def _written(root) -> str:
    return laid_out(etree.tostring(root))


def _nothing() -> ServiceFiles:
    return replace(from_nothing(""), texts={})
