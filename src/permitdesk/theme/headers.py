"""Response headers of our pages: what a browser may load, tell others and keep."""

from zope.component import queryAdapter
from zope.component.hooks import getSite

from permitdesk.theme.interfaces import IShownUntil

# No inline script or style anywhere; KERN's icons are data: images in the style sheet.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def secure(response, referrer_policy: str = "same-origin", framed_by_us: bool = False) -> None:
    """Set the headers that every page of ours carries. One that is ``framed_by_us`` may stand in
    a frame of a page of ours, as when staff look at it at the width of a phone."""
    policy = CONTENT_SECURITY_POLICY
    if framed_by_us:
        policy = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    response.setHeader("Content-Security-Policy", policy)
    response.setHeader("Referrer-Policy", referrer_policy)
    response.setHeader("X-Content-Type-Options", "nosniff")
    response.setHeader("X-Frame-Options", "SAMEORIGIN" if framed_by_us else "DENY")
    response.setHeader("Permissions-Policy", "geolocation=(), microphone=(), camera=()")
    # Keeps Plone's Diazo theme away from pages that bring their own frame.
    response.setHeader("X-Theme-Disabled", "1")


def public_cache(response, seconds: int) -> None:
    """Let browsers and proxies keep a page that is the same for every visitor.

    The page's language must follow from its address alone; otherwise do not call this. Nobody
    keeps it past the moment at which a notice on it begins or ends.
    """
    until = queryAdapter(getSite(), IShownUntil)
    left = until.seconds() if until is not None else None
    if left is not None:
        seconds = min(seconds, int(left))
    response.setHeader("Cache-Control", f"public, max-age={seconds}")
    response.headers.pop("pragma", None)


def private_no_store(response) -> None:
    """For pages that show what belongs to one person: nobody keeps a copy."""
    response.setHeader("Cache-Control", "private, no-store")
    response.setHeader("Pragma", "no-cache")
