"""Creates a portal with the demo district; run by ``make start`` through Zope's script runner."""

import os
import sys

import transaction
from plone.distribution.api import site as site_api
from Testing.makerequest import makerequest
from zope.component.hooks import site as within
from zope.globalrequest import setRequest


def create_portal(app, site_id: str, demo: bool) -> None:
    """Create the portal ``site_id``, or what an interrupted run left out; commits."""
    app = makerequest(app)
    setRequest(app.REQUEST)
    if site_id not in app.objectIds():
        site_api.create(
            app,
            "permitdesk",
            {
                "site_id": site_id,
                "title": "Kreis Auental" if demo else "Ausländerbehörde",
                "description": "",
                "default_language": "de",
                "portal_timezone": "Europe/Berlin",
                "setup_content": demo,
            },
        )
    elif demo:
        with within(app[site_id]):
            app[site_id].portal_setup.runAllImportStepsFromProfile("permitdesk:demo")
    transaction.commit()
    print(f"The portal {site_id} is ready.")  # noqa: T201


if "app" in globals():
    create_portal(
        globals()["app"],
        os.environ["PERMITDESK_SITE"],
        demo="--demo" in sys.argv,
    )
