"""The applicant's side of a case: its status, by reference and access code."""

from permitdesk.tracking.notices import sample as sample_mail

__all__ = ["sample_mail"]
