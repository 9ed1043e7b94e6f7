"""``{unit}/@@unit``: everything that is set for a unit, from one page."""

from collections.abc import Iterator
from functools import cached_property

from AccessControl import getSecurityManager

from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _
from permitdesk.theme import Card, PageTemplate

USE, LEAD, DESKS = (
    "permitdesk: Use workplace",
    "permitdesk: Lead unit",
    "permitdesk: Manage desks",
)
# Page, the permission it asks for, what it is called, what it is for.
OF_UNIT = (
    (
        "routing",
        USE,
        _("casework_unit_routing", default="Zuständigkeit"),
        _(
            "casework_unit_routing_help",
            default="Welcher Vorgang in welchen Ordner kommt, und warum. Zum Ausprobieren.",
        ),
    ),
    (
        "unit-services",
        LEAD,
        _("casework_unit_services", default="Online-Dienste"),
        _(
            "casework_unit_services_card",
            default="Zu welchen Diensten die Anträge in dieses Sachgebiet kommen.",
        ),
    ),
    (
        "absences",
        LEAD,
        _("casework_unit_absences", default="Abwesenheiten"),
        _("casework_unit_absences_help", default="Wer von wann bis wann fehlt und wer vertritt."),
    ),
    (
        "suspensions",
        LEAD,
        _("casework_unit_suspensions", default="Ausgesetzte Bereiche"),
        _(
            "casework_unit_suspensions_help",
            default="Was eine Zeit lang niemand annimmt, mit Hinweis für Besucher.",
        ),
    ),
    (
        "service-replay",
        LEAD,
        _("casework_unit_service_replay", default="Geänderte Dienste vergleichen"),
        _(
            "casework_unit_service_replay_help",
            default="Wie viele der letzten Anträge mit der neuen Fassung anders ausgingen.",
        ),
    ),
    (
        "reassign",
        DESKS,
        _("casework_reassign_title", default="Vorgänge neu verteilen"),
        _(
            "casework_unit_reassign_help",
            default="Die offenen Vorgänge eines Ordners gehen an andere, mit Grund.",
        ),
    ),
    (
        "labels",
        DESKS,
        _("casework_unit_labels", default="Kennzeichen"),
        _("casework_unit_labels_help", default="Womit Vorgänge gekennzeichnet werden können."),
    ),
    (
        "text-modules",
        USE,
        _("casework_unit_texts", default="Textbausteine"),
        _(
            "casework_unit_texts_help",
            default="Sätze für Anforderungen und Nachrichten, in allen Sprachen.",
        ),
    ),
)
OF_OFFICE = (
    (
        "letter-templates",
        USE,
        _("casework_letters_templates", default="Vorlagen für Briefe"),
        _(
            "casework_unit_letters_help",
            default="Anhörung, Bescheid und andere Briefe, die das Amt schreibt.",
        ),
    ),
)


class UnitPage(OfficePage):
    """Shows who is signed in what they may open."""

    index = PageTemplate("unit.pt")

    @property
    def title(self) -> str:
        return self.context.title

    @property
    def breadcrumb(self):
        return self.place(self.context.title)

    @cached_property
    def cards(self) -> list[Card]:
        return [*self._cards(self.context, OF_UNIT), *self._cards(self.office, OF_OFFICE)]

    def _cards(self, place, pages) -> Iterator[Card]:
        manager = getSecurityManager()
        for name, permission, title, text in pages:
            if manager.checkPermission(permission, place):
                address = f"{place.absolute_url()}/@@{name}"
                yield Card(self.translate(title), address, self.translate(text))
