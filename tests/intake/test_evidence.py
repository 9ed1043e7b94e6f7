"""What is kept of what somebody was shown: the exact texts, what the law asks for included."""

from datetime import date

import pytest

from builders import applicants, full_answers
from permitdesk.intake.evidence import evidence
from permitdesk.services import parse, prerequisites_said, sources
from permitdesk.services.compose import read_service
from permitdesk.services.definition import Revision

TODAY = date(2026, 11, 23)


@pytest.fixture
def revision(portal) -> Revision:
    """As the library ships it; figures of the law come from the portal."""
    files = read_service("settlement")
    definition = parse(files.fields_model, files.texts, files.hints, files.fee_rules)
    return Revision("settlement", 1, definition, {}, "digest", sources=sources(definition))


def test_what_the_law_asks_for_is_kept_as_it_was_said(revision):
    answers = next(
        found
        for found in (full_answers("settlement", each) for each in applicants("settlement"))
        if found.get("settlement_basis") == "settlement_9"
    )
    texts = evidence(revision, "de", answers, TODAY)["texts"]
    said = prerequisites_said(revision, answers, "de", TODAY)
    assert said, "there is something to keep"
    for each in said:
        assert texts[f"prerequisite.{each.id}.text"]["text"] == str(each.text)
        assert "${" not in str(each.text)
        if each.note:
            assert texts[f"prerequisite.{each.id}.if_{each.state}"]["text"] == str(each.note)
    kept = {key.split(".")[1] for key in texts if key.startswith("prerequisite.")}
    assert kept == {each.id for each in said}, "nothing is kept that was not shown"
