"""The container of services: a list to work on for those who configure, no page for others."""

from AccessControl import getSecurityManager
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, languages
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.designer.checks import all_findings
from permitdesk.intake import open_drafts
from permitdesk.services import CONFIGURE, STUDIO, all_services, is_changed, review
from permitdesk.services.findings import BLOCKS, MEND, Finding
from permitdesk.theme import Badge, Cell, PageTemplate, StaffPage, Table

COUNTED = (
    _("designer_folder_blocks", default="verhindert Veröffentlichen: ${count}"),
    _("designer_folder_mend", default="zu verbessern: ${count}"),
    _("designer_folder_remarks", default="Anmerkungen: ${count}"),
)
FINE = _("designer_folder_fine", default="in Ordnung")


class ServiceFolderView(StaffPage):
    """Visitors are led to the home page, which lists what is published."""

    index = PageTemplate("folder.pt")

    title = STUDIO

    def __call__(self):
        if getSecurityManager().checkPermission(CONFIGURE, self.context):
            return super().__call__()
        response = self.request.response
        response.setHeader("Vary", "Accept-Language")
        site = getSite().absolute_url()
        return response.redirect(f"{site}/{languages.of(self.request)}")

    @property
    def table(self) -> Table:
        columns = (
            _("services_folder_service", default="Dienst"),
            _("services_folder_state", default="Stand"),
            _("services_folder_revision", default="Öffentliche Fassung"),
            _("designer_tab_findings", default="Prüfung"),
            _("designer_folder_languages", default="Sprachen ohne Lücken"),
            _("designer_folder_drafts", default="Offene Entwürfe"),
        )
        return Table(
            self.translate(self.title),
            [self.translate(column) for column in columns],
            [self._row(service) for service in all_services(getSite(), drafts=True)],
        )

    def _row(self, service) -> list[Cell]:
        address = service.absolute_url()
        number = service.published_number
        found = all_findings(service)
        return [
            Cell(service.Title() or service.getId(), f"{address}/@@design"),
            Cell("", badge=self._state(service, found)),
            Cell("" if number is None else str(number), f"{address}/@@revisions", numeric=True),
            Cell(self._counted(found), f"{address}/@@findings"),
            Cell(self._languages(found), numeric=True),
            Cell(self._drafts(service), numeric=True),
        ]

    def _state(self, service, found: tuple[Finding, ...]) -> Badge:
        if review.request_of(review.history(service)):
            kind, text = "warning", _("designer_state_in_review", default="In Prüfung")
        elif any(each.severity == BLOCKS for each in found):
            kind, text = "stop", _("services_state_broken", default="Fehler beheben")
        elif service.published_number is None:
            kind, text = "info", _("services_state_preparing", default="In Vorbereitung")
        elif is_changed(service):
            kind, text = ("warning", _("services_state_changed", default="Geändert"))
        else:
            kind, text = "success", _("services_state_public", default="Öffentlich")
        return Badge(kind, self.translate(text))

    def _counted(self, found: tuple[Finding, ...]) -> str:
        grave = sum(1 for each in found if each.severity == BLOCKS)
        mend = sum(1 for each in found if each.severity == MEND)
        counts = zip(COUNTED, (grave, mend, len(found) - grave - mend), strict=True)
        said = [Message(words, mapping={"count": count}) for words, count in counts if count]
        return " · ".join(str(self.translate(each)) for each in said or [FINE])

    def _languages(self, found: tuple[Finding, ...]) -> str:
        """How many languages have every text, German included."""
        gaps = {each.place.name for each in found if each.kind in ("untranslated", "outdated")}
        return f"{len(set(LANGUAGES) - gaps - {SOURCE}) + 1}/{len(LANGUAGES)}"

    def _drafts(self, service) -> str:
        return str(sum(open_drafts(getSite(), service.getId()).values()))
