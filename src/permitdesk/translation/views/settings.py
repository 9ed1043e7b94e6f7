"""Where staff say which languages are reviewed."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper, RegistryEditForm
from plone.z3cform import layout
from z3c.form.browser.checkbox import CheckBoxFieldWidget

from permitdesk.core import _
from permitdesk.translation.interfaces import ITranslationSettings
from permitdesk.translation.review import PREFIX


class TranslationSettingsForm(RegistryEditForm):
    schema = ITranslationSettings
    schema_prefix = PREFIX
    label = _("translation_settings_title", default="Übersetzungen")

    def updateFields(self):
        super().updateFields()
        for name in ("reviewed_languages", "required_kinds"):
            self.fields[name].widgetFactory = CheckBoxFieldWidget


TranslationSettings = layout.wrap_form(TranslationSettingsForm, ControlPanelFormWrapper)
