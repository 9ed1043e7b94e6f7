"""The part of the case page with its letters, and where a new one begins."""

import secrets
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.access import full_name
from permitdesk.casework.decision import standing
from permitdesk.casework.decision.outcomes import OUTCOMES
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.templates import DECISIONS, KINDS, offered
from permitdesk.casework.office import office
from permitdesk.casework.views.page import day, moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.theme import Badge, Cell, Choice, PageTemplate, Table

_BADGES = {letters.DRAFT: "info", letters.WAITING: "warning", letters.FINISHED: "success"}
COLUMNS = (
    _("casework_letters_column_letter", default="Brief"),
    _("casework_letters_column_state", default="Stand"),
    _("casework_letters_column_by", default="Von"),
    _("casework_letters_column_when", default="Wann"),
    _("casework_letters_column_posted", default="Abgeschickt"),
)


FITTING = _("casework_letters_fitting", default="Passt zur Entscheidung „${outcome}“")
OTHERS = _("casework_letters_others", default="Andere Briefe")
NOT_FITTING = _("casework_letters_not_fitting", default="Passt nicht zur Entscheidung")
NOT_YET = _("casework_letters_not_yet", default="Erst wenn die Entscheidung eingetragen ist")


@dataclass(frozen=True)
class Group:
    """Templates with what they have in common."""

    title: str
    choices: list[Choice]


class LettersPart(CasePart):
    index = PageTemplate("part.pt")

    @property
    def table(self) -> Table | None:
        found = letters.letters(self.context)
        if not found:
            return None
        caption = self.translate(_("casework_letters_caption", default="Briefe dieses Vorgangs"))
        columns = [self.translate(each) for each in COLUMNS]
        return Table(caption, columns, [self._row(each) for each in reversed(found)])

    def _row(self, letter) -> tuple[Cell, ...]:
        made = letter.finished
        state = Badge(_BADGES[letter.state], self.translate(letters.STATES[letter.state]))
        return (
            Cell(
                made.subject if made else f"{self.translate(KINDS[letter.kind])}: {letter.title}",
                f"{self.context.absolute_url()}/@@letter/{letter.id}",
            ),
            Cell("", badge=state),
            Cell(full_name(made.by if made else letter.edited_by or letter.by), isolate=True),
            Cell(moment(made.at if made else letter.at)),
            Cell(day(letter.posted) if letter.posted else ""),
        )

    @property
    def new_letter_key(self) -> str:
        """Tells two presses of the button from two letters."""
        return secrets.token_hex(16)

    @property
    def groups(self) -> list[Group]:
        """What can be written: what says the decision that stands first, what does not last."""
        decision = standing.decision(self.context)
        fitting, others, wrong = [], [], []
        for each in offered(office()):
            choice = Choice(each.id, each.title)
            if each.kind not in DECISIONS:
                others.append(choice)
            elif decision is not None and letters.fits(each.kind, decision):
                fitting.append(choice)
            else:
                wrong.append(choice)
        outcome = {"outcome": OUTCOMES[decision.outcome]} if decision is not None else {}
        titles = (
            (Message(FITTING, mapping=outcome), fitting),
            (OTHERS, others),
            (NOT_FITTING if decision is not None else NOT_YET, wrong),
        )
        return [Group(self.translate(title), found) for title, found in titles if found]

    @property
    def templates_address(self) -> str:
        return f"{office().absolute_url()}/@@letter-templates"
