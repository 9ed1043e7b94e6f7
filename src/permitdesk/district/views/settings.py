"""Where staff change the district's settings."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper, RegistryEditForm
from plone.z3cform import layout

from permitdesk.core import _
from permitdesk.district.interfaces import IDistrictSettings
from permitdesk.district.settings import PREFIX


class DistrictSettingsForm(RegistryEditForm):
    schema = IDistrictSettings
    schema_prefix = PREFIX
    label = _("district_settings_title", default="Kreis und Behörde")
    description = _(
        "district_settings_help",
        default="Gemeinden, Kontakt, Gebühren und Grenzen. Ohne Gemeinden kann niemand einen"
        " Antrag stellen.",
    )


DistrictSettings = layout.wrap_form(DistrictSettingsForm, ControlPanelFormWrapper)
