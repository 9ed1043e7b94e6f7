"""Runs inside Zope: a plain Plone site, as stock Plone makes it."""

from AccessControl.SecurityManagement import newSecurityManager
from plone.distribution.api import site as site_api
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import setRequest
from zope.traversing.interfaces import BeforeTraverseEvent


def plain_site(app):
    """The site ``Plone``, in German, empty; whoever runs the script is its administrator."""
    app = makerequest(app)
    setRequest(app.REQUEST)
    newSecurityManager(app.REQUEST, app.acl_users.getUserById("admin").__of__(app.acl_users))
    site_api.create(
        app,
        "classic",
        {
            "site_id": "Plone",
            "title": "Kreis Auental",
            "description": "",
            "default_language": "de",
            "portal_timezone": "Europe/Berlin",
            "setup_content": False,
        },
    )
    site = app["Plone"]
    setSite(site)
    # Marks the request with the layers of the site's add-ons, as a visitor's would be.
    notify(BeforeTraverseEvent(site, app.REQUEST))
    return site
