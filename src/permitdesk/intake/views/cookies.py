"""The two cookies of the wizard: the code of a draft, and what a form's token is bound to.

Both are HttpOnly, end with the browser's session and never come from another site's request.
"""

import hmac
import re
import secrets

from permitdesk.core.reference import parse_code
from permitdesk.core.secrets import derive

FORM = "pd-form"
_FORM_VALUE = re.compile(r"[0-9a-f]{32}")


def draft_code(request, service: str) -> str | None:
    """The resume code that this browser holds for a service."""
    return parse_code(request.cookies.get(_name(service)))


def hold(request, service: str, code: str) -> None:
    """Have the browser hold a code."""
    _set(request, _name(service), code)


def forget(request, service: str) -> None:
    """Have the browser forget its code."""
    request.response.expireCookie(_name(service), path="/")


def token(request) -> str:
    """The token for the forms of this page; sets its cookie where there is none."""
    value = request.cookies.get(FORM, "")
    if not _FORM_VALUE.fullmatch(value):
        value = secrets.token_hex(16)
        request.cookies[FORM] = value
        _set(request, FORM, value)
    return _token(value)


def has_token(request) -> bool:
    """Whether a form came from a page that we gave to this browser."""
    value, sent = request.cookies.get(FORM, ""), request.form.get("token")
    if not _FORM_VALUE.fullmatch(value) or not isinstance(sent, str):
        return False
    return hmac.compare_digest(_token(value).encode(), sent.encode("utf-8", "replace"))


def _token(value: str) -> str:
    key = derive("permitdesk form token")
    return hmac.new(key, value.encode(), "sha256").hexdigest()


def _name(service: str) -> str:
    return f"pd-draft-{service}"


def _set(request, name: str, value: str) -> None:
    request.response.setCookie(
        name,
        value,
        path="/",
        http_only=True,
        same_site="Lax",
        secure=request.get("SERVER_URL", "").startswith("https:"),
    )
