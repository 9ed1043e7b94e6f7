"""Parts of a page that are the same for the same values: drawn once, then remembered.

Header and footer are most of a page's expressions and differ between few pages only. A page is
never remembered as a whole.
"""

from functools import partial

from permitdesk.core.memory import Memory
from permitdesk.core.messages import edition
from permitdesk.theme.template import PageTemplate

_drawn = Memory(2000)


class Piece:
    """A template of a view, called as ``view.piece(name=value, …)``.

    The template may use its ``options``, which are hashable, and texts in the page's language;
    nothing else of the view, the request or the portal.
    """

    def __init__(self, path: str, prefix: str) -> None:
        self._template = PageTemplate(path, _prefix=prefix)

    def __get__(self, view, owner=None):
        return self if view is None else partial(self._draw, view)

    def _draw(self, view, **values) -> str:
        key = (self, view.language, edition(view.language), tuple(values.items()))
        return _drawn.recall(key, lambda: self._template(view, **values))
