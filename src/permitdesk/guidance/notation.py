"""The markup of a page as people type it without an editor: blank lines, ``##``, ``-``, ``**``.

``kept`` is the one form in which markup is stored, ``written`` shows it to who translates,
``markup_of`` reads it back. What the notation cannot say is shown as HTML, so nothing gets lost:
``markup_of(written(markup)) == kept(markup)``.
"""

import re
from functools import lru_cache
from html import escape

from lxml import html

from permitdesk.core.characters import whole
from permitdesk.guidance.markup import bare

_HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}
_BLOCKS = (*_HEADINGS, "p", "ul", "ol")
_SAME = {"b": "strong", "i": "em"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_IS_HTML = re.compile(rf"\s*<(?:{'|'.join(_BLOCKS)})\b", re.IGNORECASE)
_HEADING = re.compile(r"(#{2,4}) +(.*)", re.DOTALL)
_ITEM = re.compile(r"(?:(-)|\d{1,3}\.) +(.*)")
# Signs that mean something within a line, and those that do at its beginning.
_SIGNS = re.compile(r"([\\*\[\]]|<(?=[A-Za-z/!?]))")
_AT_START = re.compile(r"^(\d{0,3})([#.-])(?=[ #])", re.MULTILINE)
_OTHER_TAG = re.compile(r"(?<!\\)<(?!/?(?:bdi|span)\b)[A-Za-z/!?]")
_INLINE = re.compile(
    r"""\\(?P<sign>[\\*\[\]<\#.-])
      | \*\*(?P<strong>(?:\\.|[^\\])+?)\*\*
      | \*(?P<em>(?:\\.|[^\\*])+?)\*
      | \[(?P<words>(?:\\.|[^\\\[\]])+)\]\((?P<address>[^()\s]*)\)
      | (?P<tag></?(?:bdi|span)(?:\s[^<>]*)?>)""",
    re.VERBOSE | re.DOTALL,
)


class _UnsayableError(ValueError):
    """The notation has no sign for this."""


@lru_cache(maxsize=2000)
def kept(source: str) -> str:
    """Markup cleaned and in one form: no space between blocks, words outside of them in a
    paragraph, links as they were stored; '' when nothing is left."""
    # What was nested wrongly is read another way once it is written well.
    for _time in range(9):
        before, source = source, _kept(source)
        if source == before:
            break
    return source


def _kept(source: str) -> str:
    tree = bare(source)
    if tree is None:
        return ""
    for each in tree.iter():
        each.tag = _SAME.get(each.tag, each.tag)
    together = html.Element("div")
    for block in _blocks(tree):
        _tidy(block)
        if block.text_content().strip():
            together.append(block)
    text = html.tostring(together, encoding="unicode")
    return text.removeprefix("<div>").removesuffix("</div>")


@lru_cache(maxsize=2000)
def written(source: str) -> str:
    """Markup as people edit it."""
    markup = kept(source)
    if not markup:
        return ""
    try:
        text = "\n\n".join(
            _block(each) for each in html.fragment_fromstring(markup, create_parent="div")
        )
    except _UnsayableError:
        return _as_html(markup)
    return text if markup_of(text) == markup else _as_html(markup)


@lru_cache(maxsize=2000)
def markup_of(text: str) -> str:
    """What somebody typed, as it is stored."""
    text = text.replace("\r\n", "\n").strip()
    if _IS_HTML.match(text):
        return kept(text)
    return kept("".join(map(_html, re.split(r"\n[ \t]*\n", text))))


def loses(text: str) -> bool:
    """Whether somebody typed markup of which something would not be kept."""
    is_html = _IS_HTML.match(text)
    if not is_html and _OTHER_TAG.search(text):
        return True
    typed = text if is_html else "".join(map(_html, re.split(r"\n[ \t]*\n", text)))
    if not typed.strip():
        return False
    tree = html.fragment_fromstring(typed, create_parent="div")
    return _tags(tree) != _tags(bare(typed))


def links(text: str) -> frozenset[str]:
    """Where the links of a typed text lead."""
    markup = markup_of(text)
    if not markup:
        return frozenset()
    tree = html.fragment_fromstring(markup, create_parent="div")
    return frozenset(each.get("href") for each in tree.iter("a") if each.get("href"))


def _tags(tree) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    if tree is None:
        return []
    return [
        (str(each.tag), tuple(sorted(each.attrib.items())))
        for each in tree.iterdescendants()
        if each.tag != "div"
    ]


def _blocks(tree):
    """The blocks of a tree; what stands between them becomes a paragraph."""
    loose = None

    def begun():
        nonlocal loose
        if loose is None:
            loose = html.Element("p")
        return loose

    if (tree.text or "").strip():
        begun().text = tree.text
    for child in list(tree):
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS:
            if loose is not None:
                yield loose
                loose = None
            yield child
            if (tail or "").strip():
                begun().text = tail
        else:
            begun().append(child)
            child.tail = tail
    if loose is not None:
        yield loose


def _tidy(block) -> None:
    """One space for many, none at the ends of lines."""
    for each in block.iter():
        is_list = each.tag in ("ul", "ol")
        each.text = None if is_list else _spaced(each.text)
        if each is not block:
            in_list = each.getparent().tag in ("ul", "ol")
            each.tail = None if in_list else _spaced(each.tail)
    for each in list(block.iter()):
        if each is block or each.tag in ("li", *_BLOCKS):
            each.text = (each.text or "").lstrip(" ")
            _strip_end(each)
        if each.tag == "br" and each is not block:
            _strip_before(each)
            each.tail = (each.tail or "").lstrip(" ")
    for item in list(block.iter("li")):
        if not item.text_content().strip():
            item.drop_tree()


def _spaced(text: str | None) -> str:
    return _SPACE.sub(" ", whole(text or ""))


def _strip_end(element) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(" ")
    else:
        element.text = (element.text or "").rstrip(" ")


def _strip_before(element) -> None:
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "").rstrip(" ")
    else:
        parent = element.getparent()
        parent.text = (parent.text or "").rstrip(" ")


def _block(block) -> str:
    if block.attrib:
        raise _UnsayableError
    if block.tag in _HEADINGS:
        return _HEADINGS[block.tag] + _inline(block)
    if block.tag in ("ul", "ol"):
        return "\n".join(
            (f"{number}. " if block.tag == "ol" else "- ") + _item(each)
            for number, each in enumerate(block, 1)
        )
    return _AT_START.sub(r"\1\\\2", _inline(block))


def _item(item) -> str:
    if item.attrib or item.tag != "li" or item.find("br") is not None:
        raise _UnsayableError
    return _inline(item)


def _inline(element) -> str:
    return "".join([_signs(element.text), *map(_word, element)])


def _word(element) -> str:
    inner, attributes = _inline(element), dict(element.attrib)
    if element.tag == "br":
        said = "\n"
    elif element.tag in ("strong", "em") and not attributes and inner.strip() == inner != "":
        sign = "**" if element.tag == "strong" else "*"
        said = f"{sign}{inner}{sign}"
    elif element.tag == "a" and set(attributes) == {"href"}:
        said = f"[{inner}]({attributes['href']})"
    elif element.tag in ("bdi", "span"):
        told = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        said = f"<{element.tag}{told}>{inner}</{element.tag}>"
    else:
        raise _UnsayableError
    return said + _signs(element.tail)


def _signs(text: str | None) -> str:
    return _SIGNS.sub(r"\\\1", text or "")


def _as_html(markup: str) -> str:
    return re.sub(r"(</(?:p|h2|h3|h4|ul|ol|li)>)(?=<)", r"\1\n", markup)


def _html(block: str) -> str:
    lines = [line.strip() for line in block.strip().split("\n")]
    joined = "\n".join(lines)
    if not joined:
        return ""
    heading = _HEADING.fullmatch(joined)
    if heading and len(lines) == 1:
        level = len(heading[1])
        return f"<h{level}>{_words(heading[2])}</h{level}>"
    items = [_ITEM.fullmatch(line) for line in lines]
    if all(items) and len({bool(item[1]) for item in items}) == 1:
        tag = "ul" if items[0][1] else "ol"
        return f"<{tag}>{''.join(f'<li>{_words(item[2])}</li>' for item in items)}</{tag}>"
    return f"<p>{_words(joined)}</p>"


def _words(text: str) -> str:
    parts, end = [], 0
    for found in _INLINE.finditer(text):
        parts += [_plain(text[end : found.start()]), _said(found)]
        end = found.end()
    return "".join([*parts, _plain(text[end:])])


def _said(found: re.Match) -> str:
    if found["sign"]:
        return escape(found["sign"])
    for tag in ("strong", "em"):
        if found[tag]:
            return f"<{tag}>{_words(found[tag])}</{tag}>"
    if found["words"]:
        return f'<a href="{escape(found["address"])}">{_words(found["words"])}</a>'
    return found["tag"]


def _plain(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
