"""Creates a portal with the demo district; run by ``make start`` through Zope's script runner."""

import os
import sys

import transaction
from plone.distribution.api import site as site_api


def create_portal(app, site_id: str, demo: bool) -> None:
    """Create the portal ``site_id`` unless it is there; commits."""
    if site_id in app.objectIds():
        print(f"The portal {site_id} is there already.")  # noqa: T201
        return
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
    transaction.commit()
    print(f"Created the portal {site_id}.")  # noqa: T201


if "app" in globals():
    create_portal(
        globals()["app"],
        os.environ["PERMITDESK_SITE"],
        demo="--demo" in sys.argv,
    )
