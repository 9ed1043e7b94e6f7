"""What staff must not overlook."""

from permitdesk.casework import by_mail
from permitdesk.casework.dossier.telling import OUTCOMES
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.theme import Notice, PageTemplate


class Warnings(CasePart):
    index = PageTemplate("warnings.pt")

    def warnings(self) -> list[Notice]:
        """What staff must not overlook."""
        unusable = [each for each in self.correspondence.papers if each.is_unusable]
        found = []
        if unusable:
            text = _(
                "casework_unusable_text",
                default="Betroffen: ${titles}. Niemand kann die Datei öffnen. Die Person sieht auf"
                " ihrer Statusseite, dass sie das Dokument noch einmal hochladen soll.",
                mapping={"titles": ", ".join(str(each.title) for each in unusable)},
            )
            title = _(
                "casework_unusable", default="In einer Datei wurde ein Schadprogramm gefunden"
            )
            found.append(Notice("warning", self.translate(title), self.translate(text)))
        return found


class Unreached(CasePart):
    index = PageTemplate("unreached.pt")

    @property
    def unreached(self) -> Notice | None:
        """Says that the applicant could not be told by mail."""
        failure = by_mail.unreached(self.context)
        if failure is None:
            return None
        title = _(
            "casework_unreached",
            default="Per E-Mail nicht erreicht seit ${moment}",
            mapping={"moment": moment(failure.at)},
        )
        text = self.translate(OUTCOMES[failure.outcome])
        todo = self.translate(
            _(
                "casework_unreached_todo",
                default="Schreiben Sie der Person einen Brief oder rufen Sie an.",
            )
        )
        return Notice("warning", self.translate(title), f"{text}. {todo}")
