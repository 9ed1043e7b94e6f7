"""Serves the portal at the root of its host.

Zope finds a site below the application root; visitors should see ``/de``, not ``/auental/de``.
This filter does it with Zope's own virtual hosting. ``/_zope`` reaches the application root
(Plone's create-site form, ZMI), unless ``PERMITDESK_ZOPE_ROOT`` is ``off``.

Addresses that the portal writes into pages and mails begin with ``PERMITDESK_ADDRESS``, for
example ``https://portal.example.de``. Without it they follow the ``Host`` of the request, which is
for development only: whoever sends a request could put an address of their own into a mail of
ours.
"""

import io
import json
import os
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, urlsplit

from waitress.adjustments import Adjustments

from permitdesk.core import accesslog, gate, health, worker

ZOPE_ROOT = "/_zope"
# What only this filter may say: in a visitor's path it would choose another site or host; and what
# Zope would follow from the site upwards, to its own root.
_STEERING = re.compile(r"/(VirtualHost(Base|Root)|_vh_[^/]*|aq_[^/]*)(/|$)")
_HOST = re.compile(r"([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?")


# The page, on a portal or a language folder, that stands for a request that is too large.
TOO_LARGE = "too-large"
# All that pages take; the API takes more.
PAGE_METHODS = ("GET", "HEAD", "POST")
# Zope answers what exceeds its limits before it knows the portal and the person's language.
MAX_BODY = 256 * 1024 * 1024
MAX_TYPED = 4 * 1024 * 1024  # <dos_protection> form-memory-limit
# Browsers keep their connections for two minutes, several each: waitress's hundred are taken by
# fewer people than that, and everybody else waits without an answer. Within the usual 1,024 files.
CONNECTIONS = 800
# A language's folder, as far as an address tells: what is offered stands in the database.
_LANGUAGE = re.compile(r"/([a-z]{2,3}(?:-[a-z0-9]{2,8})*)(/|$)")


class BadHostError(ValueError):
    """The request names no host that could be one."""


def serve_site_at_root(app, global_conf, site: str = "", address: str = ""):
    """Paste filter factory; the site's id comes from ``site`` or ``PERMITDESK_SITE``, the public
    address from ``address`` or ``PERMITDESK_ADDRESS``.

    Raises ``ValueError`` for an address that is none, and for limits that are none.
    """
    site = site or os.environ.get("PERMITDESK_SITE", "")
    address = address or os.environ.get("PERMITDESK_ADDRESS", "")
    if address and not _is_address(address):
        raise ValueError(f"PERMITDESK_ADDRESS is like https://portal.example.de, not {address!r}")
    gate.settings()
    # Here and not when the database opens: scripts and consoles open it too.
    worker.start_if_configured()
    accesslog.keep_paths_only()
    # The recipe's wsgi.ini has no place for it; the server is made after this filter.
    Adjustments.connection_limit = CONNECTIONS
    closed = os.environ.get("PERMITDESK_ZOPE_ROOT", "on") == "off"
    app = _head_as_get(app)
    if address.startswith("https:"):
        app = _with_secure_cookies(app)

    def at_root(environ: dict, start_response: Callable) -> Iterable[bytes]:
        probed = health.answer(environ.get("PATH_INFO", ""), start_response)
        if probed is not None:
            return probed
        if site:
            if _is_odd(environ):
                return _refuse(start_response, "405 Method Not Allowed")
            if _is_too_large(environ):
                if "json" in environ.get("HTTP_ACCEPT", ""):
                    return _too_large(start_response)
                environ = _asking_why(environ)
            path = _readable(environ.get("PATH_INFO", ""))
            if _STEERING.search(path) or (closed and path.startswith(ZOPE_ROOT)):
                return _refuse(start_response, "404 Not Found")
            try:
                environ["PATH_INFO"] = rewrite(path, site, environ, address)
            except BadHostError:
                return _refuse(start_response, "400 Bad Request")
        return app(environ, start_response)

    return at_root


def rewrite(path: str, site: str, environ: dict, address: str = "") -> str:
    """Return the path that Zope's VirtualHostMonster understands; raises ``BadHostError``."""
    scheme, host = _told(address) if address else _asked(environ)
    base = f"/VirtualHostBase/{scheme}/{quote(host, safe=':.[]')}"
    if path == ZOPE_ROOT or path.startswith(ZOPE_ROOT + "/"):
        return f"{base}/VirtualHostRoot/_vh__zope{path[len(ZOPE_ROOT) :]}"
    return f"{base}/{site}/VirtualHostRoot{path}"


def _readable(path: str) -> str:
    """A path whose bytes are no UTF-8 names no page: not found, where Zope would break."""
    return path.encode("latin-1").decode("utf-8", "replace").encode().decode("latin-1")


def _told(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    port = parts.port or {"https": 443, "http": 80}[parts.scheme]
    # Zope leaves the usual port out of addresses, but only where it is told the port.
    return parts.scheme, f"{parts.netloc.rpartition(':')[0] if parts.port else parts.netloc}:{port}"


def _asked(environ: dict) -> tuple[str, str]:
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    if not _HOST.fullmatch(host):
        raise BadHostError(host)
    return environ.get("wsgi.url_scheme", "http"), host


def _is_address(address: str) -> bool:
    parts = urlsplit(address)
    return (
        parts.scheme in ("http", "https")
        and _HOST.fullmatch(parts.netloc) is not None
        and address.rstrip("/") == f"{parts.scheme}://{parts.netloc}"
    )


def _is_odd(environ: dict) -> bool:
    """Whether this asks a page for what only plone.restapi knows. Zope answers that with an error,
    after which the connection to the database and all it had in memory are thrown away."""
    known = environ.get("REQUEST_METHOD", "GET") in PAGE_METHODS
    return not known and "json" not in environ.get("HTTP_ACCEPT", "")


def _is_too_large(environ: dict) -> bool:
    size = environ.get("CONTENT_LENGTH") or "0"
    if not size.isdigit():
        return False
    typed = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    return int(size) > (MAX_TYPED if typed else MAX_BODY)


def _asking_why(environ: dict) -> dict:
    """A request, without a body, for the page that says so in the language of the address."""
    found = _LANGUAGE.match(environ.get("PATH_INFO", ""))
    return {
        **environ,
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/{TOO_LARGE}",
        "QUERY_STRING": f"lang={found[1]}" if found else "",
        "CONTENT_LENGTH": "0",
        "CONTENT_TYPE": "",
        "wsgi.input": io.BytesIO(),
    }


def _too_large(start_response: Callable) -> Iterable[bytes]:
    start_response(
        "413 Content Too Large",
        [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
    )
    message = f"At most {MAX_BODY} bytes."
    return [json.dumps({"error": {"type": "PayloadTooLarge", "message": message}}).encode()]


def _head_as_get(app: Callable) -> Callable:
    """Answer HEAD as GET without its content (RFC 9110, 9.3.2).

    Zope's own HEAD does not call views: it finds no folder, and knows nothing of what a view
    refuses or records.
    """

    def without_content(environ: dict, start_response: Callable) -> Iterable[bytes]:
        if environ.get("REQUEST_METHOD") != "HEAD":
            return app(environ, start_response)
        content = app({**environ, "REQUEST_METHOD": "GET"}, start_response)
        close = getattr(content, "close", None)
        if close is not None:
            close()
        return []

    return without_content


def _with_secure_cookies(app: Callable) -> Callable:
    """Have no browser send a cookie of this portal without TLS, whoever of Plone's sets it."""

    def kept(name: str, value: str) -> str:
        if name.lower() != "set-cookie" or "; secure" in value.lower():
            return value
        return f"{value}; Secure"

    def with_secure_cookies(environ: dict, start_response: Callable) -> Iterable[bytes]:
        def start(status: str, headers: list, *trouble):
            return start_response(status, [(name, kept(name, v)) for name, v in headers], *trouble)

        return app(environ, start)

    return with_secure_cookies


def _refuse(start_response: Callable, status: str) -> Iterable[bytes]:
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")]
    if status.startswith("405"):
        headers.append(("Allow", ", ".join(PAGE_METHODS)))
    start_response(status, headers)
    return [status.encode() + b"\n"]
