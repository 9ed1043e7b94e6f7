"""What a unit's rules may ask, and its name in German: the questions and codes of its services."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zope.component import getUtility
from zope.component.hooks import getSite

from permitdesk import services
from permitdesk.casework.routing.checking import Known
from permitdesk.casework.routing.facts import (
    MARKED,
    MUNICIPALITY,
    NATIONALITY,
    SERVICE,
    STATUS,
    origin_fields,
)
from permitdesk.core import _
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german
from permitdesk.district import municipalities
from permitdesk.services.definition import Definition, Field, Option, Revision, Step

TITLES = {
    SERVICE: _("casework_route_fact_service", default="Online-Dienst"),
    MUNICIPALITY: _("casework_route_fact_municipality", default="Wohnort"),
    STATUS: _("casework_route_fact_status", default="Aufenthaltsstatus"),
    NATIONALITY: _("casework_route_fact_nationality", default="Staatsangehörigkeit"),
}
# Answers of which a rule may name values.
_CHOSEN = frozenset(("choice", "multi-choice", "yes-no"))
_COMPARED = _CHOSEN | {"integer", "number", "money", "date", "partial-date", "code-list"}


@dataclass(frozen=True)
class Vocabulary:
    """``revisions`` are those of the unit's services, by service."""

    revisions: Mapping[str, Revision]
    titles: Mapping[str, str]
    places: Mapping[str, str]

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The questions that a rule may ask, by name: the general facts first."""
        facts = {
            SERVICE: _choice(SERVICE, self.titles),
            MUNICIPALITY: _choice(MUNICIPALITY, self.places),
            STATUS: _choice(STATUS, self._statuses),
            NATIONALITY: Field(
                NATIONALITY, "code-list", german(TITLES[NATIONALITY]), code_list="nationalities"
            ),
        }
        found: dict[str, Field] = {}
        for definition in self._definitions:
            marked = {each.name for mark in MARKED if (each := definition.marked(mark))}
            barred = marked | origin_fields(definition)
            for field in definition.fields():
                if field.type in _COMPARED and field.name not in barred:
                    found.setdefault(field.name, field)
        return {**found, **facts}

    @cached_property
    def questions(self) -> list[Field]:
        """The questions beside the general facts that have answers to choose from, by title."""
        found = [
            each
            for name, each in self.fields.items()
            if name not in TITLES and each.type in _CHOSEN
        ]
        return sorted(found, key=lambda each: each.title.casefold())

    @cached_property
    def known(self) -> Known:
        """What the check of rules needs to know; the unit adds its desks."""
        origin = {NATIONALITY}
        for definition in self._definitions:
            origin |= origin_fields(definition)
        options = {
            name: frozenset(each.value for each in field.options)
            for name, field in self.fields.items()
            if name == SERVICE and field.options
        }
        return Known(None, options, frozenset(origin))

    @cached_property
    def revision(self) -> Revision:
        """The questions as those of one form: what says conditions in words wants one."""
        definition = Definition(steps=(Step("asked", "", fields=tuple(self.fields.values())),))
        texts = services.sources(definition)
        return Revision("routing", 0, definition, {SOURCE: texts}, "", sources=texts)

    def value_title(self, name: str, value: object) -> str:
        """An answer in German; as it is where nobody knows it."""
        field = self.fields.get(name)
        shown = services.values_shown(self.revision, field, value, SOURCE) if field else ()
        return str(shown[0]) if shown else str(value)

    def title(self, name: str) -> str:
        field = self.fields.get(name)
        return field.title if field else name

    @property
    def _definitions(self) -> list[Definition]:
        return [each.definition for each in self.revisions.values()]

    @property
    def _statuses(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for definition in self._definitions:
            asked = definition.marked(STATUS)
            for option in asked.options if asked else ():
                found.setdefault(option.value, option.title)
        return found


def vocabulary(unit) -> Vocabulary:
    """The words of a unit's services as they are published now."""
    wanted = set(unit.services or ())
    revisions, titles = {}, {}
    for service in services.all_services(getSite()):
        revision = services.published(service)
        if revision is not None and service.getId() in wanted:
            revisions[service.getId()] = revision
            titles[service.getId()] = str(revision.text("service.title", SOURCE))
    for id_ in sorted(wanted):  # not published, or a stock form
        titles.setdefault(id_, id_)
    return Vocabulary(revisions, titles, {each.code: each.name for each in municipalities()})


def nationality_title(code: str) -> str:
    return getUtility(ICodeList, "nationalities").title(code, SOURCE) or code


def _choice(name: str, titles: Mapping[str, str]) -> Field:
    options = tuple(Option(value, title) for value, title in titles.items())
    return Field(name, "choice", german(TITLES[name]), options=options)
