"""The portal's address as people know it, for work that no request asked for.

Without a request Zope tells only the path of an object, and a mail would have links that lead
nowhere. In development there is no public address; there the one that the process listens at is it.
"""

import os

from Testing.makerequest import makerequest


def public_address() -> str:
    """``https://portal.example.de``, without a slash at its end; empty where nobody said."""
    listens = os.environ.get("PERMITDESK_LISTENS", "")
    return os.environ.get("PERMITDESK_ADDRESS", "") or (f"http://{listens}" if listens else "")


def as_from_outside(application):
    """The application root, with addresses of what is in it as visitors see them."""
    address, site = public_address(), os.environ.get("PERMITDESK_SITE", "")
    if not address:
        return application
    application = makerequest(application)
    values = application.REQUEST.other
    values["SERVER_URL"] = address.rstrip("/")
    if site:  # which is served at the root
        values["VirtualRootPhysicalPath"] = ("", site)
    return application
