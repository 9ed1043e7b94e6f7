"""A new service: from nothing, from a skeleton, from blocks, or like another one. Pure.

What begins here is worked on before it is published.
"""

import json
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from lxml import etree

from permitdesk.core.languages import SOURCE
from permitdesk.services.compose import LIBRARY, BlockFiles, ServiceFiles, read_blocks
from permitdesk.services.conditions import MalformedConditionError, fields_of, from_data
from permitdesk.services.elements import (
    data_in,
    fields_below,
    keep_step_settings,
    schema_of,
    set_data,
    step_settings,
    theirs,
)
from permitdesk.services.labels import Label, sources
from permitdesk.services.parse import read
from permitdesk.services.service import EMPTY_MODEL
from permitdesk.services.settings import ours

SKELETONS = Path(__file__).parent / "skeletons"


@dataclass(frozen=True)
class Skeleton:
    """A shipped beginning: blocks in order and German texts to go on with."""

    id: str
    title: str
    about: str
    kind: str
    blocks: tuple[str, ...]
    omit: tuple[str, ...]
    texts: Mapping[str, str]


def skeletons(folder: Path = SKELETONS) -> tuple[Skeleton, ...]:
    """The shipped skeletons in their order."""
    return tuple(_skeleton(path) for path in sorted(folder.glob("*.toml")))


def from_nothing(title: str) -> ServiceFiles:
    """A service in which nothing is asked yet."""
    return ServiceFiles(
        id="", kind="application", reference_prefix="X", fees="", title=title, slugs={},
        texts={"title": title}, hints=(), fee_rules=(), fields_model=EMPTY_MODEL, labels={},
    )  # fmt: skip


def from_blocks(title: str, names: Iterable[str], omit: Iterable[str] = ()) -> ServiceFiles:
    """A service that asks what some blocks ask, one behind the other."""
    blocks = fitting(names, omit)
    begun = replace(from_nothing(title), fields_model=blocks.fields_model, hints=blocks.hints)
    return replace(begun, labels=asked_labels(begun, blocks.labels))


def from_skeleton(title: str, skeleton: Skeleton) -> ServiceFiles:
    begun = from_blocks(title, skeleton.blocks, skeleton.omit)
    return replace(begun, kind=skeleton.kind, texts={"title": title, **skeleton.texts})


def like(title: str, other: ServiceFiles) -> ServiceFiles:
    """A copy of a service under another title, with no address of its own yet."""
    return replace(
        other,
        title=title,
        slugs={},
        former_slugs={},
        texts={**other.texts, "title": title},
        # They would give the new service the old one's name in another language.
        labels={
            language: {key: each for key, each in table.items() if key != "service.title"}
            for language, table in other.labels.items()
        },
    )


def fitting(
    names: Iterable[str], omit: Iterable[str] = (), known: Collection[str] = ()
) -> BlockFiles:
    """Some blocks, without what depends on questions that nobody asks: neither they nor what is
    ``known`` beside them."""
    names, left_out = tuple(names), set(omit)
    while True:
        blocks = read_blocks(names, left_out, LIBRARY)
        more = pointless(blocks, set(known)) - left_out
        if not more:
            return without_lost(blocks, set(known))
        left_out |= more


_Files = TypeVar("_Files", BlockFiles, ServiceFiles)


def _skeleton(path: Path) -> Skeleton:
    data = tomllib.loads(path.read_text("utf-8"))
    return Skeleton(
        path.stem,
        data["title"],
        data["about"],
        data["kind"],
        tuple(data["blocks"]),
        tuple(data.get("omit", ())),
        {name: text.strip() for name, text in data["texts"].items()},
    )


def asked_labels(files: ServiceFiles, labels: Mapping[str, Mapping[str, Label]]) -> dict:
    """Those translations whose German is asked here."""
    definition, _problems = read(files.fields_model, files.texts, files.hints)
    asked = sources(definition) if definition else {}
    return {
        language: {key: each for key, each in table.items() if asked.get(key) == each.source}
        for language, table in labels.items()
        if language != SOURCE
    }


def pointless(blocks: BlockFiles | ServiceFiles, known: set[str]) -> set[str]:
    """The fields that would never be asked, as their condition names what is not there."""
    fields = fields_below(etree.fromstring(blocks.fields_model.encode()))
    known = known | fields.keys()
    return {name for name, each in fields.items() if _names(each.get(ours("condition"))) - known}


def without_lost(blocks: _Files, known: set[str]) -> _Files:
    """Without the answers, hints and rules for fees that would never be shown or hold."""
    root = etree.fromstring(blocks.fields_model.encode())
    fields = fields_below(root)
    known = known | fields.keys()
    for field in fields.values():
        only_if = data_in(field.get(ours("option-conditions")), {})
        lost = {value for value, condition in only_if.items() if _names(condition) - known}
        for element in list(field.iter(theirs("element"))) if lost else ():
            if element.get("key") in lost:
                element.getparent().remove(element)
        kept = {value: each for value, each in only_if.items() if value not in lost}
        set_data(field, "option-conditions", kept)
    schema = schema_of(root)
    steps = step_settings(schema)
    for setting in steps.values():
        if _names(setting.get("condition")) - known:
            del setting["condition"]  # nobody can tell, so it is shown to all
    keep_step_settings(schema, steps)
    return replace(
        blocks,
        fields_model=etree.tostring(root, encoding="unicode"),
        hints=tuple(each for each in blocks.hints if not _names_of_hint(each) - known),
        fee_rules=tuple(e for e in blocks.fee_rules if not _names(e.get("condition")) - known),
    )


def _names_of_hint(hint: Mapping) -> set[str]:
    return {
        name for part in ("condition", "met", "missing") for name in _names(hint.get(part))
    } | set(map(str, hint.get("shows", ())))


def _names(condition: object) -> set[str]:
    try:
        data = json.loads(condition) if isinstance(condition, str) else condition
        return set(fields_of(from_data(data) if data else None))
    except (ValueError, MalformedConditionError):
        return set()
