"""Audit trail now; retention, deletion, consent and access reports later."""

from permitdesk.privacy.audit import prepare, record, trail

__all__ = ["prepare", "record", "trail"]
