"""The cases that were begun together with this one."""

from permitdesk.casework.relatives import relatives
from permitdesk.casework.states import state_title
from permitdesk.casework.views.case.part import CasePart
from permitdesk.theme import PageTemplate


class Family(CasePart):
    index = PageTemplate("family.pt")

    def relatives(self) -> list[dict[str, str]]:
        """The cases begun together with this one, as far as this person may read them."""
        return [
            {
                "reference": case.reference,
                "address": case.absolute_url(),
                "name": case.person.name or self.no_name,
                "service": self.service_title(case.service),
                "state": state_title(case.state),
            }
            for case in relatives(self.context)
        ]
