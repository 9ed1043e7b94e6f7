"""Where classes lay when objects of them were stored: a database names a class by its module.

A portal that is older than a move finds them here. What is written again names the new place.
"""

from permitdesk.casework.moved import Moved
from permitdesk.casework.shelf import Shelf
from permitdesk.casework.ties import Ties

FORMER = {
    ("permitdesk.casework.worklist.shelf", "Shelf"): Shelf,
    ("permitdesk.casework.dossier.ties", "Ties"): Ties,
    ("permitdesk.casework.handover.moved", "Moved"): Moved,
}


def find_former(event) -> None:
    """The database that was opened finds classes by their former names too."""
    database = event.database
    usual = database.classFactory

    def find(connection, module: str, name: str):
        return FORMER.get((module, name)) or usual(connection, module, name)

    database.classFactory = find
    # The start has opened and closed a connection, which is used again.
    database._connectionMap(lambda connection: setattr(connection._reader, "_factory", find))
