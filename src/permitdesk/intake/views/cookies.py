"""The cookies of the wizard: the code of a draft, those of a family, what a token is bound to.

All are HttpOnly, end with the browser's session and never come from another site's request.
"""

import hmac
import re
import secrets

from permitdesk.core.reference import parse_code
from permitdesk.core.secrets import derive

FORM = "pd-form"
FAMILY = "pd-family"
LARGEST_FAMILY = 30
_FORM_VALUE = re.compile(r"[0-9a-f]{32}")
_SERVICE = re.compile(r"[\w.-]{1,100}", re.ASCII)


def draft_code(request, service: str) -> str | None:
    """The resume code that this browser holds for a service."""
    return parse_code(request.cookies.get(_name(service)))


def hold(request, service: str, code: str) -> None:
    """Have the browser hold a code."""
    _set(request, _name(service), code)


def forget(request, service: str) -> None:
    """Have the browser forget its code."""
    request.response.expireCookie(_name(service), path="/")


def viewing(service: str) -> str:
    """What the cookie of somebody is named by who was handed a draft and has not answered yet."""
    return f"handover-{service}"


def family(request) -> tuple[tuple[str, str], ...]:
    """The applications that were begun for one family in this browser: service and code each."""
    found = []
    for entry in request.cookies.get(FAMILY, "").split("|")[:LARGEST_FAMILY]:
        service, _colon, written = entry.partition(":")
        code = parse_code(written)
        if code is not None and _SERVICE.fullmatch(service):
            found.append((service, code))
    return tuple(found)


def hold_family(request, entries) -> None:
    """Have the browser hold these applications, each once; where they are too many, the last."""
    kept = list(dict.fromkeys(entries))[-LARGEST_FAMILY:]
    _set(request, FAMILY, "|".join(f"{service}:{code}" for service, code in kept))


def forget_all(request, service: str) -> None:
    """Have the browser forget the code of a service, and those of a whole family."""
    for each in {service, *(name for name, _code in family(request))}:
        forget(request, each)
    request.response.expireCookie(FAMILY, path="/")


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
