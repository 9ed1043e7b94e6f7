"""The wizard: draft, steps, review, submission, receipt."""

from permitdesk.intake import discretion, drawing, inboxes, trials
from permitdesk.intake.assistance_words import told as told_assistance
from permitdesk.intake.cleanup import begin as begin_cleanup
from permitdesk.intake.consent import consent_evidence, consent_words
from permitdesk.intake.drafts import on_revisions as open_drafts
from permitdesk.intake.entry import channel_title
from permitdesk.intake.fingerprint import grouped as fingerprint_in_groups
from permitdesk.intake.form import Form
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.papers import handed_on
from permitdesk.intake.questions import Questions
from permitdesk.intake.receipts import close as close_receipt
from permitdesk.intake.send import ToSend, send
from permitdesk.intake.uploads import too_fast
from permitdesk.intake.views.entry import EntryPages
from permitdesk.intake.views.rest import RestOfAddress
from permitdesk.intake.views.trial import TrialPages
from permitdesk.intake.views.trial import address_of as trial_address
from permitdesk.intake.views.trial import hold as hold_trial
from permitdesk.intake.views.trial import opened as open_trial

__all__ = [
    "EntryPages",
    "Form",
    "Questions",
    "RestOfAddress",
    "SubmittedDocument",
    "ToSend",
    "TrialPages",
    "begin_cleanup",
    "channel_title",
    "close_receipt",
    "consent_evidence",
    "consent_words",
    "discretion",
    "drawing",
    "fingerprint_in_groups",
    "handed_on",
    "hold_trial",
    "inboxes",
    "open_drafts",
    "open_trial",
    "send",
    "told_assistance",
    "too_fast",
    "trial_address",
    "trials",
]
