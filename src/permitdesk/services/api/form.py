"""``GET {service}/@form``: the published revision in one language."""

from collections.abc import Iterator
from dataclasses import asdict

from plone import api
from zExceptions import NotFound
from zope.component import getUtility
from zope.i18n import translate

from permitdesk.core import clock
from permitdesk.core.interfaces import ICodeList
from permitdesk.district import legal_list, threshold
from permitdesk.services import conditions, derived, rules
from permitdesk.services.announced import REASONS
from permitdesk.services.answers import most_rows
from permitdesk.services.api.answer import LanguageService, told
from permitdesk.services.definition import (
    Condition,
    Definition,
    Field,
    Revision,
    Step,
)
from permitdesk.services.patterns import ready_pattern
from permitdesk.services.places import lists_in
from permitdesk.services.revision import published


class FormGet(LanguageService):
    def reply(self):
        revision = published(self.context)
        if revision is None:
            raise NotFound(self.context.getId())
        # The language stands in the address, so that a client need only append ``?q=``.
        lists = f"{api.portal.get().absolute_url()}/{self.language}/@codes"
        return self.unless_known(
            {
                "@id": f"{self.context.absolute_url()}/@form",
                **form(revision, self.language, lists),
            }
        )


def form(revision: Revision, language: str, lists: str) -> dict[str, object]:
    """The revision as JSON data; ``lists`` is the address below which code lists are searched."""
    drawn = _Form(revision, language, lists)
    definition = revision.definition
    data = {
        "service": revision.service,
        "revision": revision.number,
        "digest": revision.digest,
        "language": language,
        "languages": list(revision.languages),
        **drawn.service(),
        "steps": [drawn.step(step) for step in definition.steps],
        "documents": [
            {
                "id": each.id,
                "step": each.step,
                **drawn.told(each, "title", "description"),
                "required": each.required,
                "condition": _condition(each.condition),
                "formats": list(each.formats),
                "max_files": each.max_files,
                "may_come_later": each.may_come_later,
                "third_party": each.third_party,
            }
            for each in definition.requirements
        ],
        "limits": asdict(definition.limits),
        "later_reasons": [
            {"value": name, "title": translate(title, target_language=language)}
            for name, title in REASONS.items()
        ],
        "hints": [
            {
                "id": hint.id,
                "step": hint.step,
                "kind": hint.kind,
                "condition": _condition(hint.condition),
                **drawn.told(hint, "title", "text"),
            }
            for hint in definition.hints
        ],
        "prerequisites": [
            {
                "id": each.id,
                "step": each.step,
                "condition": _condition(each.condition),
                "met": _condition(each.met),
                "missing": _condition(each.missing),
                "shows": list(each.shows),
                **drawn.told(each, "title", "text", "if_missing", "if_unseen"),
            }
            for each in definition.prerequisites
        ],
        "values": [derived.to_table(value) for value in definition.values.values()],
        "lists": _lists(definition),
        "fees": [
            {
                "kind": rule.kind,
                "name": rule.name,
                "condition": _condition(rule.condition),
                "certain": rule.certain,
            }
            for rule in definition.fee_rules
        ],
    }
    return {**data, "figures": _figures(data)}


def _figures(data: object) -> dict[str, object]:
    """The dated figures that conditions and derived values name, as they hold today."""
    found = ((name, threshold(name, clock.today())) for name in sorted(set(_thresholds(data))))
    return {
        name: {
            "amount": str(each.amount),
            "unit": each.unit,
            "valid_from": each.valid_from.isoformat(),
            "source": each.source,
            "verified": each.verified,
        }
        for name, each in found
        if each is not None
    }


def _lists(definition: Definition) -> dict[str, object]:
    """The lists of the law that conditions name, as they hold today."""
    names = {name for _where, name in lists_in(definition)}
    found = ((name, legal_list(name, clock.today())) for name in sorted(names))
    return {
        name: {
            "codes": list(each.codes),
            "valid_from": each.valid_from.isoformat(),
            "source": each.source,
            "verified": each.verified,
        }
        for name, each in found
        if each is not None
    }


def _thresholds(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        if isinstance(data.get("threshold"), str):
            yield data["threshold"]
        for each in data.values():
            yield from _thresholds(each)
    elif isinstance(data, list):
        for each in data:
            yield from _thresholds(each)


def _condition(condition: Condition | None) -> dict[str, object] | None:
    return conditions.to_data(condition) if condition else None


class _Form:
    def __init__(self, revision: Revision, language: str, lists: str):
        self.revision, self.language, self.lists = revision, language, lists

    def told(self, asked, *parts: str) -> dict[str, object]:
        """Texts of a step, field, document …, and which of them are in another language."""
        return told(self.revision, self.language, {part: asked.key(part) for part in parts})

    def service(self) -> dict[str, object]:
        """``texts``, the service's own, and ``text_languages`` beside them."""
        keys = {name: f"service.{name}" for name in self.revision.definition.texts}
        texts = told(self.revision, self.language, keys)
        foreign = texts.pop("text_languages", None)
        return {"texts": texts} | ({"text_languages": foreign} if foreign else {})

    def step(self, step: Step) -> dict[str, object]:
        return {
            "name": step.name,
            **self.told(step, "title", "description"),
            "condition": _condition(step.condition),
            "minutes": step.minutes,
            "fields": [self.field(field) for field in step.fields],
        }

    def field(self, field: Field) -> dict[str, object]:
        data: dict[str, object] = {
            "name": field.name,
            "type": field.type,
            **self.told(field, "title", "description", *(["example"] if field.example else [])),
            "required": field.required,
            "condition": _condition(field.condition),
        }
        if field.rules:
            data["rules"] = [
                self._rule(field, position, rules.to_data(rule))
                for position, rule in enumerate(field.rules, 1)
            ]
        if field.options:
            data["options"] = [
                {
                    "value": option.value,
                    **self._said("title", field.key(f"option.{option.value}")),
                    "condition": _condition(option.condition),
                }
                for option in field.options
            ]
        if field.code_list:
            data |= self._codes(field.code_list)
        if field.type == "group":
            data["fields"] = [self.field(each) for each in field.fields]
            data["max_rows"] = most_rows(field)
        return data

    def _rule(self, field: Field, position: int, data: dict) -> dict:
        """A rule with its words; of a ready-made pattern what it means, by name it says little."""
        ready = ready_pattern(field.rules[position - 1])
        if ready is not None:
            data["message"] = translate(ready.message, target_language=self.language)
            if ready.regex:
                data["regex"] = ready.regex
        if field.rules[position - 1].message:
            data |= self._said("message", field.key(f"rule.{position}"))
        return data

    def _said(self, name: str, key: str) -> dict[str, object]:
        return told(self.revision, self.language, {name: key})

    def _codes(self, name: str) -> dict[str, object]:
        codes = getUtility(ICodeList, name=name)
        if codes.searchable:
            return {"code_list": name, "search": f"{self.lists}/{name}"}
        return {
            "code_list": name,
            "options": [
                {"value": code.value, "title": code.title, "condition": None}
                for code in codes.codes(self.language)
            ],
        }
