"""Pages in a language that an office has added: what German stands in for is marked as German.

A template is given ``translator(tag)`` in place of zope.i18n. It puts marks around such a text,
wherever that will stand; when the page is drawn, ``marked`` makes elements of them. Inside a tag,
and where HTML knows no elements (the title of a window, the choices of a list), it takes them out.
"""

import re
from collections.abc import Callable
from html import escape

from zope.i18n import interpolate, translate
from zope.i18nmessageid import Message

from permitdesk.core import languages, messages
from permitdesk.core.texts import Mixed, Text, say

_OPEN, _CLOSE = "\ue002", "\ue003"  # no text has them: private use
_MARKS = str.maketrans("", "", _OPEN + _CLOSE)
_ELEMENT = f'<span lang="{languages.SOURCE}" dir="ltr">'
# Of tags the whole, whatever stands in their quotation marks; of elements without elements too.
_PLAIN = re.compile(
    r"<(title|textarea|option|script|style)\b.*?</\1\s*>"
    r"""|<[A-Za-z/!](?:[^>"']++|"[^"]*"|'[^']*')*+>""",
    re.DOTALL | re.IGNORECASE,
)
_TEXT = re.compile(r"<span lang=[\w-]+ dir=(?:ltr|rtl)>(.*?)</span>", re.DOTALL)


def translator(tag: str) -> Callable:
    """What a template translates with, by the signature of Chameleon."""

    def said(msgid, domain=None, mapping=None, target_language=None, default=None, context=None):
        if isinstance(msgid, Message):  # escaped when it is drawn
            return _in_marks(say(msgid, tag))
        if not isinstance(msgid, str) or default is None:
            return msgid
        # What a template has in ``i18n:translate`` and ``i18n:attributes``: markup by now.
        message = Message(msgid, domain, default, mapping)
        text = messages.text_in(message, tag)
        if text is None:
            german = translate(message, target_language=languages.SOURCE)
            return f"{_OPEN}{german}{_CLOSE}"
        return interpolate(escape(text, quote=True), mapping)

    return said


def marked(page: str) -> str:
    """A drawn page with elements for its marks."""
    parts, end = [], 0
    for plain in _PLAIN.finditer(page):
        parts += _elements(page[end : plain.start()]), _without(plain.group())
        end = plain.end()
    return "".join((*parts, _elements(page[end:])))


def _elements(text: str) -> str:
    # What is filled into a text may have tags of its own between the marks.
    return text.replace(_OPEN, _ELEMENT).replace(_CLOSE, "</span>")


def _without(plain: str) -> str:
    if _OPEN in plain or _CLOSE in plain:
        plain = plain.translate(_MARKS)
    # A ``Text`` that was drawn into an attribute; a tag that is one begins with it.
    return plain[:1] + _TEXT.sub(r"\1", plain[1:]) if "<span lang=" in plain[1:] else plain


def _in_marks(shown) -> str:
    if isinstance(shown, Mixed):
        return "".join(map(_in_marks, shown.parts))
    is_german = isinstance(shown, Text) and shown.language == languages.SOURCE
    return f"{_OPEN}{shown}{_CLOSE}" if is_german else str(shown)
