"""Audit trail now; retention, deletion, consent and access reports later."""

from permitdesk.privacy.audit import Entry, prepare, record, trail

__all__ = ["Entry", "prepare", "record", "trail"]
