"""About how long a step takes, told by what it asks. A service may say otherwise.

Seconds for reading and answering, with the paper at hand, on a phone and not in one's own
language: estimates of ours, to be replaced by measured times of the pilot [V].
"""

import math
from collections.abc import Iterable

from permitdesk.services.definition import Field, Requirement

SECONDS = {
    "text": 25,
    "long-text": 150,
    "integer": 15,
    "number": 15,
    "money": 25,
    "date": 25,
    "partial-date": 25,
    "yes-no": 10,
    "choice": 15,
    "multi-choice": 20,
    "code-list": 20,
    "multi-code-list": 25,
    "email": 25,
    "phone": 25,
    "explanation": 15,
}
ANY = 20  # a type that is not listed
ROWS = 1.5  # so often a group is filled in, on average
FILE = 75  # finding a paper, photographing it, sending it
MAYBE = 0.5  # what is asked of some, or may be left out


def minutes(fields: Iterable[Field], requirements: Iterable[Requirement]) -> int:
    """Whole minutes, rounded up; at least one."""
    asked = sum(_seconds(each) for each in fields)
    papers = sum(FILE * _share(each) for each in requirements)
    return max(1, math.ceil((asked + papers) / 60))


def _seconds(field: Field) -> float:
    if field.fields:
        return ROWS * sum(_seconds(each) for each in field.fields) * _share(field)
    return SECONDS.get(field.type, ANY) * _share(field)


def _share(asked: Field | Requirement) -> float:
    return 1 if asked.required and asked.condition is None else MAYBE
