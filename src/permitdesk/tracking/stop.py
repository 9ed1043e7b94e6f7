"""The link in a mail with which mails are ended, by whoever reads that mailbox.

It holds a token that only the server can read, good for this one thing and this one address: it
opens nothing and tells nothing, not even whether it is still good.
"""

import base64
import binascii
import hmac
from urllib.parse import urlencode

from permitdesk.casework import applicant, by_mail, case_by_reference
from permitdesk.core import sealed
from permitdesk.core.secrets import derive
from permitdesk.tracking.address import StatusAddress

PURPOSE = "permitdesk.tracking.stop"
PATH, PARAMETER = "stop", "t"
_LARGEST = 400


def stop_address(site, reference: str, to: str, language: str) -> str:
    """The address of the page that ends the mails of a case to an address."""
    query = urlencode({PARAMETER: token(reference, to)})
    return f"{StatusAddress(site)(language)}/{PATH}?{query}"


def token(reference: str, to: str) -> str:
    """What the link of a mail holds."""
    made = sealed.seal(PURPOSE, [reference, _mark(to)])
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def is_token(sent: object) -> bool:
    """Whether a token is one of ours, for whatever case."""
    return _opened(sent) is not None


def end_by(site, sent: object) -> bool:
    """End the mails that a token is for; False where it is for none (any more)."""
    opened = _opened(sent)
    if opened is None:
        return False
    reference, mark = opened
    case = case_by_reference(site, reference)
    if case is None:
        return False
    to, _language = by_mail.wanted(case)
    if not to or not hmac.compare_digest(_mark(to), mark):
        return False  # they go elsewhere by now
    return applicant.end_mails(case, "link in a mail")


def _opened(sent: object) -> tuple[str, str] | None:
    if not isinstance(sent, str) or len(sent) > _LARGEST or not sent.isascii():
        return None
    try:
        reference, mark = sealed.unseal(PURPOSE, base64.urlsafe_b64decode(sent + "=="))
    except (sealed.UnreadableError, binascii.Error, ValueError, TypeError):
        return None
    return reference, mark


def _mark(address: str) -> str:
    """Tells an address from others, without naming it."""
    key = derive("permitdesk stop mark")
    return hmac.new(key, address.lower().encode(), "sha256").hexdigest()[:16]
