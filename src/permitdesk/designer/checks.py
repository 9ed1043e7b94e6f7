"""All findings of a service: its own, what other rooms need of it, examples that come to something
else, and translations that depart from the glossary."""

from collections.abc import Iterator, Mapping, Sequence

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.casework import facts_wanted, unnamed_goes_to
from permitdesk.core import _
from permitdesk.designer.trying.findings import example_findings
from permitdesk.designer.wording import wording_findings
from permitdesk.services import findings_of, unfinished
from permitdesk.services.definition import Definition
from permitdesk.services.field_titles import MARK_TITLES
from permitdesk.services.findings import MEND, Finding, Place, ordered

# Without these nobody finds the person again, and the status page cannot be opened.
ALWAYS = ("family-name", "given-names", "birth-date")


def all_findings(service) -> tuple[Finding, ...]:
    """Everything found, the grave things first."""
    definition, _found = unfinished(service)
    wanted = facts_wanted(getSite(), service.getId())
    first = unnamed_goes_to(getSite(), service.getId())
    marks = unasked_marks(definition, service.kind, wanted) if definition else ()
    nobodys = [no_unit(first)] if first and service.accepts_applications else []
    more = (*nobodys, *example_findings(service), *wording_findings(service))
    return ordered((*findings_of(service), *marks, *more))


def no_unit(first: str) -> Finding:
    """Nobody has said who works on what is sent; it goes to the unit called ``first``."""
    message = _(
        "designer_no_unit",
        default="Kein Sachgebiet hat diesen Dienst. Was Menschen senden, käme zu „${unit}“. Die"
        " Leitung eines Sachgebiets wählt ihn dort unter „Online-Dienste“.",
    )
    return Finding("no-unit", MEND, Place("service"), Message(message, mapping={"unit": first}))


def unasked_marks(
    definition: Definition, kind: str, wanted: Mapping[str, Sequence[str]]
) -> Iterator[Finding]:
    """What nobody asks though others rely on it. ``wanted``: which units' rules need which mark."""
    asked = {field.mark for field in definition.fields()}
    for mark in ALWAYS if kind == "application" else ():
        if mark not in asked:
            message = _(
                "designer_unasked_person",
                default="Keine Frage hat die Bedeutung „${mark}“. Ohne sie findet niemand die"
                " Person wieder.",
            )
            yield _found(mark, Message(message, mapping={"mark": MARK_TITLES[mark]}))
    for mark, units in wanted.items():
        if mark not in asked:
            message = _(
                "designer_unasked_mark",
                default="Keine Frage hat die Bedeutung „${mark}“. Die Regeln von ${units} brauchen"
                " sie, um den Ordner zu finden.",
            )
            mapping = {"mark": MARK_TITLES[mark], "units": ", ".join(units)}
            yield _found(mark, Message(message, mapping=mapping))


def _found(mark: str, message: Message) -> Finding:
    return Finding("unasked-mark", MEND, Place("service", part=mark), message)
