"""The token of forms for staff: Plone's own, bound to the login."""

from plone.protect.authenticator import createToken
from zope.component import getMultiAdapter


def token() -> str:
    """A token for the forms of the person signed in."""
    return createToken()


def has_token(context, request) -> bool:
    """Whether a form came from a page that we gave to this person. Plone's protection against
    forged requests looks for the token under a name of its own, and takes the same."""
    sent = request.form.get("token")
    request.form["_authenticator"] = sent if isinstance(sent, str) else ""
    return bool(getMultiAdapter((context, request), name="authenticator").verify())
