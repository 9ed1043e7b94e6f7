"""Doubts about rules, as the head of a unit reads them."""

from datetime import date

import pytest

from permitdesk.casework.routing.checking import GAP, Finding
from permitdesk.casework.routing.circumstances import ELSE
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.views.findings import finding_text
from permitdesk.casework.routing.vocabulary import Vocabulary
from permitdesk.casework.routing.words import Sayings

SAYINGS = Sayings(Vocabulary({}, {}, {"neumuehl": "Neumühl"}), {}, date(2026, 3, 2))


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ((), "Niemand ist für Familiennamen mit „A“ als erstem Wort zuständig."),
        ((("service", ELSE),), "wenn es um einen Dienst geht, den keine Regel nennt."),
        ((("municipality", ELSE),), "wenn jemand in einem Ort wohnt, den keine Regel nennt."),
        ((("municipality", "neumuehl"),), "wenn jemand in Neumühl wohnt."),
    ],
)
def test_a_gap_is_said_as_a_colleague_would(only, said):
    assert said in finding_text(Finding(GAP, "a", "a ", only=only), Rules("inbox"), SAYINGS)
