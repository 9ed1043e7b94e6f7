"""What a list of services says of each: who it is for, in one sentence."""

import pytest

from permitdesk.core.texts import Text
from permitdesk.guidance.service import brief


@pytest.mark.parametrize(
    ("summary", "shown"),
    [
        (
            "Für Menschen, die zu ihrer Familie gehören: Erlaubnis beantragen oder ändern.",
            "Für Menschen, die zu ihrer Familie gehören.",
        ),
        (
            "Für Menschen mit einer Duldung (§ 60a Abs. 2 AufenthG), die bald abläuft. Nur Papier.",
            "Für Menschen mit einer Duldung (§ 60a Abs. 2 AufenthG), die bald abläuft.",
        ),
        ("لمن يعيش في ألمانيا منذ مدة طويلة: طلب إقامة.", "لمن يعيش في ألمانيا منذ مدة طويلة."),
        (
            "لمن يريد العمل في ألمانيا أو بدء عمل حر: طلب.",
            "لمن يريد العمل في ألمانيا أو بدء عمل حر.",
        ),
        ("Kurz: Ihr Umzug in den Kreis", "Kurz: Ihr Umzug in den Kreis"),
        ("", ""),
    ],
)
def test_the_first_sentence_stands_in_lists(summary, shown):
    assert brief(summary) == shown


def test_german_that_stands_in_stays_marked():
    summary = Text("Für Menschen, die in Deutschland arbeiten: Titel beantragen.", "de")
    assert brief(summary) == Text("Für Menschen, die in Deutschland arbeiten.", "de")
