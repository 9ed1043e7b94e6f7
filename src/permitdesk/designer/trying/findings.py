"""Examples that come to something else than was accepted, as findings. They stop nobody: what is
new may be right, and then it is accepted."""

from collections.abc import Iterator

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.designer.trying.running import differing
from permitdesk.designer.trying.words import Titles, in_words
from permitdesk.services import published, working_revision
from permitdesk.services.findings import MEND, Finding, Place

OTHERWISE = _(
    "designer_found_example", default="Es kommt etwas anderes heraus als bestätigt. ${first}"
)
MORE = _(
    "designer_found_example_more",
    default="Es kommt etwas anderes heraus als bestätigt. ${first} (und ${count} weitere"
    " Unterschiede)",
)


def example_findings(service) -> Iterator[Finding]:
    """One for each example, with the first thing that is otherwise."""
    found = differing(service)
    if not found:
        return
    titles = Titles([working_revision(service), published(service)], SOURCE)
    for run in found:
        first, more = in_words(run.differences[0], titles), len(run.differences) - 1
        message = Message(MORE if more else OTHERWISE, mapping={"first": first, "count": more})
        place = Place("example", run.example.id, title=run.example.title)
        yield Finding("example", MEND, place, message)
