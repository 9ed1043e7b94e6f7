"""What decisions and hearings need of letters; the room of letters provides it."""

from zope.interface import Interface


class ILetters(Interface):
    """The finished letters of a case: an adapter of it. A letter has an ``id``, ``values`` by
    placeholder, the ISO day ``posted`` and what was ``finished``."""

    def find(id_: str):
        """The finished letter with this id; None for none."""

    def hearings() -> tuple:
        """Those by which a person is heard, oldest first."""

    def decisions() -> tuple:
        """Those that say the decision that stands, oldest first."""
