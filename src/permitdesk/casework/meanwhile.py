"""What others did with a case since somebody opened its page. Whoever acts on an old page hears of
it first: nothing is done, what was typed stays, and the same once more goes through."""

from collections.abc import Iterable

from permitdesk.access import actor, full_name
from permitdesk.casework.later import APPLICANT
from permitdesk.core import _

WRITTEN = _(
    "casework_meanwhile_written",
    default="${who} hat inzwischen auch geschrieben. Lesen Sie es bei den Nachrichten. Ihr Text"
    " steht noch hier: Senden Sie ihn noch einmal, wenn er trotzdem hinausgehen soll.",
)
ASKED = _(
    "casework_meanwhile_asked",
    default="${who} hat inzwischen Unterlagen angefordert. Sehen Sie nach, was schon angefordert"
    " ist. Was Sie eingetragen haben, steht noch hier: Senden Sie es noch einmal, wenn es trotzdem"
    " hinausgehen soll.",
)
JUDGED = _(
    "casework_meanwhile_judged",
    default="${who} hat inzwischen etwas zu diesem Dokument eingetragen. Es ist nichts geschehen."
    " Sehen Sie, was jetzt gilt, und tragen Sie Ihres noch einmal ein, wenn es dabei bleibt.",
)
CAME = _(
    "casework_meanwhile_came",
    default="Seit Sie diese Seite geöffnet haben, ist etwas von der Person gekommen. Sehen Sie es"
    " auf der Seite des Vorgangs an. Was Sie geschrieben haben, steht noch hier: Tragen Sie es noch"
    " einmal ein, wenn es dabei bleibt.",
)


def position(case) -> str:
    """How much there is: a page remembers it, ``since`` takes it."""
    return str(len(case.later))


def since(case, seen: object) -> tuple:
    """What others did since, oldest first; nothing where the page does not say what it showed."""
    if not isinstance(seen, str) or not (seen.isascii() and seen.isdecimal()) or len(seen) > 6:
        return ()
    return tuple(each for each in list(case.later)[int(seen) :] if each.by != actor())


def by_staff(entries: Iterable, *kinds: type) -> str:
    """The name of the last of the staff who added one of these kinds; empty for nobody."""
    found = [each.by for each in entries if isinstance(each, kinds) and each.by]
    return full_name(found[-1]) if found else ""


def came(entries: Iterable) -> bool:
    """Whether something of the applicant is among them that the office has to read."""
    return any(each.side == APPLICANT and each.is_news for each in entries)
