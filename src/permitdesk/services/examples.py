"""Examples of a service: made-up answers that are filled in again after each change.

They stand beside the service as JSON, never in a revision: applicants do not meet them. An example
is never a real person's application.
"""

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256

from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.services.service import Service

MOST = 40  # of one service
LONGEST_TITLE = 100
LARGEST = 100_000  # characters of one example's answers as JSON
MOST_DOCUMENTS = 60
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class BadExampleError(ValueError):
    """What was given is no example. ``part`` names what is wrong: ``title``, ``answers`` …"""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


@dataclass(frozen=True)
class Example:
    """``answers`` are language-neutral, as in the API; ``documents`` are the ids of those that are
    there. ``as_of`` is the ISO day on which it is filled in, empty for the day of looking.

    ``accepted`` is the outcome that somebody said is right (``trying.outcome`` knows its parts);
    None while nobody has. ``changed_by`` and ``changed_at``: who wrote it last, when.
    """

    id: str
    title: str
    answers: Mapping[str, object] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    language: str = SOURCE
    as_of: str = ""
    accepted: Mapping[str, object] | None = None
    accepted_by: str = ""
    accepted_at: str = ""
    changed_by: str = ""
    changed_at: str = ""


def examples(service: Service) -> tuple[Example, ...]:
    """The examples of a service, in the order made."""
    return from_json(service.examples)


def example(service: Service, id_: str) -> Example | None:
    return next((each for each in examples(service) if each.id == id_), None)


def edition_of_example(kept: Example) -> str:
    """SHA-256 (hex) of what one writes of an example; accepting what it comes to changes nothing
    of that."""
    return sha256(to_json([without_people(kept)]).encode()).hexdigest()


def without_people(kept: Example) -> Example:
    """An example without what somebody here said of it, and who."""
    return Example(kept.id, kept.title, kept.answers, kept.documents, kept.language, kept.as_of)


def from_json(text: str) -> tuple[Example, ...]:
    return tuple(
        Example(**{**each, "documents": tuple(each.get("documents", ()))})
        for each in json.loads(text or "[]")
    )


def to_json(found: Sequence[Example]) -> str:
    """Readable and with one value a line, so that a change shows where it is."""
    data = [
        {name: value for name, value in asdict(each).items() if value not in ("", None, ())}
        for each in found
    ]
    return json.dumps(data, ensure_ascii=False, indent=1)


def read_example(data: Mapping[str, object], id_: str = "") -> Example:
    """An example as somebody sends it. Raises ``BadExampleError``.

    Only its shape is looked at; whether the answers are right is what the example is for.
    """
    title, answers = data.get("title"), data.get("answers", {})
    documents, language = data.get("documents", []), data.get("language", SOURCE)
    as_of = data.get("as_of", "") or ""
    if not isinstance(title, str) or not title.strip() or len(title) > LONGEST_TITLE:
        raise BadExampleError("title")
    if not isinstance(answers, Mapping) or _size(answers) > LARGEST:
        raise BadExampleError("answers")
    if not isinstance(documents, list | tuple) or len(documents) > MOST_DOCUMENTS:
        raise BadExampleError("documents")
    if not all(isinstance(each, str) and len(each) <= 100 for each in documents):
        raise BadExampleError("documents")
    if language not in LANGUAGES:
        raise BadExampleError("language")
    if not _is_day(as_of):
        raise BadExampleError("as_of")
    if id_ and not _NAME.fullmatch(id_):
        raise BadExampleError("id")
    return Example(
        id_ or secrets.token_hex(6),
        " ".join(title.split()),
        dict(answers),
        tuple(dict.fromkeys(documents)),
        language,
        as_of,
    )


def keep_example(service: Service, made: Example) -> None:
    """Add an example, or put it in the place of the one with its id. Raises ``BadExampleError``
    where there are too many."""
    found = list(examples(service))
    places = [place for place, each in enumerate(found) if each.id == made.id]
    if places:
        found[places[0]] = made
    elif len(found) >= MOST:
        raise BadExampleError("number")
    else:
        found.append(made)
    service.examples = to_json(found)


def drop_example(service: Service, id_: str) -> None:
    """Delete an example; one that is gone is no error."""
    service.examples = to_json([each for each in examples(service) if each.id != id_])


def accept_outcome(
    service: Service, id_: str, outcome: Mapping[str, object], by: str, at: str
) -> None:
    """Say that what an example comes to now is right. Raises KeyError for one that is gone."""
    found = example(service, id_)
    if found is None:
        raise KeyError(id_)
    keep_example(service, replace(found, accepted=outcome, accepted_by=by, accepted_at=at))


def _size(answers: Mapping[str, object]) -> int:
    try:
        return len(json.dumps(answers, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError):
        return LARGEST + 1


def _is_day(text: object) -> bool:
    if text == "":
        return True
    try:
        return isinstance(text, str) and len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False
