"""Which drawings are taken: SVG of plain shapes, written anew from what is known to be harmless.

What an editor leaves behind (comments, metadata, its own name space) is dropped. Everything else
that is not on the lists is refused and named, never repaired: scripts, events, styles, text,
pictures, references to anywhere but into the drawing itself.
"""

import math
import re

from lxml import etree

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
LONGEST, MOST, DEEPEST = 200_000, 5_000, 30  # bytes, elements, levels
_DROPPED = {"metadata", "title", "desc"}
_EDITORS = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://www.w3.org/XML/1998/namespace",
)
_SHAPES = {"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
_PAINTS = {"linearGradient", "radialGradient", "stop", "clipPath"}
_LOOKS = {
    "clip-path", "clip-rule", "fill", "fill-opacity", "fill-rule", "opacity", "stop-color",
    "stop-opacity", "stroke", "stroke-dasharray", "stroke-dashoffset", "stroke-linecap",
    "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "color",
}  # fmt: skip
_ATTRIBUTES = _LOOKS | {
    "id", "transform", "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry",
    "fx", "fy", "width", "height", "viewBox", "preserveAspectRatio", "offset", "gradientUnits",
    "gradientTransform", "spreadMethod", "clipPathUnits", "version",
}  # fmt: skip
# Of no effect on what is drawn.
_IDLE = {"class", "data-name", "enable-background", "baseProfile", "overflow"}
_VALUE = re.compile(r"[\w\s.,#%+\-()']*")
_FUNCTION = re.compile(r"([\w-]*)\s*\(")
_FUNCTIONS = {
    "", "rgb", "rgba", "hsl", "hsla", "matrix", "translate", "scale", "rotate", "skewX", "skewY",
}  # fmt: skip
_WITHIN = re.compile(r"url\(['\"]?#([\w.-]+)['\"]?\)")
_LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|mm|cm)?\s*")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[\]<>]*>")
_ENCODING = re.compile(r"^<\?xml[^>]*encoding\s*=\s*['\"](?!utf-8['\"])", re.IGNORECASE)


class RefusedDrawingError(ValueError):
    """``what`` names what is not taken, as it stands in the file: ``<script>``, ``onload``."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what[:60]


def harmless(data: bytes) -> tuple[bytes, float, float]:
    """The drawing written anew, its width and its height. Raises ``RefusedDrawingError``."""
    root = _parsed(data)
    if sum(1 for _each in root.iter()) > MOST:
        raise RefusedDrawingError(f"> {MOST}")
    if root.tag != f"{{{SVG}}}svg":
        raise RefusedDrawingError("<" + etree.QName(root).localname + ">")
    made = _copied(root, 0)
    left, top, width, height = _box(made)
    made.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    made.set("width", f"{width:g}")
    made.set("height", f"{height:g}")
    made.attrib.pop("preserveAspectRatio", None)
    etree.cleanup_namespaces(made)
    return etree.tostring(made, encoding="utf-8"), width, height


def _parsed(data: bytes):
    if len(data) > LONGEST:
        raise RefusedDrawingError(f"> {LONGEST // 1000} kB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefusedDrawingError("UTF-8") from None
    if _ENCODING.match(text):
        raise RefusedDrawingError("encoding")
    # A DOCTYPE with anything inside may declare entities, and those grow without end.
    text = _DOCTYPE.sub("", text, count=1)
    for declared in ("<!DOCTYPE", "<!ENTITY"):
        if declared in text:
            raise RefusedDrawingError(declared)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        raise RefusedDrawingError("XML") from None


def _copied(element, depth: int):
    if depth > DEEPEST:
        raise RefusedDrawingError(f"> {DEEPEST}")
    name = etree.QName(element).localname
    made = etree.Element(f"{{{SVG}}}{name}", nsmap={None: SVG} if depth == 0 else None)
    for key, value in _attributes(element, name).items():
        made.set(key, value)
    for child in element:
        if not isinstance(child.tag, str):
            raise RefusedDrawingError("&…;")
        kind = etree.QName(child)
        if kind.namespace != SVG:
            if not (kind.namespace or "").startswith(_EDITORS):
                raise RefusedDrawingError(f"<{kind.localname}>")
        elif kind.localname in _SHAPES | _PAINTS:
            made.append(_copied(child, depth + 1))
        elif kind.localname not in _DROPPED:
            raise RefusedDrawingError(f"<{kind.localname}>")
    return made


def _attributes(element, name: str) -> dict[str, str]:
    kept = {}
    for key, value in element.attrib.items():
        kind = etree.QName(key)
        if (kind.namespace or "").startswith(_EDITORS) or kind.text in _IDLE:
            continue
        if kind.localname == "href" and kind.namespace in (None, XLINK):
            # Gradients share their stops; nothing else may refer to anything.
            if not name.endswith("Gradient") or not re.fullmatch(r"#[\w.-]+", value):
                raise RefusedDrawingError("href")
            kept["href"] = value
        elif kind.text == "style":
            kept.update(_declared(value))
        elif kind.namespace is None and kind.localname in _ATTRIBUTES:
            kept[kind.localname] = _checked(kind.localname, value)
        else:
            raise RefusedDrawingError(kind.localname)
    return kept


def _declared(style: str) -> dict[str, str]:
    """A style attribute as attributes: what it says of paint; the rest of what editors write
    there has no effect on plain shapes."""
    kept = {}
    for each in filter(str.strip, style.split(";")):
        name, _colon, value = each.partition(":")
        checked = _checked("style", value.strip())
        if name.strip() in _LOOKS:
            kept[name.strip()] = checked
    return kept


def _checked(name: str, value: str) -> str:
    rest = _WITHIN.sub("", value)
    is_known = _FUNCTIONS.issuperset(_FUNCTION.findall(rest))
    if not is_known or "url" in rest.lower() or not _VALUE.fullmatch(rest):
        raise RefusedDrawingError(f"{name}={value}")
    return value


def _box(root) -> tuple[float, float, float, float]:
    """Where the drawing lies: its view box, else its size. At most four times as wide as high."""
    try:
        if root.get("viewBox"):
            box = tuple(map(float, root.get("viewBox").replace(",", " ").split()))
        else:
            sizes = (_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
            box = (0.0, 0.0, *(float(each[1]) for each in sizes))
        left, top, width, height = box
        is_fit = 0.25 <= width / height <= 4 and 1 <= width <= 100_000
    except (TypeError, ValueError, ZeroDivisionError):
        raise RefusedDrawingError("viewBox") from None
    if not is_fit or not all(map(math.isfinite, box)):
        raise RefusedDrawingError("viewBox")
    return left, top, width, height
