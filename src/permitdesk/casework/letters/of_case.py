"""The finished letters of a case, as the room of decisions asks for them."""

from zope.component import adapter
from zope.interface import implementer

from permitdesk.casework.decision.interfaces import ILetters
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.letter import Letter
from permitdesk.casework.letters.templates import HEARING


@implementer(ILetters)
@adapter(ICase)
class FinishedLetters:
    def __init__(self, case) -> None:
        self.case = case

    def find(self, id_: str) -> Letter | None:
        letter = letters.find(self.case, id_) if id_ else None
        return letter if letter is not None and letter.finished else None

    def hearings(self) -> tuple[Letter, ...]:
        return letters.finished(self.case, HEARING)

    def decisions(self) -> tuple[Letter, ...]:
        return letters.of_decision(self.case)
