"""A short fault run on each storage breaks no promise. ``make faults`` runs longer."""

import pytest

from faults import table
from faults.ledger import Entry
from faults.run import compare, run

pytestmark = pytest.mark.fault

SECONDS = 12


@pytest.mark.long
def test_no_promise_is_broken(office):
    result = run(office, SECONDS)

    assert result.is_clean, table.details(result)
    assert result.kills.get("storage"), "nothing was killed"
    assert result.acknowledged, "nothing was sent"


@pytest.mark.parametrize(
    ("cases", "broken"),
    [
        ([], "lost"),
        ([("R1", "m", ["d"]), ("R2", "m", ["d"])], "doubled"),
        ([("R1", "m", ["other"])], "damaged"),
        ([("R1", "m", [None])], "damaged"),
        ([("R1", "m", ["d"]), ("R2", "m", [None])], ""),
    ],
)
def test_the_comparison_finds_what_it_is_for(cases, broken):
    entry = Entry("m", "d", "api", "R1", "code")
    names = ("reference", "message", "documents")
    found = compare([entry], [dict(zip(names, case, strict=True)) for case in cases])
    assert {name for name, wrong in found.items() if wrong} == ({broken} if broken else set())
