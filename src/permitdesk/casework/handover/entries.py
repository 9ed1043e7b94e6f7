"""What a case remembers of having been given away; nobody on the other side has to read it."""

from permitdesk.casework.later import Entry


class Assigned(Entry):
    """To another desk: ``before`` and ``after`` are places (``unit/desk``), ``source`` and
    ``target`` what these desks were called then; ``reason`` in the words of who did it."""

    is_news = False

    @property
    def comment(self) -> str:
        return self.reason
