"""Whether a PDF keeps PDF/UA-1 (ISO 14289-1), as far as a program can tell.

Written from the checkpoints of the Matterhorn Protocol that need no human: ``findings`` has a line
for each that a file does not keep, and ``read_aloud`` what a screen reader says, in its order.
"""

import io
from collections.abc import Iterator

import pikepdf

_TYPES = """
  Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5
  H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link
  Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
"""
STANDARD = frozenset(_TYPES.split())
WITHIN = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "TBody": {"Table"},
    "THead": {"Table"},
}
WITHIN_A_LINE = {"Span", "Link", "Reference", "Code", "Lbl", "LBody", "Quote", "Note"}
BREAK, NUMBERED = "\0", "/ListNumbering"
_OPERATORS = "Tj TJ ' \" f F f* S s B B* b b* Do sh BI EI"
DRAWS = frozenset((*_OPERATORS.split(), "INLINE IMAGE"))


def findings(pdf: bytes, language: str) -> list[str]:
    """What is wrong with the file, whose main language is ``language``."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            *_of_the_file(opened, language),
            *_of_structure(opened),
            *_of_pages(opened),
            *_of_fonts(opened),
        ]


def elements(pdf: pikepdf.Pdf) -> Iterator[tuple[str, pikepdf.Dictionary, tuple[str, ...]]]:
    """Each structure element with its standard type and the types above it, in reading order."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})

    def standard(kind: str) -> str:
        for _step in range(8):
            if kind in STANDARD or f"/{kind}" not in roles:
                return kind
            kind = str(roles[f"/{kind}"])[1:]
        return kind

    def walk(part, above):
        if isinstance(part, pikepdf.Array):
            for each in part:
                yield from walk(each, above)
        elif isinstance(part, pikepdf.Dictionary) and "/S" in part:
            kind = standard(str(part.S)[1:])
            yield kind, part, above
            yield from walk(part.get("/K"), (*above, kind))

    yield from walk(pdf.Root.StructTreeRoot.get("/K"), ())


def languages(pdf: bytes) -> set[str]:
    """The languages that parts of the file are marked with, beside its own."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        marked = {str(each.get("/Lang", "")) for _kind, each, _above in elements(opened)}
        for page in opened.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                    marked.add(str(operands[1].get("/Lang", "")))
    return marked - {""}


def read_aloud(pdf: bytes) -> list[str]:
    """The text of each block, in the order of the structure.

    Within a line from right to left, letters come as they are drawn, from the left.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts = {page.objgen: _texts(page) for page in opened.pages}
        said = "".join(_said(opened.Root.StructTreeRoot.K, None, texts))
    return [text for each in said.split(BREAK) if (text := " ".join(each.split()))]


def _said(part, page, texts) -> Iterator[str]:
    """What lies in a part of the structure, blocks apart from each other."""
    if isinstance(part, pikepdf.Array):
        for each in part:
            yield from _said(each, page, texts)
    elif isinstance(part, int):
        yield texts.get(page, {}).get(part, "")
    elif isinstance(part, pikepdf.Dictionary):
        page = part.Pg.objgen if "/Pg" in part else page
        if "/MCID" in part:
            yield texts.get(page, {}).get(int(part.MCID), "")
        elif "/S" in part:
            apart = "" if str(part.S)[1:] in WITHIN_A_LINE else BREAK
            yield apart
            yield str(part.Alt) if "/Alt" in part else ""
            yield from () if "/Alt" in part else _said(part.get("/K"), page, texts)
            yield apart


def _of_the_file(pdf: pikepdf.Pdf, language: str) -> Iterator[str]:
    root = pdf.Root
    if pdf.is_encrypted:
        yield "The file is encrypted"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "The file does not say that it is tagged"
    if root.get("/MarkInfo", {}).get("/Suspects"):
        yield "The file doubts its own tags"
    if str(root.get("/Lang", "")) != language:
        yield f"The language of the file is {root.get('/Lang')}, not {language}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "A reader shows the name of the file in place of its title"
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "The metadata do not say PDF/UA-1"
        if not (metadata.get("dc:title") or "").strip():
            yield "The metadata have no title"
    for name in ("/OpenAction", "/AA", "/XFA"):
        if name in root:
            yield f"The file acts by itself: {name}"


def _of_structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    if not pdf.Root.get("/StructTreeRoot", {}).get("/K"):
        yield "The file has no structure"
        return
    found = list(elements(pdf))
    for kind, element, above in found:
        if kind not in STANDARD:
            yield f"{kind} is no standard type"
        if kind in WITHIN and not (above and above[-1] in WITHIN[kind]):
            yield f"{kind} lies within {above[-1:] or 'nothing'}"
        if kind in ("Figure", "Formula") and not str(
            element.get("/Alt", element.get("/ActualText", ""))
        ):
            yield f"A {kind.lower()} says nothing in its place"
        if kind == "TH" and not _attribute(element, "/Scope"):
            yield "A heading of a table does not say whether it is a row's or a column's"
        if kind == "L" and "Lbl" in _kinds_below(element) and not _attribute(element, NUMBERED):
            yield "A list does not say how it is numbered"
    yield from _of_headings([kind for kind, _element, _above in found])


def _of_headings(kinds: list[str]) -> Iterator[str]:
    levels = [int(kind[1]) for kind in kinds if kind[0] == "H" and kind[1:].isdigit()]
    if not levels:
        yield "There is no heading"
    for before, level in zip([0, *levels], levels, strict=False):
        if level > before + 1:
            yield f"A heading of level {level} follows one of level {before}"


def _of_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    parents = _number_tree(pdf.Root.get("/StructTreeRoot", {}).get("/ParentTree", {}))
    for number, page in enumerate(pdf.pages, 1):
        if page.get("/Tabs") != "/S":
            yield f"Page {number}: the order of tabs is not that of the structure"
        known = parents.get(int(page.get("/StructParents", -1)))
        if known is None:
            yield f"Page {number}: it has no place in the structure"
            continue
        for problem in _of_content(page, known):
            yield f"Page {number}: {problem}"
        for annotation in page.get("/Annots", []):
            if annotation.Subtype != "/Link":
                yield f"Page {number}: an annotation of type {annotation.Subtype}"
            elif not str(annotation.get("/Contents", "")):
                yield f"Page {number}: a link without a text of its own"
            if int(annotation.get("/StructParent", -1)) not in parents:
                yield f"Page {number}: a link has no place in the structure"


def _of_content(page: pikepdf.Page, known: pikepdf.Array) -> Iterator[str]:
    """Whatever is drawn is part of the structure, or said to be decoration."""
    marks: list[str | int | None] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            more = operands[1] if name == "BDC" else {}
            if isinstance(more, pikepdf.Name):
                more = page.Resources.Properties[more]
            marks.append("Artifact" if operands[0] == "/Artifact" else more.get("/MCID"))
        elif name == "EMC":
            marks.pop()
        elif name in DRAWS and not any(mark is not None for mark in marks):
            yield f"something is drawn outside the structure ({name})"
            return
        inside = [mark for mark in marks if mark is not None]
        if "Artifact" in inside and len(set(map(type, inside))) > 1:
            yield "decoration and content lie within each other"
        for mark in inside:
            if isinstance(mark, int) and mark >= len(known):
                yield f"content {mark} is not in the structure"


def _of_fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary) or each.get("/Type") != "/Font":
            continue
        name = each.get("/BaseFont", each.get("/Name", "a font"))
        below = each.get("/DescendantFonts", [None])[0]
        if each.Subtype in ("/Type0", "/TrueType", "/Type1", "/Type3") and "/ToUnicode" not in each:
            yield f"{name}: its glyphs have no letters"
        described = (below if below is not None else each).get("/FontDescriptor", {})
        if each.Subtype in ("/Type0", "/TrueType", "/Type1") and not any(
            part in described for part in ("/FontFile", "/FontFile2", "/FontFile3")
        ):
            yield f"{name}: it is not in the file"
        if below is not None and below.Subtype == "/CIDFontType2" and "/CIDToGIDMap" not in below:
            yield f"{name}: it does not say which glyph is which"


def _attribute(element: pikepdf.Dictionary, name: str):
    owned = element.get("/A", [])
    for each in owned if isinstance(owned, pikepdf.Array) else [owned]:
        if isinstance(each, pikepdf.Dictionary) and name in each:
            return each[name]
    return None


def _kinds_below(part) -> Iterator[str]:
    for each in (
        part.get("/K", []) if isinstance(part.get("/K"), pikepdf.Array) else [part.get("/K")]
    ):
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield str(each.S)[1:]
            yield from _kinds_below(each)


def _number_tree(node) -> dict[int, object]:
    numbers = list(node.get("/Nums", []))
    found = {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for kid in node.get("/Kids", []):
        found |= _number_tree(kid)
    return found


def _texts(page: pikepdf.Page) -> dict[int, str]:
    """The text of each piece of marked content of a page."""
    letters = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    marks: list[int | None] = []
    replaced: list[bool] = []
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            more = operands[1] if name == "BDC" else {}
            marks.append(more.get("/MCID"))
            replaced.append("/ActualText" in more)
            if replaced[-1]:
                _say(found, marks, str(more.ActualText))
        elif name == "EMC":
            marks.pop()
            replaced.pop()
        elif name == "Tf":
            font = letters[str(operands[0])]
        elif name in ("Tj", "TJ") and not any(replaced):
            shown = operands[0] if name == "TJ" else [operands[0]]
            for part in shown:
                if isinstance(part, pikepdf.String):
                    raw = bytes(part)
                    pairs = (raw[at : at + 2] for at in range(0, len(raw), 2))
                    _say(found, marks, "".join(font.get(pair, "") for pair in pairs))
        elif name in ("Td", "Tm", "T*"):
            _say(found, marks, " ")
    return found


def _say(found: dict[int, str], marks: list[int | None], text: str) -> None:
    for mark in reversed(marks):
        if mark is not None:
            found[int(mark)] = found.get(int(mark), "") + text
            return


def _letters(font: pikepdf.Dictionary) -> dict[bytes, str]:
    """What each glyph of a font stands for (its ToUnicode map)."""
    found: dict[bytes, str] = {}
    if "/ToUnicode" not in font:
        return found

    def text(value: pikepdf.String) -> str:
        return bytes(value).decode("utf-16-be")

    for operands, operator in pikepdf.parse_content_stream(font.ToUnicode):
        if str(operator) == "endbfchar":
            for glyph, letters in zip(operands[::2], operands[1::2], strict=True):
                found[bytes(glyph)] = text(letters)
        elif str(operator) == "endbfrange":
            for first, last, to in zip(operands[::3], operands[1::3], operands[2::3], strict=True):
                low, high = (int.from_bytes(bytes(each), "big") for each in (first, last))
                for step in range(high - low + 1):
                    letters = text(to[step]) if isinstance(to, pikepdf.Array) else text(to)
                    if not isinstance(to, pikepdf.Array):
                        letters = letters[:-1] + chr(ord(letters[-1]) + step)
                    found[(low + step).to_bytes(2, "big")] = letters
    return found
