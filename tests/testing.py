"""Test layers: a portal with permitdesk's profile and two services, no demo district."""

import os
import tempfile

from plone.app.testing import (
    PLONE_FIXTURE,
    FunctionalTesting,
    IntegrationTesting,
    PloneSandboxLayer,
    applyProfile,
)
from plone.testing.zope import WSGI_SERVER_FIXTURE

SERVICES = ("contact", "employment")


class PermitdeskLayer(PloneSandboxLayer):
    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        os.environ.setdefault("PERMITDESK_SECRETS", tempfile.mkdtemp(prefix="permitdesk-secrets-"))
        # Tests send fast and from one address; those of the limits set them.
        os.environ.setdefault("PERMITDESK_LIMITS", "off")
        import permitdesk

        self.loadZCML(package=permitdesk)

    def setUpPloneSite(self, portal):
        applyProfile(portal, "plone.app.contenttypes:default")
        applyProfile(portal, "permitdesk:default")
        # Importing a service takes half a second: those that most tests want are there already.
        from permitdesk.services import import_library

        import_library(portal, SERVICES)


FIXTURE = PermitdeskLayer()
INTEGRATION = IntegrationTesting(bases=(FIXTURE,), name="Permitdesk:Integration")
FUNCTIONAL = FunctionalTesting(bases=(FIXTURE,), name="Permitdesk:Functional")
SERVER = FunctionalTesting(bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Permitdesk:Server")


def with_services(portal, *ids: str) -> None:
    """Import the shipped services that are not there yet."""
    from permitdesk.services import import_library

    missing = [id_ for id_ in ids if id_ not in portal["services"]]
    if missing:
        import_library(portal, missing)
