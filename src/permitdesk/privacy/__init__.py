"""Audit trail now; retention, deletion, consent and access reports later."""

from permitdesk.privacy.audit import prepare, record, trail
from permitdesk.privacy.views.audit import audit_entry

__all__ = ["audit_entry", "prepare", "record", "trail"]
