"""How letters read in a case's history, in German."""

from permitdesk.casework.history import DECISION, Telling
from permitdesk.casework.letters.letter import LetterPosted, LetterSubmitted, LetterWritten
from permitdesk.casework.letters.templates import KINDS
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german

telling = Telling()


@telling.of(LetterSubmitted, DECISION)
def _submitted(case, entry: LetterSubmitted) -> str:
    return german(
        _(
            "casework_letters_event_submitted",
            default="Brief zur Mitzeichnung gegeben: ${kind}",
            mapping={"kind": german(KINDS[entry.kind])},
        )
    )


@telling.of(LetterWritten, DECISION)
def _written(case, entry: LetterWritten) -> str:
    return german(
        _(
            "casework_letters_event_written",
            default="Brief fertiggestellt: ${subject}",
            mapping={"subject": entry.subject},
        )
    )


@telling.of(LetterPosted, DECISION)
def _posted(case, entry: LetterPosted) -> str:
    return german(
        _(
            "casework_letters_event_posted",
            default="Brief abgeschickt am ${day}: ${kind}",
            mapping={
                "day": in_words.day(entry.on, SOURCE),
                "kind": german(KINDS[entry.kind]),
            },
        )
    )
