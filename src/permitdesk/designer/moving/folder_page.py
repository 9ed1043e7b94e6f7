"""What the pages on the list of services share, and what several of them show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.languages import known
from permitdesk.core.texts import Shown
from permitdesk.designer.edition import record
from permitdesk.designer.moving.states import MOVED_ON, NONE_CHOSEN, badge_of
from permitdesk.designer.views.compare import Told, said
from permitdesk.designer.views.page import PARTS
from permitdesk.services import STUDIO, edition_of, unfinished
from permitdesk.services.comparison import compare
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.interfaces import IService, IServiceSettings
from permitdesk.services.taking import (
    Offer,
    begin,
    files_of,
    offers,
    open_parts,
    revision_of,
    take,
    taken,
)
from permitdesk.theme import Badge, Fact, Link, PageTemplate, PostedPage

_TITLES = {
    "fields_model": _("designer_moving_fields", default="Fragen, Unterlagen und Bedingungen"),
    "texts": PARTS["texts"],
    "hints": _("designer_moving_hints", default="Hinweise und Voraussetzungen"),
    "slugs": _("designer_moving_slugs", default="Adressen im Internet"),
    "former_slugs": _("designer_moving_former", default="Frühere Adressen"),
    "fee_rules": PARTS["fees"],
    **{
        name: IServiceSettings[name].title
        for name in ("kind", "reference_prefix", "fees", "accepts_applications")
    },
    "limits": _("designer_moving_limits", default="Anzahl und Größe der Dateien"),
    "examples": _("designer_moving_examples", default="Beispiele"),
    "paper_forms": PARTS["paper"],
}
_LABELS = _("designer_moving_labels", default="Übersetzung: ${language}")
STEPS = _("designer_moving_steps", default="Abschnitte")
QUESTIONS = _("designer_moving_questions", default="Fragen")
DOCUMENTS = _("designer_moving_documents", default="Unterlagen")
TRANSLATIONS = _("designer_moving_translations", default="Übersetzungen")


MOST_LINES = 400  # of a preview; whoever changes more than that looks at it in the editor


@dataclass(frozen=True)
class Choice:
    """A part that can be ticked."""

    part: str
    title: Shown
    badge: Badge
    is_ticked: bool


class FolderPage(PostedPage):
    """A page on the list of services."""

    _preview = PageTemplate("preview.pt")
    _differences = PageTemplate("differences.pt")
    name = ""

    @property
    def here(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.name}"

    @property
    def list_address(self) -> str:
        return self.context.absolute_url()

    @property
    def breadcrumb(self) -> list[Link]:
        folder = Link(str(self.translate(STUDIO)), self.list_address)
        return [folder, Link(str(self.translate(self.title)), "")]

    @property
    def site(self):
        return getSite()

    @property
    def ticked(self) -> list[str]:
        """The parts that were chosen."""
        value = self.request.form.get("part", [])
        found = value if isinstance(value, list) else [value]
        return [each for each in found if isinstance(each, str)]

    def choices(self, found: Sequence[Offer]) -> list[Choice]:
        """What can be taken; at first ticked is what costs nobody their work."""
        chosen = set(self.ticked) if "part" in self.request.form else None
        return [
            Choice(
                each.part,
                self.part_title(each.part),
                badge_of(self, each.state),
                each.is_safe if chosen is None else each.part in chosen,
            )
            for each in found
            if each.is_open
        ]

    def begin_service(self, files: ServiceFiles, origin: str) -> str:
        """Make a service of files; returns where it is designed."""
        made = begin(self.site, files, origin)
        record(made, "package")
        return f"{made.absolute_url()}/@@design"

    def take_ticked(self, service: IService, files: ServiceFiles, origin: str) -> str | None:
        """Take the ticked parts into a service that nobody has changed since the preview; returns
        where it is designed, None where there is a complaint."""
        if not self.ticked:
            self.complain(NONE_CHOSEN, "parts")
            return None
        if self.sent("edition") != edition_of(service):
            self.complain(MOVED_ON, "parts")
            return None
        take(service, files, self.ticked, origin)
        record(service, "package")
        service.setModificationDate()
        return f"{service.absolute_url()}/@@design"

    @property
    def preview(self):
        """The macro of the parts to choose; define ``choices``."""
        return self._preview.macros["parts"]

    @property
    def differences(self):
        """The macro of what would be different in ``view/changes``."""
        return self._differences.macros["differences"]

    def changes_by(self, service: IService, files: ServiceFiles, origin: str) -> list[Told]:
        """What would be different if all that is offered were taken."""
        parts = open_parts(offers(service, files, origin))
        before, after = files_of(service), taken(service, files, parts)
        if unfinished(service)[0] is None:
            return []
        found = compare(revision_of(before), revision_of(after), self.language, clock.today())
        shown, left = [], MOST_LINES
        for each in found:
            shown.append(said(self, replace(each, lines=each.lines[:left])))
            left -= len(each.lines)
            if left <= 0:
                break
        return shown

    def part_title(self, part: str) -> Shown:
        if part.startswith("labels."):
            language = known(part.removeprefix("labels.")).native_name
            return self.translate(Message(_LABELS, mapping={"language": language}))
        return self.translate(_TITLES[part])

    def facts(self, files: ServiceFiles) -> list[Fact]:
        """What a service is made of, in numbers."""
        definition = revision_of(files).definition
        numbers = {
            STEPS: len(definition.steps),
            QUESTIONS: len(list(definition.fields())),
            DOCUMENTS: len(definition.requirements),
        }
        names = ", ".join(known(tag).native_name for tag in files.labels if files.labels[tag])
        return [
            *(Fact(str(self.translate(term)), str(value)) for term, value in numbers.items()),
            Fact(str(self.translate(TRANSLATIONS)), names or "–"),
        ]
