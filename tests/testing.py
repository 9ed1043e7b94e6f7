"""Test layers: a portal with permitdesk's profile, no demo district."""

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


FIXTURE = PermitdeskLayer()
INTEGRATION = IntegrationTesting(bases=(FIXTURE,), name="Permitdesk:Integration")
FUNCTIONAL = FunctionalTesting(bases=(FIXTURE,), name="Permitdesk:Functional")
SERVER = FunctionalTesting(bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Permitdesk:Server")
