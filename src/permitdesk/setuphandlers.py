"""What the GenericSetup profiles cannot say in XML."""

from plone.app.multilingual.browser.setup import SetupMultilingualSite
from plone.base.interfaces import ISiteSchema
from plone.i18n.interfaces import ILanguageSchema
from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.component.hooks import getSite

from permitdesk import access, casework, privacy
from permitdesk.core.added import PREFIX as DESCRIBED_LANGUAGES
from permitdesk.core.interfaces import ILanguageSettings
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.district.opening import PREFIX as OPENING
from permitdesk.district.opening import IOpeningSettings
from permitdesk.district.procedure import PREFIX as PROCEDURE
from permitdesk.district.procedure import IProcedureSettings
from permitdesk.guidance import (
    be_reviewed,
    begin_reminders,
    index_again,
    keep_versions,
    note_translations,
)
from permitdesk.intake import begin_cleanup
from permitdesk.services import name_publishers, review, services_folder, update_library
from permitdesk.site import begin_expiry
from permitdesk.translation.interfaces import ITranslationSettings


def set_up_portal(setup_tool) -> None:
    """Create the root folder of each language, and what the rooms need."""
    set_up_languages(setup_tool)
    privacy.prepare(getSite())
    access.set_up_groups()
    access.set_up_login_limit()
    casework.set_up_office()
    services_folder(getSite())
    index_again(getSite())
    note_translations(getSite())
    begin_cleanup(getSite())
    begin_reminders(getSite())
    begin_expiry(getSite())


def set_up_languages(setup_tool) -> None:
    """Offer every shipped language, each with its root folder; again whenever one is added.

    What is there stays as it is, languages of an administrator's too: plone.app.multilingual
    creates only the folders that are missing.
    """
    settings = getUtility(IRegistry).forInterface(ILanguageSchema, prefix="plone", check=False)
    settings.default_language = SOURCE
    settings.available_languages = list(LANGUAGES)  # the shipped ones, and what was added
    settings.use_content_negotiation = True
    settings.use_request_negotiation = True
    settings.set_cookie_always = False
    settings.use_cookie_negotiation = False
    SetupMultilingualSite().setupSite(getSite())


def add_language_settings(setup_tool) -> None:
    """Upgrade: an administrator adds languages. What is set already stays."""
    getUtility(IRegistry).registerInterface(ILanguageSettings, prefix=DESCRIBED_LANGUAGES)
    setup_tool.runImportStepFromProfile("permitdesk:default", "controlpanel")


def add_languages(setup_tool) -> None:
    """Upgrade: the languages that came, and their labels for the services that are there."""
    set_up_languages(setup_tool)
    update_library(getSite())


def add_translation_settings(setup_tool) -> None:
    """Upgrade: which translations are reviewed (none), and what the office asks of a language
    (nothing). What is set already stays."""
    getUtility(IRegistry).registerInterface(ITranslationSettings, prefix="permitdesk.translation")
    setup_tool.runImportStepFromProfile("permitdesk:default", "controlpanel")


def add_opening_settings(setup_tool) -> None:
    """Upgrade: hours and closing days as values. What is set already stays."""
    getUtility(IRegistry).registerInterface(IOpeningSettings, prefix=OPENING)
    setup_tool.runImportStepFromProfile("permitdesk:default", "controlpanel")


def add_identity_settings(setup_tool) -> None:
    """Upgrade: the page for name, arms and colour among the settings; none is set by it."""
    setup_tool.runImportStepFromProfile("permitdesk:default", "controlpanel")


def write_in_our_letters(setup_tool) -> None:
    """Upgrade: where editors write, Plone's editor has our styles, at 127.0.0.1 too, where Plone
    leaves its own screens without any."""
    registry = getUtility(IRegistry)
    registry["plone.content_css"] = ["@@permitdesk-editing.css"]
    registry["plone.app.theming.interfaces.IThemeSettings.hostnameBlacklist"] = []


def ask_for_feedback(setup_tool) -> None:
    """Upgrade: what visitors say of pages is deleted when its time is over."""
    begin_expiry(getSite())


def update_services(setup_tool) -> None:
    """Upgrade: the shipped services as they are now, where staff have not changed them."""
    update_library(getSite())


def complete_case_catalogue(setup_tool) -> None:
    """Upgrade: what the case catalogue of an earlier version lacks, such as how a case came."""
    casework.complete_catalogue(getSite())


def open_status_page(setup_tool) -> None:
    """Upgrade: unread news in the case catalogue, and the way from decided to withdrawn."""
    casework.complete_catalogue(getSite())
    setup_tool.runImportStepFromProfile("permitdesk:default", "workflow", run_dependencies=False)


def confirm_fingerprints(setup_tool) -> None:
    """Upgrade: the fingerprints of what was received before there was a page that confirms them."""
    casework.remember_fingerprints(getSite())


def record_decisions(setup_tool) -> None:
    """Upgrade: hearing and delivery in the workflow of applications, the settings they follow."""
    getUtility(IRegistry).registerInterface(IProcedureSettings, prefix=PROCEDURE)
    setup_tool.runImportStepFromProfile("permitdesk:default", "controlpanel")
    update_workflows(setup_tool)


def update_workflows(setup_tool) -> None:
    """Upgrade: states and steps as they are shipped; where cases are stays."""
    setup_tool.runImportStepFromProfile("permitdesk:default", "workflow", run_dependencies=False)


def review_services(setup_tool) -> None:
    """Upgrade: who published what, as far as it is known, and whether two people have to look."""
    registry = getUtility(IRegistry)
    registry.registerInterface(review.IReviewSettings, prefix=review.PREFIX)
    setup_tool.runImportStepFromProfile("permitdesk:default", "controlpanel")
    name_publishers(getSite())


def translate_pages(setup_tool) -> None:
    """Upgrade: the catalogue knows how far each page is in each language; what is translated counts
    as translation of the German of now."""
    setup_tool.runImportStepFromProfile("permitdesk:default", "catalog")
    be_reviewed(getSite())
    note_translations(getSite())
    begin_reminders(getSite())


def add_types(setup_tool) -> None:
    """Upgrade: types that came later, where guidance may lie."""
    setup_tool.runImportStepFromProfile("permitdesk:default", "typeinfo", run_dependencies=False)
    update_workflows(setup_tool)


def keep_page_versions(setup_tool) -> None:
    """Upgrade: the types that editors publish have versions and working copies, the pages that are
    there a first version."""
    setup_tool.runAllImportStepsFromProfile("profile-plone.app.iterate:default")
    for step in ("repositorytool", "difftool"):
        setup_tool.runImportStepFromProfile("permitdesk:default", step, run_dependencies=False)
    keep_versions(getSite())


def remove_from_portal(setup_tool) -> None:
    """What people published and filed stays, with its types, workflows, groups and audit trail;
    the daily clean-up goes on deleting drafts, for their time ends all the same."""
    access.remove_login_limit()
    registry = getUtility(IRegistry)
    registry["plone.robots_txt"] = ISiteSchema["robots_txt"].default
    registry["plone.content_css"] = []
