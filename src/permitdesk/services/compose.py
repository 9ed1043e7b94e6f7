"""Reads the service files that the distribution ships: blocks and own steps become one model."""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import lru_cache
from pathlib import Path

from lxml import etree

from permitdesk.services.conditions import fields_of, from_data
from permitdesk.services.definition import USUAL, Limits
from permitdesk.services.elements import fields_below, steps_of, theirs
from permitdesk.services.labels import Label
from permitdesk.services.paper import NO_FORMS, OwnForms
from permitdesk.services.settings import NAMESPACE, PREFIX, ours
from permitdesk.services.xml import SCHEMA, screened
from permitdesk.translation import po

LIBRARY = Path(__file__).parent / "library"
_BLOCK = "block:"


class BrokenServiceFileError(ValueError):
    """A service's files do not fit together; the message says where."""


@dataclass(frozen=True)
class ServiceFiles:
    """One service as its files say, ready to be put into the portal.

    ``paper_bytes`` gives the PDF of a form by its SHA-256.
    """

    id: str
    kind: str
    reference_prefix: str
    fees: str
    title: str
    slugs: Mapping[str, str]
    texts: Mapping[str, str]
    hints: tuple[Mapping[str, object], ...]
    fee_rules: tuple[Mapping[str, object], ...]
    fields_model: str
    labels: Mapping[str, Mapping[str, Label]]
    accepts_applications: bool = True
    former_slugs: Mapping[str, tuple[str, ...]] = attribute(default_factory=dict)
    limits: Limits = USUAL
    examples: str = "[]"
    paper_forms: OwnForms = NO_FORMS
    paper_bytes: Callable[[str], bytes] | None = None


def shipped_ids(library: Path = LIBRARY) -> tuple[str, ...]:
    """The shipped services, by id."""
    return tuple(sorted(path.parent.name for path in library.glob("*/service.toml")))


def read_service(service_id: str, library: Path = LIBRARY) -> ServiceFiles:
    """Read the files of one service. Raises ``BrokenServiceFileError`` or ``OSError``."""
    folder = library / service_id
    manifest = tomllib.loads((folder / "service.toml").read_text("utf-8"))
    if manifest["id"] != service_id:
        raise BrokenServiceFileError(f"{folder}: the id is {manifest['id']!r}.")
    model = _model(_schema(folder / "fields.xml"), str(folder), library / "blocks", manifest)
    return ServiceFiles(
        id=service_id,
        kind=manifest["kind"],
        reference_prefix=manifest["reference_prefix"],
        fees=" ".join(manifest.get("fees", ())),
        title=manifest["texts"]["title"],
        slugs=manifest["slugs"],
        texts={name: text.strip() for name, text in manifest["texts"].items()},
        hints=_hints(library / "blocks", manifest),
        fee_rules=_fee_rules(library / "blocks", manifest, model),
        fields_model=model,
        labels=_labels(
            _labels_of_blocks(_schema(folder / "fields.xml"), library / "blocks" / "labels"),
            _tables(folder / "labels"),
        ),
        accepts_applications=manifest.get("accepts_applications", True),
        former_slugs=manifest.get("former_slugs", {}),
        limits=Limits(**manifest.get("limits", {})),
        examples=_examples(folder),
    )


def _examples(folder: Path) -> str:
    path = folder / "examples.json"
    return path.read_text("utf-8").strip() if path.exists() else "[]"


@dataclass(frozen=True)
class BlockFiles:
    """What blocks bring along, put together as a service would have it."""

    fields_model: str
    hints: tuple[Mapping[str, object], ...]
    fee_rules: tuple[Mapping[str, object], ...]
    labels: Mapping[str, Mapping[str, Label]]


def block_names(library: Path = LIBRARY) -> tuple[str, ...]:
    """The shipped blocks, by name."""
    return tuple(sorted(path.stem for path in (library / "blocks").glob("*.xml")))


def block_title(name: str, library: Path = LIBRARY) -> str:
    """What a block is about, in German: the headings of its steps."""
    return " · ".join(
        each.get("label") or "" for each in steps_of(_schema(library / "blocks" / f"{name}.xml"))
    )


def read_blocks(
    names: Iterable[str], omit: Iterable[str] = (), library: Path = LIBRARY
) -> BlockFiles:
    """Some blocks without a service around them. Raises ``OSError`` for a name that is none.

    ``labels`` are those of all blocks there are: who takes them keeps what is asked.
    """
    blocks = library / "blocks"
    manifest = {"steps": [f"{_BLOCK}{name}" for name in names], "omit": list(omit)}
    nothing = etree.Element(theirs("schema"))
    model = _model(nothing, str(blocks), blocks, manifest)
    fees = tuple(map(_with_condition, _of_blocks(blocks, manifest, "fee_rules")))
    return BlockFiles(model, _hints(blocks, manifest), fees, _tables(blocks / "labels"))


def _read_hint(hint: Mapping[str, object]) -> dict[str, object]:
    """A hint or prerequisite; its conditions are JSON texts or TOML tables."""
    return {
        name: json.loads(each)
        if name in ("condition", "met", "missing") and isinstance(each, str)
        else each
        for name, each in hint.items()
    }


def brought_by_blocks(service_id: str, keys: Iterable[str], library: Path = LIBRARY) -> set[str]:
    """Those of a service's texts, by key, that its blocks bring along."""
    folder, blocks = library / service_id, library / "blocks"
    manifest = tomllib.loads((folder / "service.toml").read_text("utf-8"))
    names: dict[str, set[str]] = {"step": set(), "field": set()}
    for step in manifest["steps"]:
        if step.startswith(_BLOCK):
            block = _schema(blocks / f"{step.removeprefix(_BLOCK)}.xml")
            names["step"] |= {each.get("name") for each in steps_of(block)}
            names["field"] |= fields_below(block).keys()
    own_fields = _schema(folder / "fields.xml")
    names["field"] -= fields_below(own_fields).keys()
    names["requirement"] = names["field"]
    own = {each["id"] for each in manifest.get("hints", ())}
    names["hint"] = {each["id"] for each in _of_blocks(blocks, manifest, "hints")} - own
    replaced = _replaced(own_fields)
    parts = {key: key.split(".") for key in keys if key not in replaced}
    return {key for key, (kind, name, *_) in parts.items() if name in names.get(kind, ())}


def _model(own: etree._Element, folder: str, blocks: Path, manifest: Mapping) -> str:
    """The XML of all steps in the manifest's order; ``own`` are those of the service itself."""
    settings: dict[str, object] = {}
    placed: dict[str, etree._Element] = {}
    own_steps = {each.get("name"): each for each in steps_of(own)}
    for step in manifest["steps"]:
        if step.startswith(_BLOCK):
            block = _schema(blocks / f"{step.removeprefix(_BLOCK)}.xml")
            settings |= _settings(block)
            for each in steps_of(block):
                _place(placed, each)
        elif step in own_steps:
            _place(placed, own_steps.pop(step))
        else:
            raise BrokenServiceFileError(f"{folder}: there is no step {step!r}.")
    settings |= _settings(own)
    for name, rest in own_steps.items():
        if name not in placed:
            raise BrokenServiceFileError(f"{folder}: the step {name!r} is in no order.")
        _place(placed, rest)  # further fields for a block's step
    _omit(placed, set(manifest.get("omit", ())))
    _ask_when(placed, manifest.get("conditions", {}), folder)
    kept = {name: each for name, each in settings.items() if name in placed}
    model = etree.Element(theirs("model"), nsmap={None: SCHEMA, PREFIX: NAMESPACE})
    schema = etree.SubElement(model, theirs("schema"))
    if kept:
        schema.set(ours("steps"), json.dumps(kept, ensure_ascii=False))
    if manifest.get("values"):
        schema.set(ours("values"), json.dumps(manifest["values"], ensure_ascii=False))
    schema.extend(placed.values())
    return etree.tostring(model, encoding="unicode")


def _hints(blocks: Path, manifest: Mapping) -> tuple[Mapping[str, object], ...]:
    """The hints of the blocks (``<block>.toml``) and the service's own, without those omitted.

    A service's hint takes the place of a block's of the same id.
    """
    found = {each["id"]: each for each in _of_blocks(blocks, manifest, "hints")}
    own = manifest.get("hints", ())
    kept = [each for each in found.values() if each["id"] not in {mine["id"] for mine in own}]
    left_out = set(manifest.get("omit", ()))
    return tuple(_read_hint(hint) for hint in (*kept, *own) if hint["id"] not in left_out)


def _fee_rules(blocks: Path, manifest: Mapping, model: str) -> tuple[Mapping[str, object], ...]:
    """The service's own rules for fees and its blocks', as far as their questions are asked here.

    A block's rules for a fee that the service omits by name are left out. None at all where no fee
    is named: what would come on top, or less, is of no use alone.
    """
    own = [_with_condition(each) for each in manifest.get("fee_rules", ())]
    names = fields_below(etree.fromstring(model)).keys()
    shared = map(_with_condition, _of_blocks(blocks, manifest, "fee_rules"))
    omitted = manifest.get("omit", ())
    asked = [
        each
        for each in shared
        # A circumstance may be called as a hint is; only fees are left out.
        if (each["kind"] == "circumstance" or each["name"] not in omitted)
        and set(_fields_of(each)) <= names
    ]
    rules = (*own, *asked)
    return rules if any(each["kind"] == "fee" for each in rules) else ()


def _fields_of(rule: Mapping[str, object]) -> Iterator[str]:
    return fields_of(from_data(rule["condition"]) if "condition" in rule else None)


def _of_blocks(blocks: Path, manifest: Mapping, part: str) -> Iterator[Mapping[str, object]]:
    """What the blocks of a service bring along in their ``<block>.toml``."""
    for step in manifest["steps"]:
        path = blocks / f"{step.removeprefix(_BLOCK)}.toml"
        if step.startswith(_BLOCK) and path.exists():
            yield from tomllib.loads(path.read_text("utf-8")).get(part, ())


def _with_condition(data: Mapping[str, object]) -> Mapping[str, object]:
    if "condition" not in data:
        return data
    return {**data, "condition": json.loads(data["condition"])}


def _schema(path: Path) -> etree._Element:
    root = etree.fromstring(screened(path.read_text("utf-8")))
    return root.find(theirs("schema"))


def _settings(schema: etree._Element) -> dict[str, object]:
    return json.loads(schema.get(ours("steps")) or "{}")


def _place(placed: dict[str, etree._Element], fieldset: etree._Element) -> None:
    """Add a step, or to a step of that name: further fields, and words that replace its own.

    A service's own field of the same name stands where the block's would.
    """
    name = fieldset.get("name")
    if name not in placed:
        placed[name] = fieldset
        return
    for words in ("label", "description"):
        if fieldset.get(words):
            placed[name].set(words, fieldset.get(words))
    there = {each.get("name"): each for each in placed[name] if isinstance(each.tag, str)}
    for field in list(fieldset):
        if isinstance(field.tag, str) and field.get("name") in there:
            placed[name].replace(there[field.get("name")], field)
        else:
            placed[name].append(field)


def _omit(placed: Mapping[str, etree._Element], names: set[str]) -> None:
    """Leave fields out; with a group its row fields."""
    for fieldset in placed.values():
        for field in list(fieldset):
            if isinstance(field.tag, str) and (
                field.get("name") in names or field.get(ours("group")) in names
            ):
                fieldset.remove(field)


def _ask_when(
    placed: Mapping[str, etree._Element], conditions: Mapping[str, str], folder: str
) -> None:
    """Ask a block's questions and documents when this service needs them."""
    fields = {field.get("name"): field for fieldset in placed.values() for field in fieldset}
    for name, condition in conditions.items():
        if name not in fields:
            raise BrokenServiceFileError(f"{folder}: there is no field {name!r} to ask.")
        fields[name].set(ours("condition"), condition)


def _labels(*sources: Mapping[str, Mapping[str, Label]]) -> dict[str, dict[str, Label]]:
    """The translations by language; a service's own win over a block's."""
    found: dict[str, dict[str, Label]] = {}
    for tables in sources:
        for language, table in tables.items():
            found.setdefault(language, {}).update(table)
    return found


def _labels_of_blocks(own: etree._Element, folder: Path) -> dict[str, dict[str, Label]]:
    """The blocks' translations, without those of words that a service replaces by its own."""
    replaced, names = _replaced(own), set(fields_below(own))

    def is_replaced(key: str) -> bool:
        kind, name, *_ = key.split(".")
        return key in replaced or (kind in ("field", "requirement") and name in names)

    return {
        language: {key: label for key, label in table.items() if not is_replaced(key)}
        for language, table in _tables(folder).items()
    }


def _replaced(own: etree._Element) -> set[str]:
    """The keys of the blocks' words in whose place a service puts its own."""
    return {
        f"step.{fieldset.get('name')}.{part}"
        for fieldset in steps_of(own)
        for part, words in (("title", "label"), ("description", "description"))
        if fieldset.get(words)
    }


def _tables(folder: Path) -> dict[str, dict[str, Label]]:
    stamps = tuple((path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.po")))
    return {path.stem: dict(_table(path, stamp)) for path, stamp in stamps}


@lru_cache(maxsize=200)
def _table(path: Path, stamp: int) -> Mapping[str, Label]:
    """Read once a process as long as nobody writes the file: that is most of the time it takes."""
    return {entry.key: Label(entry.source, entry.text) for entry in po.read(path.read_bytes())}
