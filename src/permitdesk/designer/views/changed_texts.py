"""German texts that were changed after they were translated: are the translations still true?"""

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.designer.views.page import DesignerPage
from permitdesk.services import translations
from permitdesk.services.translations import ChangedText
from permitdesk.theme import PageTemplate
from permitdesk.translation import seen

STILL, ANEW = "still", "anew"
MOST = 100


class ChangedTextsPage(DesignerPage):
    """The editor decides; what the portal proposes is only chosen beforehand."""

    name, tab = "changed-texts", "translations"
    title = _("designer_changed_title", default="Stimmen die Übersetzungen noch?")
    index = PageTemplate("changed_texts.pt")

    @property
    def changes(self) -> list[dict[str, object]]:
        return [
            {
                "number": number,
                "change": change,
                "place": change.place.told(),
                "id": _id(change),
                "languages": ", ".join(LANGUAGES[tag].native_name for tag in change.languages),
            }
            for number, change in enumerate(translations.changed_texts(self.context)[:MOST])
        ]

    def done(self) -> str:
        """What was said counts only for exactly the change that was shown."""
        said = {
            self.sent(f"id.{number}"): self.sent(f"say.{number}")
            for number in range(MOST)
            if f"id.{number}" in self.request.form
        }
        changes = translations.changed_texts(self.context)
        translations.still_true(
            self.context, [each for each in changes if said.get(_id(each)) == STILL]
        )
        translations.means_something_else(
            self.context, [each for each in changes if said.get(_id(each)) == ANEW]
        )
        more = len(translations.changed_texts(self.context)) > 0
        return self.here if more else f"{self.address}/@@translations"


def _id(change: ChangedText) -> str:
    return seen(change.key, change.before, change.after)
