"""A service's form as designers edit it: the XML of its fields, its hints and its fee rules.

Pure. Changes touch what they are about; whatever else stands in the XML, of the stock editor or of
an add-on, stays as it is. A sheet need not be sound: it is what somebody is in the middle of.
"""

import json
from collections.abc import Mapping

from lxml import etree
from plone.supermodel.utils import prettyXML

from permitdesk.services import elements
from permitdesk.services.choices import SheetOption, options_of, write_options
from permitdesk.services.elements import theirs, writable
from permitdesk.services.naming import name_for
from permitdesk.services.outline import DOCUMENT, DOTTED, Item, SheetStep, item_of, kind_of
from permitdesk.services.settings import NAMESPACE, PREFIX, ours
from permitdesk.services.xml import screened

etree.register_namespace(PREFIX, NAMESPACE)  # for a model that does not have it yet
# Limits that the stock editor keeps as elements of their own.
_LIMITS = ("min", "max", "min_length", "max_length")


class NoSuchPartError(KeyError):
    """Nothing of the sheet has this name."""


class KeptList:
    """A list of JSON objects: ``text`` is what to keep, as it was given while nothing changes."""

    def __init__(self, given: str) -> None:
        self._given, self._before = given, json.loads(given)
        self.items: list[dict] = json.loads(given)

    @property
    def text(self) -> str:
        if self.items == self._before:
            return self._given
        return json.dumps(self.items, ensure_ascii=False, indent=1)


class Sheet:
    """The working state while it is edited; ``source``, ``hints_text`` and ``fees_text`` are what
    to keep."""

    def __init__(self, source: str, hints: str = "[]", fee_rules: str = "[]") -> None:
        self._root = etree.fromstring(screened(source))
        self._schema = elements.schema_of(self._root)
        self._hints, self._fees = KeptList(hints), KeptList(fee_rules)
        self.hints, self.fee_rules = self._hints.items, self._fees.items

    # What there is

    @property
    def source(self) -> str:
        """The XML, as the stock editor would write it."""
        return prettyXML(self._root)

    @property
    def hints_text(self) -> str:
        return self._hints.text

    @property
    def fees_text(self) -> str:
        return self._fees.text

    @property
    def steps(self) -> tuple[SheetStep, ...]:
        return tuple(self._step(each) for each in self._fieldsets())

    @property
    def loose(self) -> tuple[Item, ...]:
        """Fields that stand in no step."""
        return tuple(item_of(each, "") for each in elements.fields_in(self._schema))

    def step(self, name: str) -> SheetStep:
        return self._step(self._fieldset(name))

    def item(self, name: str) -> Item:
        """A question or document by name, those within groups too."""
        element = self._field(name)
        return item_of(element, self._step_name(element), self._members(name))

    def names(self) -> set[str]:
        """All names that are taken."""
        values = {str(each.get("name")) for each in self.values() if isinstance(each, dict)}
        return {*elements.fields_below(self._schema), *values}

    def values(self) -> list[dict]:
        """The derived values, each as ``derived.from_table`` reads it."""
        return elements.data_in(self._schema.get(ours("values")), [])

    def change_values(self, values: list[dict]) -> None:
        """Make these the derived values."""
        elements.set_data(self._schema, "values", values)

    def step_settings(self) -> dict[str, dict]:
        return elements.step_settings(self._schema)

    def setting(self, name: str, setting: str) -> str:
        """One of our settings of a field as it is kept; empty where it has none."""
        return self._field(name).get(ours(setting), "")

    def text(self, name: str, part: str) -> str:
        """A field's ``title`` or ``description``."""
        return elements.text_of(self._field(name), part)

    def is_required(self, name: str) -> bool:
        return elements.is_required(self._field(name))

    def condition(self, name: str) -> Mapping | None:
        return elements.data_in(self.setting(name, "condition"), {}) or None

    def rules(self, name: str) -> list[dict]:
        """A field's rules, limits that the stock editor set too."""
        element = self._field(name)
        found = list(elements.data_in(element.get(ours("rules")), []))
        kinds = [each.get("kind") for each in found if isinstance(each, dict)]
        for kind in _LIMITS:
            written = elements.text_of(element, kind)
            if written and written != "0" and kind not in kinds:
                found.append({"kind": kind, "value": _number(written)})
        return found

    def options(self, name: str) -> list[SheetOption]:
        return options_of(self._field(name))

    # Steps

    def add_step(self, title: str, description: str = "") -> str:
        taken = {each.get("name") for each in self._fieldsets()}
        name = name_for(title, taken, "abschnitt")
        made = etree.SubElement(self._schema, theirs("fieldset"), name=name)
        made.set("label", writable(title.strip()))
        if description.strip():
            made.set("description", writable(description.strip()))
        return name

    def change_step(self, name: str, **changes) -> None:
        """``title``, ``description``; ``condition``, ``minutes``, ``shared`` (None: not set)."""
        fieldset = self._fieldset(name)
        for word, attribute in (("title", "label"), ("description", "description")):
            if word in changes:
                elements.set_attribute(fieldset, attribute, changes[word].strip())
        settings = self.step_settings()
        mine = dict(settings.get(name, {}))
        for word in ("condition", "minutes", "shared"):
            if word in changes:
                mine.pop(word, None)
                if changes[word]:
                    mine[word] = changes[word]
        if mine != settings.get(name, {}):
            elements.keep_step_settings(self._schema, {**settings, name: mine})

    def move_step(self, name: str, by: int) -> None:
        elements.move(self._fieldsets(), self._fieldset(name), by)

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
            elements.keep_step_settings(self._schema, settings)

    # Questions and documents

    def add(self, step: str, kind: str, title: str, group: str = "") -> str:
        """A new question or document at the end of a step or of a group's rows."""
        fieldset = self._fieldset(step)
        name = name_for(title, self.names(), "unterlage" if kind == DOCUMENT else "frage")
        made = etree.SubElement(fieldset, theirs("field"), name=name, type=DOTTED[kind])
        etree.SubElement(made, theirs("title")).text = writable(title.strip())
        etree.SubElement(made, theirs("required")).text = "False"
        if kind == "multi-choice":
            etree.SubElement(made, theirs("value_type"), type="zope.schema.Choice")
        if group:
            made.set(ours("group"), group)
            self._gather(group)
        return name

    def change(self, name: str, **changes) -> None:
        """What is named, and nothing else: ``title``, ``description``, ``required``, ``condition``,
        ``rules`` (a list), ``options`` (of ``SheetOption``), or one of our settings as text
        (``example``, ``mark``, ``max_rows`` …; empty: not set)."""
        element = self._field(name)
        for part in ("title", "description"):
            if part in changes:
                elements.write_text(element, part, changes.pop(part).strip(), keep=part == "title")
        if "required" in changes and changes["required"] != elements.is_required(element):
            elements.write_text(element, "required", str(bool(changes["required"])), keep=True)
        changes.pop("required", None)
        if "rules" in changes:
            self._change_rules(element, changes.pop("rules"))
        if "options" in changes:
            write_options(element, changes.pop("options"), kind_of(element) == "multi-choice")
        if "condition" in changes:
            condition = changes.pop("condition")
            elements.set_data(element, "condition", condition)
        for setting, value in changes.items():
            elements.set_attribute(element, ours(setting.replace("_", "-")), str(value or ""))

    def change_kind(self, name: str, kind: str) -> None:
        """Another kind of the same name. Whether answers stay readable is ``outline.READABLE``."""
        element = self._field(name)
        before, choices = kind_of(element), self.options(name)
        element.set("type", DOTTED[kind])
        if {before, kind} == {"choice", "multi-choice"}:
            write_options(element, choices, kind == "multi-choice")
        elif before != kind:
            for part in ("values", "value_type"):
                elements.write_text(element, part, "", keep=False)

    def move(self, name: str, by: int) -> None:
        """Up (-1) or down (1) among its like; past the end of a step into the next one."""
        element = self._field(name)
        like = self._like(element)
        place, fieldsets = like.index(element) + by, self._fieldsets()
        if 0 <= place < len(like) or element.get(ours("group")):
            elements.move(like, element, by)
        elif element.getparent() in fieldsets:
            target = fieldsets.index(element.getparent()) + by
            if 0 <= target < len(fieldsets):
                first = elements.tops_of(fieldsets[target])[:1] if by > 0 else []
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
        return elements.steps_of(self._schema)

    def _fieldset(self, name: str) -> etree._Element:
        for each in self._fieldsets():
            if each.get("name") == name:
                return each
        raise NoSuchPartError(name)

    def _field(self, name: str) -> etree._Element:
        for each in self._schema.iter(theirs("field")):
            if each.get("name") == name:
                return each
        raise NoSuchPartError(name)

    def _row_elements(self, group: str) -> list[etree._Element]:
        return [
            each for each in self._schema.iter(theirs("field")) if each.get(ours("group")) == group
        ]

    def _members(self, group: str) -> tuple[Item, ...]:
        return tuple(item_of(each, self._step_name(each)) for each in self._row_elements(group))

    @staticmethod
    def _step_name(element) -> str:
        above = element.getparent()
        return above.get("name", "") if above.tag == theirs("fieldset") else ""

    def _like(self, element) -> list[etree._Element]:
        """What an element is ordered among."""
        group = element.get(ours("group"))
        if group:
            return self._row_elements(group)
        is_document = kind_of(element) == DOCUMENT
        return [
            each
            for each in elements.tops_of(element.getparent())
            if (kind_of(each) == DOCUMENT) == is_document
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
        items = [
            item_of(each, name, self._members(each.get("name")))
            for each in elements.tops_of(fieldset)
        ]
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

    def _change_rules(self, element, rules: list[dict]) -> None:
        if rules == self.rules(element.get("name")):
            return
        for kind in _LIMITS:
            elements.write_text(element, kind, "", keep=False)
        elements.set_data(element, "rules", rules)


def _number(written: str) -> object:
    for kind in (int, float):
        try:
            return kind(written)
        except ValueError:
            pass
    return written
