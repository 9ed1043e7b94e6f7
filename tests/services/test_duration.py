"""How long a step takes follows from what it asks."""

import pytest

from permitdesk.services.conditions import from_data
from permitdesk.services.definition import Field, Requirement
from permitdesk.services.duration import minutes

SOMETIMES = from_data({"field": "kind", "is": "first"})


def field(type_="text", **more):
    return Field("name", type_, "Titel", **{"required": True, **more})


@pytest.mark.parametrize(
    "fields, requirements, expected",
    [
        ([], [], 1),
        ([field("yes-no")], [], 1),
        ([field()] * 2, [], 1),
        ([field()] * 3, [], 2),
        ([field("long-text")], [], 3),
        ([field("long-text", required=False)], [], 2),
        ([field("long-text", condition=SOMETIMES)], [], 2),
        ([], [Requirement("passport", "Pass")] * 4, 5),
        ([], [Requirement("passport", "Pass", required=False)] * 4, 3),
        ([field("group", fields=(field(), field("date")))], [], 2),
    ],
)
def test_minutes_follow_from_questions_and_documents(fields, requirements, expected):
    assert minutes(fields, requirements) == expected
