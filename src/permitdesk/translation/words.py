"""How the states of a translation are called and marked, wherever staff see them."""

from permitdesk.core import _
from permitdesk.translation.entry import (
    IN_WORK,
    MACHINE,
    MISSING,
    OUTDATED,
    REVIEWED,
    TRANSLATED,
)

# By state: the kind of a ``theme.Badge``, and the word.
STATE_WORDS = {
    MISSING: ("stop", _("designer_text_missing", default="fehlt")),
    OUTDATED: ("warning", _("designer_text_outdated", default="veraltet")),
    IN_WORK: ("info", _("designer_text_in_work", default="in Arbeit")),
    MACHINE: ("info", _("designer_text_machine", default="von einer Maschine")),
    TRANSLATED: ("neutral", _("designer_text_translated", default="übersetzt")),
    REVIEWED: ("success", _("designer_text_reviewed", default="geprüft")),
}
