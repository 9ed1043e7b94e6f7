"""Where the office says whether a second person publishes."""

from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper, RegistryEditForm
from plone.z3cform import layout

from permitdesk.core import _
from permitdesk.services.review import PREFIX, IReviewSettings


class ReviewSettingsForm(RegistryEditForm):
    schema = IReviewSettings
    schema_prefix = PREFIX
    label = _("designer_review_settings", default="Online-Dienste veröffentlichen")


ReviewSettings = layout.wrap_form(ReviewSettingsForm, ControlPanelFormWrapper)
