"""All findings of a service: its own, what other rooms need of it, examples that come to something
else, and translations that depart from the glossary."""

from collections.abc import Iterator, Mapping, Sequence

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.casework import facts_wanted
from permitdesk.core import _
from permitdesk.designer.titles import MARKS
from permitdesk.designer.trying.findings import example_findings
from permitdesk.designer.wording import wording_findings
from permitdesk.services import findings_of, unfinished
from permitdesk.services.definition import Definition
from permitdesk.services.findings import MEND, Finding, Place, ordered

# Without these nobody finds the person again, and the status page cannot be opened.
ALWAYS = ("family-name", "given-names", "birth-date")


def all_findings(service) -> tuple[Finding, ...]:
    """Everything found, the grave things first."""
    definition, _found = unfinished(service)
    wanted = facts_wanted(getSite(), service.getId())
    marks = unasked_marks(definition, service.kind, wanted) if definition else ()
    more = (*example_findings(service), *wording_findings(service))
    return ordered((*findings_of(service), *marks, *more))


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
            yield _found(mark, Message(message, mapping={"mark": MARKS[mark]}))
    for mark, units in wanted.items():
        if mark not in asked:
            message = _(
                "designer_unasked_mark",
                default="Keine Frage hat die Bedeutung „${mark}“. Die Regeln von ${units} brauchen"
                " sie, um den Ordner zu finden.",
            )
            mapping = {"mark": MARKS[mark], "units": ", ".join(units)}
            yield _found(mark, Message(message, mapping=mapping))


def _found(mark: str, message: Message) -> Finding:
    return Finding("unasked-mark", MEND, Place("service", part=mark), message)
