"""Keeps references to a law, such as *§ 81 Abs. 4 AufenthG*, whole and in their order on a page.

Such a reference is German in every language. A text from right to left would move its sign and
its number to the other end, and a line could end between the two. Texts come from catalogues,
tables and editors, so it is done once, on the finished page, and on paper by ``theme.pdf``.
"""

import re
from functools import lru_cache

from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.interface import Interface, implementer

from permitdesk.core import languages
from permitdesk.theme.interfaces import IDrawnPage

_SIGN = "§"
_GAP = "[ \N{NO-BREAK SPACE}]"
_REFERENCE = re.compile(
    rf"§§?{_GAP}?\d+[a-z]*\b"
    rf"(?:{_GAP}(?:Abs\.|Nr\.|Satz|S\.|Buchst\.){_GAP}(?:\d+[a-z]*|[a-z])\b)*"
    rf"(?:{_GAP}[A-ZÄÖÜ][A-Za-zäöüß]*[A-Z]\b(?:/EU)?)?"
)
_ONE_LINE = 22  # letters: fit any phone; broken among Arabic they would be read from two ends
_WHOLE = re.compile(rf"(§|\bAbs\.|\bNr\.|\bSatz|\bS\.|\bBuchst\.){_GAP}(?=\w)")


def whole(reference: str) -> str:
    """A line may end before *Abs.* and before the law's name, not between a sign and its number."""
    return _WHOLE.sub("\\1\N{NO-BREAK SPACE}", reference)


def in_order(text: str, direction: str) -> str:
    """A text without markup, all its references whole and in their order."""
    return _REFERENCE.sub(lambda found: _kept(found[0], direction), text)


@lru_cache(1000)
def _kept(reference: str, direction: str) -> str:
    kept = whole(reference)
    if direction == "rtl":
        if len(kept) <= _ONE_LINE:
            kept = kept.replace(" ", "\N{NO-BREAK SPACE}")
        return f"\N{LEFT-TO-RIGHT ISOLATE}{kept}\N{POP DIRECTIONAL ISOLATE}"
    return kept


def marked(page: str, direction: str) -> str:
    """The page (HTML) with all references whole; from right to left each in an isolate.

    Attributes, and what a person typed into a field, stay as they are.
    """

    def mark(found: re.Match) -> str:
        if _within_tag(page, found.start()) or _within_field(page, found.start()):
            return found[0]
        return _kept(found[0], direction)

    return _REFERENCE.sub(mark, page)


def _within_tag(page: str, place: int) -> bool:
    return page.rfind("<", 0, place) > page.rfind(">", 0, place)


def _within_field(page: str, place: int) -> bool:
    return page.rfind("<textarea", 0, place) > page.rfind("</textarea", 0, place)


@implementer(ITransform)
@adapter(Interface, IDrawnPage)
class References:
    """What is done to a page before it leaves; stock Plone's screens are left alone."""

    order = 9000  # after all others

    def __init__(self, published, request) -> None:
        self.request = request

    @property
    def _is_page(self) -> bool:
        content_type = self.request.response.getHeader("Content-Type") or ""
        return content_type.startswith("text/html")

    def transformIterable(self, result, encoding):
        if not self._is_page:  # a file that is streamed can be read only once
            return None
        return self.transformBytes(b"".join(result), encoding)

    def transformUnicode(self, result, encoding):
        return self.transformBytes(result.encode(encoding), encoding)

    def transformBytes(self, result, encoding):
        if not self._is_page or _SIGN.encode(encoding) not in result:
            return None
        direction = languages.direction(languages.of(self.request))
        return marked(result.decode(encoding), direction).encode(encoding)
