"""What a file is, judged by its first bytes alone: names and headers are claims."""

TITLES = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


def kind_of(data: bytes) -> str:
    """Return a media type, or ``image/heic`` for that family, or ``""`` for anything else."""
    # A byte order mark or blank lines before the header are common and harmless.
    if data[:64].lstrip(b"\xef\xbb\xbf\x00\t\r\n \x0c").startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        return "image/heic"
    return ""


def titles(formats: tuple[str, ...]) -> str:
    """Return formats as people name them: "PDF, JPEG, PNG"."""
    return ", ".join(TITLES.get(each, each) for each in formats)
