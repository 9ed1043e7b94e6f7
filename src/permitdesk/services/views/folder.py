"""The container of services: a list to work on for those who configure, no page for others."""

from AccessControl import getSecurityManager
from zope.component.hooks import getSite

from permitdesk.core import _, languages
from permitdesk.services.addresses import all_services
from permitdesk.services.publish import CONFIGURE, hindrances
from permitdesk.services.revision import is_changed
from permitdesk.theme import Badge, Cell, PageTemplate, StaffPage, Table


class ServiceFolderView(StaffPage):
    """Visitors are led to the home page, which lists what is published."""

    index = PageTemplate("folder.pt")

    title = _("services_folder_title", default="Online-Dienste gestalten")

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
            _("services_folder_fields", default="Felder"),
            _("services_folder_texts", default="Texte und Einstellungen"),
            _("services_folder_revisions", default="Fassungen"),
        )
        return Table(
            self.translate(self.title),
            [self.translate(column) for column in columns],
            [self._row(service) for service in all_services(getSite(), drafts=True)],
        )

    def _row(self, service) -> list[Cell]:
        address = service.absolute_url()
        number = service.published_number
        return [
            Cell(service.Title(), f"{address}/@@revisions"),
            Cell("", badge=self._state(service)),
            Cell("" if number is None else str(number), numeric=True),
            Cell(
                self.translate(_("services_folder_edit_fields", default="Felder bearbeiten")),
                f"{address}/fields",
            ),
            Cell(
                self.translate(_("services_folder_edit_texts", default="Texte bearbeiten")),
                f"{address}/edit",
            ),
            Cell(
                self.translate(_("services_folder_publish", default="Prüfen und veröffentlichen")),
                f"{address}/@@revisions",
            ),
        ]

    def _state(self, service) -> Badge:
        if hindrances(service):
            kind, text = "stop", _("services_state_broken", default="Fehler beheben")
        elif service.published_number is None:
            kind, text = "info", _("services_state_preparing", default="In Vorbereitung")
        elif is_changed(service):
            kind, text = (
                "warning",
                _("services_state_changed", default="Geändert"),
            )
        else:
            kind, text = "success", _("services_state_public", default="Öffentlich")
        return Badge(kind, self.translate(text))
