"""What a file is, judged by its first bytes alone: names and headers are claims."""

HEAD = 64  # as many bytes as the kind needs
TITLES = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/heic": "HEIC",
}
PICTURES = ("image/jpeg", "image/png", "image/heic")
# What cameras write (ISO/IEC 23008-12). Pictures of the kind AVIF begin alike and are another.
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def kind_of(data: bytes) -> str:
    """Return a media type, or ``""`` for anything else. The first HEAD bytes are enough."""
    # A byte order mark or blank lines before the header are common and harmless.
    if data[:HEAD].lstrip(b"\xef\xbb\xbf\x00\t\r\n \x0c").startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS and b"avif" not in data[:HEAD]:
        return "image/heic"
    return ""


def titles(formats: tuple[str, ...]) -> str:
    """Return formats as people name them: "PDF, JPEG, PNG"."""
    return ", ".join(TITLES.get(each, each) for each in formats)
