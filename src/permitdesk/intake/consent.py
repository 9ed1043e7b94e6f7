"""What somebody agrees to who wants mails about their application, and which text that was.

The words are kept with the version of the text and the language in which they were shown. Who
changes the German text gives it a new version, so that it can be told later who agreed to what.
"""

from permitdesk.core import _
from permitdesk.core.texts import plain

# 1 was "Schicken Sie mir Nachrichten zum Stand an … (freiwillig). In der Mail steht nichts
# Persönliches." and did not say how to end it.
VERSION = "2"
WORDS = _(
    "intake_notices_consent",
    default="Schicken Sie mir eine kurze E-Mail, wenn es für mich etwas Neues gibt (freiwillig). "
    "In der Mail steht nichts Persönliches. Ich kann das jederzeit beenden: auf der Statusseite "
    "oder mit dem Link in jeder Mail.",
)


def consent_words(language: str) -> str:
    """The text as somebody reads it who has this language."""
    return plain(WORDS, language)


def consent_evidence(language: str) -> dict[str, str]:
    """``version``, ``language`` and ``text`` of what was agreed to."""
    return {"version": VERSION, "language": language, "text": consent_words(language)}
