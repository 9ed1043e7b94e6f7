"""Hearing, decision and delivery in German words, for staff."""

from permitdesk.casework.decision import standing
from permitdesk.casework.decision.outcomes import STATEMENTS
from permitdesk.casework.views.page import day
from permitdesk.core import _
from permitdesk.core.texts import german


def hearing_in_words(case) -> str:
    """Until when the person could answer, and whether they did."""
    heard, answered = standing.hearing(case), standing.statement(case)
    if heard is None:
        return german(_("casework_decision_no_hearing", default="keine"))
    if answered is not None:
        text = _(
            "casework_decision_heard_answered",
            default="bis ${until}, beantwortet am ${day} ${way}",
            mapping={
                "until": day(heard.until),
                "day": day(answered.received),
                "way": german(STATEMENTS[answered.way]),
            },
        )
    else:
        text = _(
            "casework_decision_heard_until",
            default="bis ${until}, bisher keine Antwort eingetragen",
            mapping={"until": day(heard.until)},
        )
    return german(text)
