"""The answers to a choice as rows: what is typed is kept or complained about."""

import pytest

from permitdesk.designer.option_form import LONGEST, MOST, OptionForm
from permitdesk.services.choices import SheetOption


def read(before, sent):
    said = []
    form = OptionForm(before, sent, str, "zu lang")
    return form.read(sent, lambda name, message: said.append((name, message))), said


@pytest.mark.parametrize(
    "typed", ["x" * (LONGEST + 1), "\n".join(f"Antwort {n}" for n in range(MOST + 1))]
)
def test_what_is_too_much_is_told_and_not_cut_off(typed):
    assert read([], {"o_rows": "", "o_more": typed})[1] == [("o_more", "zu lang")]


def test_answers_that_there_are_stay_however_many():
    before = [SheetOption(str(n), f"Antwort {n}") for n in range(MOST + 1)]
    rows = {"o_rows": " ".join(str(n) for n in range(MOST + 1))}
    sent = rows | {f"o_{n}": each.title for n, each in enumerate(before)}
    assert read(before, sent) == (before, [])
