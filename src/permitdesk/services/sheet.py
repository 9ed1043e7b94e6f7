"""A service's form as designers edit it: the XML of its fields, its hints and its fee rules.

Pure. Changes touch what they are about; whatever else stands in the XML, of the stock editor or of
an add-on, stays as it is. A sheet need not be sound: it is what somebody is in the middle of.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree
from plone.supermodel.utils import prettyXML

from permitdesk.core.characters import whole
from permitdesk.services.fields import TYPES
from permitdesk.services.naming import name_for
from permitdesk.services.settings import NAMESPACE as OURS
from permitdesk.services.settings import PREFIX
from permitdesk.services.xml import SCHEMA, screened

DOCUMENT = "document"
FOREIGN = "foreign"  # a kind of field that the wizard cannot draw
_FILE = "plone.namedfile.field.NamedBlobFile"
_DOTTED = {kind: dotted for dotted, kind in TYPES.items()} | {DOCUMENT: _FILE}
_FILES = frozenset(
    f"plone.namedfile.field.Named{kind}" for kind in ("File", "BlobFile", "Image", "BlobImage")
)
# Kinds between which a question may change: what was answered stays readable.
READABLE = {
    "text": ("long-text",),
    "long-text": ("text",),
    "date": ("partial-date",),
    "integer": ("number",),
    "choice": ("multi-choice",),
}
etree.register_namespace(PREFIX, OURS)  # for a model that does not have it yet
# Limits that the stock editor keeps as elements of their own.
_LIMITS = ("min", "max", "min_length", "max_length")


class NoSuchPartError(KeyError):
    """Nothing of the sheet has this name."""


@dataclass(frozen=True)
class Item:
    """A question, document or field of a foreign kind, as the outline lists it."""

    name: str
    kind: str
    title: str
    step: str
    group: str = ""
    type: str = ""  # the dotted name of its kind
    required: bool = False
    conditional: bool = False
    rows: tuple["Item", ...] = ()


@dataclass(frozen=True)
class SheetStep:
    """A step. ``minutes`` is None where it is reckoned from its questions."""

    name: str
    title: str
    description: str
    condition: Mapping | None
    minutes: int | None
    shared: bool
    questions: tuple[Item, ...]
    documents: tuple[Item, ...]


@dataclass(frozen=True)
class SheetOption:
    """An answer to choose. A new one has no ``value`` yet; it gets one from its title."""

    value: str
    title: str
    condition: Mapping | None = None


class Sheet:
    """The working state while it is edited; ``source``, ``hints_text`` and ``fees_text`` are what
    to keep."""

    def __init__(self, source: str, hints: str = "[]", fee_rules: str = "[]") -> None:
        self._root = etree.fromstring(screened(source))
        self._schema = self._root.find(_tag("schema"))
        if self._schema is None:
            self._schema = etree.SubElement(self._root, _tag("schema"))
        self._hints_as_given, self._fees_as_given = hints, fee_rules
        self.hints: list[dict] = json.loads(hints)
        self.fee_rules: list[dict] = json.loads(fee_rules)
        self._before = (json.loads(hints), json.loads(fee_rules))

    # What there is

    @property
    def source(self) -> str:
        """The XML, as the stock editor would write it."""
        return prettyXML(self._root)

    @property
    def hints_text(self) -> str:
        unchanged = self.hints == self._before[0]
        return self._hints_as_given if unchanged else _kept(self.hints)

    @property
    def fees_text(self) -> str:
        unchanged = self.fee_rules == self._before[1]
        return self._fees_as_given if unchanged else _kept(self.fee_rules)

    @property
    def steps(self) -> tuple[SheetStep, ...]:
        return tuple(self._step(each) for each in self._fieldsets())

    @property
    def loose(self) -> tuple[Item, ...]:
        """Fields that stand in no step."""
        return tuple(_item(each, "") for each in _fields(self._schema))

    def step(self, name: str) -> SheetStep:
        return self._step(self._fieldset(name))

    def item(self, name: str) -> Item:
        """A question or document by name, those within groups too."""
        element = self._field(name)
        return _item(element, self._step_name(element), self._members(name))

    def names(self) -> set[str]:
        """All names that are taken."""
        fields = {each.get("name") for each in self._schema.iter(_tag("field"))}
        return fields | {str(each.get("name")) for each in self.values() if isinstance(each, dict)}

    def values(self) -> list[dict]:
        """The derived values, which are read and not edited here."""
        return _json(self._schema.get(_ours("values")), [])

    def step_settings(self) -> dict[str, dict]:
        found = _json(self._schema.get(_ours("steps")), {})
        return {name: each for name, each in found.items() if isinstance(each, dict)}

    def setting(self, name: str, setting: str) -> str:
        """One of our settings of a field as it is kept; empty where it has none."""
        return self._field(name).get(_ours(setting), "")

    def text(self, name: str, part: str) -> str:
        """A field's ``title`` or ``description``."""
        return _text(self._field(name), part)

    def is_required(self, name: str) -> bool:
        return _is_required(self._field(name))

    def condition(self, name: str) -> Mapping | None:
        return _json(self.setting(name, "condition"), {}) or None

    def rules(self, name: str) -> list[dict]:
        """A field's rules, limits that the stock editor set too."""
        element = self._field(name)
        found = list(_json(element.get(_ours("rules")), []))
        kinds = [each.get("kind") for each in found if isinstance(each, dict)]
        for kind in _LIMITS:
            written = _text(element, kind)
            if written and written != "0" and kind not in kinds:
                found.append({"kind": kind, "value": _number(written)})
        return found

    def options(self, name: str) -> list[SheetOption]:
        element = self._field(name)
        only_if = _json(element.get(_ours("option-conditions")), {})
        return [
            SheetOption(value, title, only_if.get(value))
            for value, title in (
                (each.get("key") or (each.text or "").strip(), (each.text or "").strip())
                for each in _elements(element)
            )
        ]

    # Steps

    def add_step(self, title: str, description: str = "") -> str:
        taken = {each.get("name") for each in self._fieldsets()}
        name = name_for(title, taken, "abschnitt")
        made = etree.SubElement(self._schema, _tag("fieldset"), name=name)
        made.set("label", _writable(title.strip()))
        if description.strip():
            made.set("description", _writable(description.strip()))
        return name

    def change_step(self, name: str, **changes) -> None:
        """``title``, ``description``; ``condition``, ``minutes``, ``shared`` (None: not set)."""
        fieldset = self._fieldset(name)
        for word, attribute in (("title", "label"), ("description", "description")):
            if word in changes:
                _set(fieldset, attribute, changes[word].strip())
        settings = self.step_settings()
        mine = dict(settings.get(name, {}))
        for word in ("condition", "minutes", "shared"):
            if word in changes:
                mine.pop(word, None)
                if changes[word]:
                    mine[word] = changes[word]
        if mine != settings.get(name, {}):
            self._keep_step_settings({**settings, name: mine})

    def move_step(self, name: str, by: int) -> None:
        _move(self._fieldsets(), self._fieldset(name), by)

    def place_step(self, name: str, before: str = "") -> None:
        """Put a step before another, or at the end."""
        moving = self._fieldset(name)
        if before and before != name:
            self._fieldset(before).addprevious(moving)
        elif not before:
            self._schema.append(moving)

    def delete_step(self, name: str) -> None:
        """With all that stands in it; ``uses_of_step`` says what would miss it."""
        self._schema.remove(self._fieldset(name))
        settings = self.step_settings()
        if settings.pop(name, None) is not None:
            self._keep_step_settings(settings)

    # Questions and documents

    def add(self, step: str, kind: str, title: str, group: str = "") -> str:
        """A new question or document at the end of a step or of a group's rows."""
        fieldset = self._fieldset(step)
        name = name_for(title, self.names(), "unterlage" if kind == DOCUMENT else "frage")
        made = etree.SubElement(fieldset, _tag("field"), name=name, type=_DOTTED[kind])
        etree.SubElement(made, _tag("title")).text = _writable(title.strip())
        etree.SubElement(made, _tag("required")).text = "False"
        if kind == "multi-choice":
            etree.SubElement(made, _tag("value_type"), type="zope.schema.Choice")
        if group:
            made.set(_ours("group"), group)
            self._gather(group)
        return name

    def change(self, name: str, **changes) -> None:
        """What is named, and nothing else: ``title``, ``description``, ``required``, ``condition``,
        ``rules`` (a list), ``options`` (of ``SheetOption``), or one of our settings as text
        (``example``, ``mark``, ``max_rows`` …; empty: not set)."""
        element = self._field(name)
        for part in ("title", "description"):
            if part in changes:
                _write(element, part, changes.pop(part).strip(), keep=part == "title")
        if "required" in changes and changes["required"] != _is_required(element):
            _write(element, "required", str(bool(changes["required"])), keep=True)
        changes.pop("required", None)
        if "rules" in changes:
            self._change_rules(element, changes.pop("rules"))
        if "options" in changes:
            self._change_options(element, changes.pop("options"))
        if "condition" in changes:
            condition = changes.pop("condition")
            _set_json(element, "condition", condition)
        for setting, value in changes.items():
            _set(element, _ours(setting.replace("_", "-")), str(value or ""))

    def change_kind(self, name: str, kind: str) -> None:
        """Another kind of the same name. Whether answers stay readable is ``READABLE``."""
        element = self._field(name)
        before, choices = _kind(element), self.options(name)
        element.set("type", _DOTTED[kind])
        if {before, kind} == {"choice", "multi-choice"}:
            self._change_options(element, choices)
        elif before != kind:
            for part in ("values", "value_type"):
                _write(element, part, "", keep=False)

    def move(self, name: str, by: int) -> None:
        """Up (-1) or down (1) among its like; past the end of a step into the next one."""
        element = self._field(name)
        like = self._like(element)
        place, fieldsets = like.index(element) + by, self._fieldsets()
        if 0 <= place < len(like) or element.get(_ours("group")):
            _move(like, element, by)
        elif element.getparent() in fieldsets:
            target = fieldsets.index(element.getparent()) + by
            if 0 <= target < len(fieldsets):
                first = _tops(fieldsets[target])[:1] if by > 0 else []
                if first:
                    first[0].addprevious(element)
                else:
                    fieldsets[target].append(element)
        self._gather(name)

    def place(self, name: str, step: str, before: str = "") -> None:
        """Put a question or document into a step, before another or at its end."""
        element, fieldset = self._field(name), self._fieldset(step)
        other = self._field(before) if before and before != name else None
        if other is not None and other.getparent() is fieldset:
            other.addprevious(element)
        elif before != name:
            fieldset.append(element)
        self._gather(name)

    def delete(self, name: str) -> None:
        """With the questions of its rows; ``uses_of`` says what would miss it."""
        for element in (*self._row_elements(name), self._field(name)):
            element.getparent().remove(element)

    # Hints and prerequisites

    def hint(self, id_: str) -> dict:
        for each in self.hints:
            if str(each.get("id")) == id_:
                return each
        raise NoSuchPartError(id_)

    def add_hint(self, step: str, kind: str, title: str, **data) -> str:
        taken = {str(each.get("id")) for each in self.hints}
        name = name_for(title, taken, "hinweis")
        self.hints.append({"id": name, "step": step, "kind": kind, "title": title, **data})
        return name

    def change_hint(self, id_: str, **data) -> None:
        """What is named; None takes it away."""
        hint = self.hint(id_)
        for word, value in data.items():
            if value is None:
                hint.pop(word, None)
            else:
                hint[word] = value

    def delete_hint(self, id_: str) -> None:
        self.hints.remove(self.hint(id_))

    # Within

    def _fieldsets(self) -> list[etree._Element]:
        return list(self._schema.iterfind(_tag("fieldset")))

    def _fieldset(self, name: str) -> etree._Element:
        for each in self._fieldsets():
            if each.get("name") == name:
                return each
        raise NoSuchPartError(name)

    def _field(self, name: str) -> etree._Element:
        for each in self._schema.iter(_tag("field")):
            if each.get("name") == name:
                return each
        raise NoSuchPartError(name)

    def _row_elements(self, group: str) -> list[etree._Element]:
        return [
            each for each in self._schema.iter(_tag("field")) if each.get(_ours("group")) == group
        ]

    def _members(self, group: str) -> tuple[Item, ...]:
        return tuple(_item(each, self._step_name(each)) for each in self._row_elements(group))

    @staticmethod
    def _step_name(element) -> str:
        above = element.getparent()
        return above.get("name", "") if above.tag == _tag("fieldset") else ""

    def _like(self, element) -> list[etree._Element]:
        """What an element is ordered among."""
        group = element.get(_ours("group"))
        if group:
            return self._row_elements(group)
        is_file = element.get("type") in _FILES
        return [
            each for each in _tops(element.getparent()) if (each.get("type") in _FILES) == is_file
        ]

    def _gather(self, group: str) -> None:
        """Put the questions of a group's rows right behind it."""
        members = self._row_elements(group)
        place = self._field(group)
        for each in members:
            place.addnext(each)
            place = each

    def _step(self, fieldset) -> SheetStep:
        name = fieldset.get("name", "")
        setting = self.step_settings().get(name, {})
        items = [_item(each, name, self._members(each.get("name"))) for each in _tops(fieldset)]
        return SheetStep(
            name,
            fieldset.get("label", ""),
            fieldset.get("description", ""),
            setting.get("condition") or None,
            setting.get("minutes"),
            setting.get("shared") is True,
            tuple(each for each in items if each.kind != DOCUMENT),
            tuple(each for each in items if each.kind == DOCUMENT),
        )

    def _keep_step_settings(self, settings: Mapping[str, Mapping]) -> None:
        there = {each.get("name") for each in self._fieldsets()}
        kept = {name: each for name, each in settings.items() if each and name in there}
        _set(self._schema, _ours("steps"), json.dumps(kept, ensure_ascii=False) if kept else "")

    def _change_rules(self, element, rules: list[dict]) -> None:
        if rules == self.rules(element.get("name")):
            return
        for kind in _LIMITS:
            _write(element, kind, "", keep=False)
        _set_json(element, "rules", rules)

    def _change_options(self, element, options: Iterable[SheetOption]) -> None:
        chosen: list[SheetOption] = []
        for each in options:
            taken = {other.value for other in chosen} | {o.value for o in options}
            value = each.value or name_for(each.title, taken, "antwort")
            chosen.append(SheetOption(value, each.title.strip(), each.condition))
        if _kind(element) == "multi-choice":
            _write(element, "values", "", keep=False)
            above = element.find(_tag("value_type"))
            if above is None:
                above = etree.SubElement(element, _tag("value_type"), type="zope.schema.Choice")
        else:
            _write(element, "value_type", "", keep=False)
            above = element
        values = above.find(_tag("values"))
        if values is None:
            values = etree.SubElement(above, _tag("values"))
        known = {each.get("key"): each for each in values.iterfind(_tag("element"))}
        for each in list(values):
            values.remove(each)
        for option in chosen:
            made = known.get(option.value)
            made = etree.Element(_tag("element"), key=option.value) if made is None else made
            made.text = _writable(option.title)
            values.append(made)
        only_if = {each.value: each.condition for each in chosen if each.condition}
        _set_json(element, "option-conditions", only_if)


def _tag(name: str) -> str:
    return f"{{{SCHEMA}}}{name}"


def _ours(name: str) -> str:
    return f"{{{OURS}}}{name}"


def _json(text: str | None, empty):
    """What is kept as JSON; ``empty`` for what cannot be read, which the findings tell."""
    try:
        data = json.loads(text) if text else empty
    except (ValueError, RecursionError):
        return empty
    return data if isinstance(data, type(empty)) else empty


def _kept(data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _fields(above) -> Iterator[etree._Element]:
    yield from above.iterfind(_tag("field"))


def _tops(fieldset) -> list[etree._Element]:
    """What stands in a step itself, and in no group of the step."""
    names = {each.get("name") for each in _fields(fieldset)}
    return [each for each in _fields(fieldset) if each.get(_ours("group")) not in names]


def _kind(element) -> str:
    dotted = element.get("type", "")
    return DOCUMENT if dotted in _FILES else TYPES.get(dotted, FOREIGN)


def _item(element, step: str, rows: tuple[Item, ...] = ()) -> Item:
    return Item(
        element.get("name", ""),
        _kind(element),
        _text(element, "title"),
        step,
        element.get(_ours("group"), ""),
        element.get("type", ""),
        _is_required(element),
        bool(element.get(_ours("condition"))),
        rows,
    )


def _text(element, part: str) -> str:
    found = element.find(_tag(part))
    return (found.text or "").strip() if found is not None else ""


def _is_required(element) -> bool:
    # A field says so only where it is not: zope.schema's own default.
    return _text(element, "required").lower() not in ("false", "0")


def _number(written: str) -> object:
    for kind in (int, float):
        try:
            return kind(written)
        except ValueError:
            pass
    return written


def _elements(element) -> list[etree._Element]:
    return [
        each for values in element.iter(_tag("values")) for each in values.iterfind(_tag("element"))
    ]


def _write(element, part: str, text: str, keep: bool) -> None:
    """Set the text of a part; without a text it goes, unless it is to be kept."""
    found = element.find(_tag(part))
    if not text and not keep:
        if found is not None:
            element.remove(found)
        return
    if found is None:
        found = etree.SubElement(element, _tag(part))
    found.text = _writable(text)


def _writable(text: str) -> str:
    """The text without what no XML can hold."""
    return whole(text).translate({0xFFFE: None, 0xFFFF: None})


def _set(element, attribute: str, text: str) -> None:
    if text:
        element.set(attribute, _writable(text))
    elif attribute in element.attrib:
        del element.attrib[attribute]
        etree.cleanup_namespaces(element)


def _set_json(element, setting: str, data) -> None:
    if data != _json(element.get(_ours(setting)), type(data)() if data else data or {}):
        _set(element, _ours(setting), json.dumps(data, ensure_ascii=False) if data else "")


def _move(like: list[etree._Element], element, by: int) -> None:
    place = like.index(element) + by
    if not 0 <= place < len(like):
        return
    if by < 0:
        like[place].addprevious(element)
    else:
        like[place].addnext(element)
