"""The columns of the list: which there are, by what they sort, which a person sees at first."""

from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _


@dataclass(frozen=True)
class Column:
    """``sort_on`` is an order of the catalogue, which ``newest_first`` begins at its end."""

    id: str
    title: Message
    sort_on: str
    newest_first: bool = False


# The first one is the row's heading and always shown.
COLUMNS = (
    Column("reference", _("casework_column_reference", default="Nummer"), "reference"),
    Column("name", _("casework_column_name", default="Name"), "name_key"),
    Column("reason", _("casework_worklist_column_reason", default="Warum jetzt"), "matters"),
    Column("service", _("casework_column_service", default="Dienst"), "service"),
    Column("state", _("casework_column_state", default="Stand"), "state"),
    Column("waiting", _("casework_worklist_column_waiting", default="Wartet auf"), "waiting"),
    Column("language", _("casework_column_language", default="Sprache"), "language"),
    Column("received", _("casework_column_received", default="Eingang"), "received", True),
    Column("deadline", _("casework_column_deadline", default="Frist"), "deadline"),
    Column("expires", _("casework_worklist_column_expires", default="Titel bis"), "expires"),
    Column("starts", _("casework_worklist_column_starts", default="Arbeitsbeginn"), "starts"),
    Column("channel", _("casework_worklist_column_channel", default="Eingangsweg"), "channel"),
    Column("kind", _("casework_worklist_column_kind", default="Art"), "kind"),
    Column("desk", _("casework_column_desk", default="Ordner"), "desk"),
)
BY_ID = {column.id: column for column in COLUMNS}
USUAL = ("reference", "name", "reason", "service", "state", "received", "deadline", "desk")


def chosen(ids: tuple[str, ...], desks: int = 2) -> tuple[Column, ...]:
    """The columns with these ids, in the order of the list. For none the usual ones; who has one
    desk need not read its name in every row."""
    usual = USUAL if desks > 1 else tuple(each for each in USUAL if each != "desk")
    wanted = {"reference", *(ids or usual)}
    return tuple(column for column in COLUMNS if column.id in wanted)
