"""An application for another person of the family: what goes along, and what links the two.

A question says itself that a whole family gives the same answer (``shared`` in the field XML), a
document that it is the family's. Nothing else is taken over: no name, no birth, no passport, no
declaration.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from permitdesk.core import clock
from permitdesk.core.secrets import derive
from permitdesk.intake import drafts
from permitdesk.intake.assistance import HELPER
from permitdesk.intake.draft import KeptDocument, OpenDraft, StepState, new_document_id
from permitdesk.intake.papers import unsealed
from permitdesk.intake.vault import DamagedError
from permitdesk.services import all_services, availability_of, published, required_documents
from permitdesk.services.definition import Definition, Field


@dataclass(frozen=True)
class Relative:
    """What an application hands to the next person's: ``answers`` as they would be sent, the
    definition they answer, and the ``mark`` that the applications of one family carry.

    ``draft`` holds its documents until it is sent; then there is none any more.
    """

    definition: Definition
    answers: Mapping[str, object]
    mark: str
    draft: OpenDraft | None = None


def mark_of(service: str, key: str) -> str:
    """The family mark of an application that begins a family: random as its idempotency key is.

    It tells nothing about the key, and need not be stored before anybody asks for a second
    application.
    """
    return derive("permitdesk family", f"{service}\0{key}".encode()).hex()[:32]


def carried(relative: Relative, target: Definition) -> dict[str, dict[str, object]]:
    """The answers that an application for another person begins with, by step of ``target``.

    A question must be shared in both definitions and be the same: name, type, columns.
    """
    known = {field.name: field for field in relative.definition.fields() if field.shared}
    found: dict[str, dict[str, object]] = {}
    for step in target.steps:
        for field in step.fields:
            answer = relative.answers.get(field.name)
            same = known.get(field.name)
            if answer is None or same is None or not field.shared or not _is_same(same, field):
                continue
            if _is_offered(field, answer):
                found.setdefault(step.name, {})[field.name] = answer
    return found


def carried_documents(relative: Relative, target: Definition) -> tuple[KeptDocument, ...]:
    """The documents that an application for another person begins with.

    A document must be called for there, be shared in both definitions, and be of a kind and number
    that ``target`` takes.
    """
    if relative.draft is None:
        return ()
    today = clock.today()
    called_for = required_documents(relative.definition, relative.answers, today)
    known = {each.id for each in called_for if each.shared}
    found: list[KeptDocument] = []
    for each in target.requirements:
        if each.shared and each.id in known:
            kept = [d for d in relative.draft.documents if d.requirement == each.id]
            fitting = (
                d for d in kept if d.content_type in each.formats and d.size <= each.limits.bytes
            )
            found += list(fitting)[: each.max_files]
    return tuple(found[: target.limits.files])


def services_for(site, relative: Relative) -> Iterator:
    """The published services in which an application for another person could begin so."""
    for service in all_services(site):
        revision = published(service)
        if revision is None or revision.kind != "application":
            continue
        is_open = availability_of(service).is_open(clock.today())
        if is_open and revision.accepts_applications and carried(relative, revision.definition):
            yield service


def begin(site, service, language: str, relative: Relative, person: int) -> OpenDraft:
    """Begin the draft of another person: own code, own key; ``person`` counts the family."""
    revision = published(service)
    draft = drafts.create(site, service.getId(), revision.number, language)
    steps = carried(relative, revision.definition)
    for name, values in steps.items():
        draft.keep_step(name, StepState(values))
    for document in carried_documents(relative, revision.definition):
        # Opened with the key of the one draft and sealed with that of the other, one at a time.
        try:
            with unsealed(relative.draft, document) as content:
                draft.add_document(replace(document, id=new_document_id(), carried=True), content)
        except DamagedError:  # it is asked for again, like any other
            continue
    draft.note(family=relative.mark, person=person, carried=sorted(steps))
    helps = relative.draft.assistance if relative.draft is not None else None
    if helps is not None and relative.draft.side == HELPER:
        # Who helps is known; on what mandate for this person is asked.
        draft.note(helped_before={**asdict(helps.statement), "mandate": ""})
    return draft


def is_untouched(draft: OpenDraft) -> bool:
    """Whether nobody has entered anything yet since it was begun for another person."""
    return not draft.sent and "carried" in draft.about and "at" not in draft.about


def _is_same(one: Field, other: Field) -> bool:
    columns = [tuple((each.name, each.type) for each in field.fields) for field in (one, other)]
    return (one.type, one.code_list, columns[0]) == (other.type, other.code_list, columns[1])


def _is_offered(field: Field, answer: object) -> bool:
    """Whether a choice still has the answers that were chosen."""
    if field.type not in ("choice", "multi-choice"):
        return True
    options = {option.value for option in field.options}
    return set(answer if isinstance(answer, list) else [answer]) <= options
