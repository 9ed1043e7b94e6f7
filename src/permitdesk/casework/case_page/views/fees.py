"""What it will probably cost, as the applicant was told."""

from permitdesk.casework.views.part import CasePart
from permitdesk.core.languages import SOURCE
from permitdesk.theme import PageTemplate


class Fees(CasePart):
    index = PageTemplate("fees.pt")

    @property
    def fees(self) -> dict[str, object] | None:
        """The estimate in German, as it was shown to the person who sent this."""
        return self.application.evidence.get("fees", {}).get(SOURCE)
