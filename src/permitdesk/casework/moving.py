"""A step of a case's workflow that asks for nothing but itself, by who may take it."""

from Products.CMFCore.utils import getToolByName
from zope.i18nmessageid import Message

from permitdesk.access import actor, full_name
from permitdesk.casework.states import state_title
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

LONGEST_COMMENT = 1000
PASSED = _(
    "casework_passed",
    default="Der Vorgang ist inzwischen „${state}“ (${who}, ${moment}). Es ist nichts geschehen."
    " Sehen Sie, was im Verlauf steht, und entscheiden Sie dann.",
)
BY_ITSELF = _("casework_passed_by_itself", default="von selbst")


class PassedError(Exception):
    """The case has another state meanwhile; ``message`` says which, since when and by whom."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def move(case, transition: str, comment: str = "") -> bool:
    """Take a step; False where this person has taken it just before. Raises ``PassedError`` where
    the state has no such step (any more), LookupError for one that nobody, or this person never,
    takes so."""
    tool = getToolByName(case, "portal_workflow")
    if transition in {each["id"] for each in tool.getTransitionsFor(case)}:
        tool.doActionFor(case, transition, comment=comment)
        return True
    last = case.history[-1]
    if (last["action"], last["actor"]) == (transition, actor()):
        return False
    (workflow,) = tool.getWorkflowsFor(case)
    if transition not in workflow.transitions:
        raise LookupError(transition)
    if transition in workflow.states[case.state].transitions:
        raise LookupError(transition)
    raise PassedError(passed(case))


def passed(case) -> Message:
    """What became of a case since somebody opened its page, as far as its state says."""
    last = case.history[-1]
    at = last["time"].asdatetime().astimezone(clock.BERLIN)
    return Message(
        PASSED,
        mapping={
            "state": state_title(case.state),
            "who": full_name(last["actor"]) or say(BY_ITSELF, SOURCE),
            "moment": in_words.moment(at, SOURCE),
        },
    )
