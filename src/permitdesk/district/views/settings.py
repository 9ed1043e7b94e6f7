"""Where staff change the district's settings."""

from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper, RegistryEditForm
from plone.z3cform import layout
from zope.i18n import translate

from permitdesk.core import _
from permitdesk.district.interfaces import IDistrictSettings
from permitdesk.district.opening import PREFIX as OPENING
from permitdesk.district.opening import IOpeningSettings
from permitdesk.district.procedure import PREFIX as PROCEDURE
from permitdesk.district.procedure import IProcedureSettings
from permitdesk.district.settings import PREFIX, missing_settings


class DistrictSettingsForm(RegistryEditForm):
    schema = IDistrictSettings
    schema_prefix = PREFIX
    label = _("district_settings_title", default="Kreis und Behörde")
    description = _(
        "district_settings_help",
        default="Gemeinden, Kontakt, Gebühren und Grenzen. Ohne Gemeinden kann niemand einen"
        " Antrag stellen.",
    )

    def update(self):
        super().update()
        missing = missing_settings()
        if missing:
            names = (translate(title, context=self.request) for title in missing.values())
            message = _(
                "district_settings_missing",
                default="Das fehlt noch, bevor jemand einen Antrag stellen kann: ${names}",
                mapping={"names": ", ".join(names)},
            )
            api.portal.show_message(message, self.request, type="warning")


DistrictSettings = layout.wrap_form(DistrictSettingsForm, ControlPanelFormWrapper)


class ProcedureSettingsForm(RegistryEditForm):
    schema = IProcedureSettings
    schema_prefix = PROCEDURE
    label = _("district_procedure_title", default="Verfahren und Fristen")
    description = _(
        "district_procedure_help",
        default="Danach werden Bekanntgabe und Rechtsbehelfsfristen berechnet. Lassen Sie alles"
        " rechtlich prüfen, bevor Sie Bescheide verschicken.",
    )


ProcedureSettings = layout.wrap_form(ProcedureSettingsForm, ControlPanelFormWrapper)


class OpeningSettingsForm(RegistryEditForm):
    schema = IOpeningSettings
    schema_prefix = OPENING
    label = _("district_opening_title", default="Öffnungszeiten und Schließtage")
    description = _(
        "district_opening_lead",
        default="Was hier steht, sehen Besucher in ihrer Sprache, und sie können es als Kalender"
        " abonnieren.",
    )


OpeningSettings = layout.wrap_form(OpeningSettingsForm, ControlPanelFormWrapper)
