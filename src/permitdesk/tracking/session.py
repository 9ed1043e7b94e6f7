"""A session of the status page: a sealed cookie, bound to a case and to its access code.

The server keeps nothing while it lasts; what was signed out is remembered in the case for as long
as the cookie could come back. A new access code ends every session of the old one.
"""

import base64
import binascii
import hmac
import secrets
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlparse

from permitdesk.casework import applicant, case_by_reference
from permitdesk.core import clock, languages, sealed
from permitdesk.core.secrets import derive
from permitdesk.tracking.address import StatusAddress

COOKIE = "pd-status"
PURPOSE = "permitdesk.status-session"
IDLE = timedelta(minutes=20)
LONGEST = timedelta(hours=2)
RENEWED = 60  # seconds; a cookie younger than that is not worth a new one
_LARGEST = 2000


@dataclass(frozen=True)
class Session:
    """``began`` and ``used`` are seconds since 1970."""

    reference: str
    digest: str  # of the access code with which it was opened
    id: str
    began: int
    used: int

    @property
    def ends(self) -> datetime:
        """After this moment nobody can use it, however often it was renewed."""
        return datetime.fromtimestamp(self.began, UTC) + LONGEST

    def is_current(self, now: datetime) -> bool:
        """Whether it was used lately, and is not older than the longest."""
        idle = now - datetime.fromtimestamp(self.used, UTC)
        return timedelta(seconds=-RENEWED) <= idle <= IDLE and now <= self.ends


def begin(site, request, case) -> Session:
    """Have the browser hold a session for this case."""
    now = int(clock.now().timestamp())
    session = Session(case.reference, case.access_code_digest, secrets.token_hex(16), now, now)
    _hold(site, request, session)
    return session


def current(site, request):
    """The case and session of this browser, or ``(None, None)``; keeps it going."""
    session, now = _read(request), clock.now()
    if session is None or not session.is_current(now):
        return None, None
    case = case_by_reference(site, session.reference)
    if (
        case is None
        or not hmac.compare_digest(case.access_code_digest, session.digest)
        or applicant.has_ended(case, session.id)
    ):
        return None, None
    if now.timestamp() - session.used >= RENEWED:
        session = replace(session, used=int(now.timestamp()))
        _hold(site, request, session)
    return case, session


def end(site, request, case, session: Session) -> None:
    """Sign out: the browser forgets the session, and nobody can bring it back."""
    applicant.end_session(case, session.id, session.ends)
    forget(site, request)


def forget(site, request) -> None:
    """Have the browser forget whatever session it holds."""
    for name, path in _places(site).items():
        request.response.expireCookie(name, path=path)


def token(session: Session) -> str:
    """The token for the forms of this session."""
    return hmac.new(derive("permitdesk status token"), session.id.encode(), "sha256").hexdigest()


def has_token(session: Session, request) -> bool:
    """Whether a form came from a page of this session."""
    sent = request.form.get("token")
    return isinstance(sent, str) and hmac.compare_digest(
        token(session).encode(), sent.encode("utf-8", "replace")
    )


def _places(site) -> dict[str, str]:
    """A cookie for the status pages of each language, at their path: no other page gets one."""
    address = StatusAddress(site)
    return {f"{COOKIE}-{tag}": urlparse(address(tag)).path for tag in languages.LANGUAGES}


def _hold(site, request, session: Session) -> None:
    value = base64.urlsafe_b64encode(sealed.seal(PURPOSE, asdict(session))).decode()
    for name, path in _places(site).items():
        request.response.setCookie(
            name,
            value,
            path=path,
            http_only=True,
            same_site="Strict",
            secure=request.get("SERVER_URL", "").startswith("https:"),
        )


def _read(request) -> Session | None:
    value = request.cookies.get(f"{COOKIE}-{languages.of(request)}", "")
    if not value or len(value) > _LARGEST:
        return None
    try:
        return Session(**sealed.unseal(PURPOSE, base64.urlsafe_b64decode(value)))
    except (sealed.UnreadableError, binascii.Error, ValueError, TypeError):
        return None
