"""The labels of a case, on its page."""

from permitdesk.casework.dossier import labels
from permitdesk.casework.dossier.views.asking import Press
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.core.texts import german
from permitdesk.theme import Badge, PageTemplate


def badges(case) -> list[Badge]:
    return [Badge(each.colour, each.title) for each in labels.shown_on(case)]


class Labels(CasePart):
    index = PageTemplate("labels.pt")

    def given(self) -> list[dict[str, object]]:
        button = german(_("casework_dossier_label_remove", default="Entfernen"))
        return [
            {
                "badge": Badge(each.colour, each.title),
                "remove": Press(self.page, "unset-label", button, label=each.id)(),
            }
            for each in labels.shown_on(self.context)
        ]

    def to_give(self) -> list[labels.Label]:
        unit = self.context.aq_parent.aq_parent
        given = set(labels.labels_of(self.context))
        return [each for each in labels.to_give(unit) if each.id not in given]

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@set-label"
