"""Serves the portal at the root of its host, without a proxy in front.

Zope finds a site below the application root; visitors should see ``/de``, not ``/auental/de``.
In production nginx rewrites addresses; in development this filter does the same, with Zope's
own virtual hosting. ``/_zope`` reaches the application root (Plone's create-site form, ZMI).
"""

import os
from collections.abc import Callable, Iterable
from urllib.parse import quote

from permitdesk.core import worker

ZOPE_ROOT = "/_zope"


def serve_site_at_root(app, global_conf, site: str = ""):
    """Paste filter factory; the site's id comes from ``site`` or ``PERMITDESK_SITE``."""
    site = site or os.environ.get("PERMITDESK_SITE", "")
    # Here and not when the database opens: scripts and consoles open it too.
    worker.start_if_configured()

    def at_root(environ: dict, start_response: Callable) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if site and "VirtualHost" not in path:
            environ["PATH_INFO"] = rewrite(path, site, environ)
        return app(environ, start_response)

    return at_root


def rewrite(path: str, site: str, environ: dict) -> str:
    """Return the path that Zope's VirtualHostMonster understands."""
    scheme = environ.get("wsgi.url_scheme", "http")
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    base = f"/VirtualHostBase/{scheme}/{quote(host, safe=':.[]')}"
    if path == ZOPE_ROOT or path.startswith(ZOPE_ROOT + "/"):
        return f"{base}/VirtualHostRoot/_vh__zope{path[len(ZOPE_ROOT) :]}"
    return f"{base}/{site}/VirtualHostRoot{path}"
