"""A part of the case page: a module and a template of its own."""

from typing import ClassVar

from permitdesk.theme import PageTemplate


class CasePart:
    """Draws itself as ``index``; what it has not, its page has.

    A part shows and never changes anything. Forms that it shows are sent to pages of their own,
    which show the whole page again where something is wrong (``in_page.py``).
    """

    index: ClassVar[PageTemplate]

    def __init__(self, page) -> None:
        self.page, self.context, self.request = page, page.context, page.request

    def __getattr__(self, name: str):
        if name.startswith("__"):  # what is asked of any object is not asked of the page
            raise AttributeError(name)
        return getattr(self.page, name)

    def __call__(self) -> str:
        return self.index()
