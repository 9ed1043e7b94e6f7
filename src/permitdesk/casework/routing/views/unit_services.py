"""Which services a unit takes applications for: ticked by its head."""

from functools import cached_property

from zope.component.hooks import getSite

from permitdesk import services
from permitdesk.casework.routing import steering
from permitdesk.casework.routing.destination import named_unit
from permitdesk.casework.routing.views.unit import HeadPage
from permitdesk.casework.routing.words import say
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option
from permitdesk.theme import PageTemplate

WHICH = _("casework_unit_services_which", default="Anträge zu diesen Diensten kommen hierher")
NEW = _("casework_unit_services_new", default="${title} (noch nicht öffentlich)")
NOBODYS = _("casework_unit_services_nobodys", default="${title} (noch bei keinem Sachgebiet)")
ELSEWHERE = _("casework_unit_services_elsewhere", default="${title} (jetzt bei: ${unit})")


class UnitServicesPage(HeadPage):
    """``service`` are the ids that are ticked."""

    name = "unit-services"
    index = PageTemplate("unit_services.pt")
    title = _("casework_unit_services", default="Online-Dienste")

    @cached_property
    def questions(self) -> Questions:
        field = Field("service", "multi-choice", say(WHICH), options=self._options)
        found = Questions([field], SOURCE, self.request.form if self.is_posted else None)
        if not self.is_posted:
            found.typed = {"service": list(self.context.services or ())}
        return found

    @property
    def _options(self) -> tuple[Option, ...]:
        """All services that no other unit has, those in preparation too; then what is ticked and
        no service is. What another unit has, its own head gives up first."""
        ticked = self.context.services or ()
        rest = [id_ for id_ in ticked if id_ not in self._known]
        found = [
            Option(id_, self._said(each))
            for id_, each in self._known.items()
            if id_ in ticked or not self._is_elsewhere(id_)
        ]
        return (*found, *(Option(id_, id_) for id_ in rest))

    @property
    def elsewhere(self) -> list[str]:
        """What other units have, with the unit."""
        ticked = self.context.services or ()
        return [
            self._said(each)
            for id_, each in self._known.items()
            if id_ not in ticked and self._is_elsewhere(id_)
        ]

    @cached_property
    def _known(self) -> dict[str, object]:
        return {each.getId(): each for each in services.all_services(getSite(), drafts=True)}

    def _is_elsewhere(self, id_: str) -> bool:
        unit = named_unit(self.office, id_)
        return unit is not None and unit.getId() != self.context.getId()

    def _said(self, service) -> str:
        title = service.Title() or service.getId()
        unit = named_unit(self.office, service.getId())
        if unit is None:
            return say(NOBODYS, title=title)
        if unit.getId() != self.context.getId():
            return say(ELSEWHERE, title=title, unit=unit.title)
        return title if service.published_number is not None else say(NEW, title=title)

    @property
    def widgets(self):
        return self.questions.widgets

    @property
    def form_errors(self):
        return self.questions.errors if self.is_posted else ()

    def done(self) -> str | None:
        self.questions.check()
        if self.questions.said:
            return None
        steering.take_services(self.context, self.questions.answers.get("service") or ())
        return f"{self.context.absolute_url()}/@@unit"
