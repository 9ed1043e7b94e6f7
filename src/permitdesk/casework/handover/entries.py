"""What a case remembers of having been given away; nobody on the other side has to read it."""

from permitdesk.casework.later import Entry


class Bookkeeping(Entry):
    """Says where the case is, and adds nothing to what is in it."""

    is_news = False


class Assigned(Bookkeeping):
    """To another desk: ``before`` and ``after`` are places (``unit/desk``), ``source`` and
    ``target`` what these desks were called then; ``reason`` in the words of who did it."""

    @property
    def comment(self) -> str:
        return self.reason


class GivenAway(Bookkeeping):
    """To another authority: ``name``, ``address``, ``contact`` as they were known then, ``reason``,
    ``moved_on`` an ISO day or empty, ``shown`` whether the applicant may learn which one, and
    ``delivery`` the key of the bundle."""

    @property
    def comment(self) -> str:
        return self.reason


class CameBack(Bookkeeping):
    """The case is this office's again: ``reason`` says why."""

    @property
    def comment(self) -> str:
        return self.reason
