"""How what comes in stands against what is here, in words: parts of a service, blocks, their items.

``services.taking`` and ``services.blocks`` call the same state the same.
"""

from permitdesk.core import _
from permitdesk.services.blocks import GONE
from permitdesk.services.taking import BOTH, DIFFERENT, NEW, NEWER, OURS, SAME
from permitdesk.theme import Badge

# Kind and words of a badge.
STATES = {
    NEW: ("info", _("designer_moving_new", default="Neu")),
    SAME: ("success", _("designer_moving_same", default="Gleich wie hier")),
    NEWER: ("info", _("designer_moving_newer", default="Neuer als hier")),
    OURS: ("success", _("designer_moving_ours", default="Nur hier geändert")),
    BOTH: ("warning", _("designer_moving_both", default="Hier und dort geändert")),
    DIFFERENT: ("warning", _("designer_moving_different", default="Anders als hier")),
    GONE: ("warning", _("designer_blocks_gone", default="Im Baustein nicht mehr da")),
}
NONE_CHOSEN = _("designer_moving_none_chosen", default="Wählen Sie aus, was Sie übernehmen wollen.")
MOVED_ON = _(
    "designer_take_in_moved_on",
    default="Der Dienst wurde inzwischen geändert. Noch ist nichts übernommen. Sehen Sie sich die"
    " Vorschau noch einmal an.",
)


def badge_of(page, state: str) -> Badge:
    """A state as a badge in the language of the page."""
    kind, words = STATES[state]
    return Badge(kind, str(page.translate(words)))
