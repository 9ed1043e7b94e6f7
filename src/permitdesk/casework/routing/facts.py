"""What rules may look at: a few facts that all services know, and the answers themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from permitdesk.district import responsible_authority
from permitdesk.services.definition import Definition

SERVICE, MUNICIPALITY, STATUS, NATIONALITY = (
    "service",
    "municipality",
    "residence-status",
    "nationality",
)
# The facts that a service's fields tell by their marks, whatever the fields are called.
MARKED = (MUNICIPALITY, STATUS, NATIONALITY)
# No answer of somebody may say more about where they come from than the law wants to know.
ORIGIN_LISTS = frozenset(("nationalities", "countries", "languages"))
ORIGIN_MARKS = frozenset(("nationality", "contact-language", "name-original-script"))


@dataclass(frozen=True)
class Facts:
    """Language-neutral ``answers`` by name, the marked facts and the service among them.

    ``outside``: lives where another authority is responsible.
    """

    family_name: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    outside: bool = False


def facts_of(
    family_name: str,
    service: str,
    answers: Mapping[str, object],
    definition: Definition | None = None,
) -> Facts:
    """Read the facts off what was sent; without a definition, service and answers are known."""
    known: dict[str, object] = {**answers, SERVICE: service}
    for mark in MARKED:
        asked = definition.marked(mark) if definition else None
        if asked is not None and asked.name in answers:
            known[mark] = answers[asked.name]
    return Facts(family_name, known, is_outside(known.get(MUNICIPALITY)))


def is_outside(municipality: object) -> bool:
    """Whether another authority is responsible for a municipality."""
    if not isinstance(municipality, str) or not municipality:
        return False
    authority = responsible_authority(municipality)
    return authority is not None and not authority.own


def origin_fields(definition: Definition) -> frozenset[str]:
    """The questions of a service whose answers tell where somebody comes from."""
    return frozenset(
        each.name
        for each in definition.fields()
        if each.mark in ORIGIN_MARKS or each.code_list in ORIGIN_LISTS
    )
