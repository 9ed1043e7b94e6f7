"""What happens to accounts goes into the audit trail: who sets a caseworker's password could
sign in as that caseworker.

Records name the account, never a password, an address or a name.
"""

from permitdesk.privacy.audit import prepared, record


def password_set(event) -> None:
    """Subscriber: by the person, by an administrator, or with the link of a mail."""
    _record("account.password", event.principal)


def properties_changed(event) -> None:
    """Subscriber: the mail address is where the link for a new password goes. The rest, such as
    the time of a login, opens no door."""
    if "email" in event.properties:
        _record("account.email", event.principal)


def created(event) -> None:
    """Subscriber."""
    _record("account.created", event.principal)


def deleted(event) -> None:
    """Subscriber. The id may be given to somebody else from now on."""
    _record("account.deleted", event.principal)


def joined_group(event) -> None:
    """Subscriber: groups give roles."""
    _record("account.joined", event.principal, getattr(event, "group_id", ""))


def _record(action: str, principal, why: str = "") -> None:
    subject = principal if isinstance(principal, str) else principal.getId()
    if prepared():
        record(action, subject, why)
