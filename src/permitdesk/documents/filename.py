"""The name of a file from outside, made harmless for lists, headers and file systems."""

import re
import unicodedata

MAX_LENGTH = 120
MAX_ENCODED = 240  # file systems count bytes and stop at 255
UNNAMED = "Dokument"
EXTENSIONS: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/heic": (".heic", ".heif", ".hif"),
}


def safe_filename(name: str | None, content_type: str = "") -> str:
    """Return ``name`` without paths, control and direction marks, at most MAX_LENGTH characters.

    The extension is kept, and replaced where it does not fit ``content_type``. Never empty.
    """
    name = unicodedata.normalize("NFC", re.split(r"[/\\]", name or "")[-1])
    # Cc and Cf are control and direction marks: "fdp.exe" with a mark reads as "exe.pdf".
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs", "Cn"})
    name = re.sub(r'[<>:"|?*]', "_", name)
    name = re.sub(r"\s+", " ", name).strip().rstrip(".").strip()
    stem, extension = _split(name)
    fitting = EXTENSIONS.get(content_type, (extension,))
    if extension.lower() not in fitting:
        stem, extension = (name if not extension else stem), fitting[0]
    return _shortened(stem.strip(" .") or UNNAMED, extension) + extension


def _split(name: str) -> tuple[str, str]:
    """Split off an extension of up to five letters or digits; a long one is part of the name."""
    found = re.search(r"^(.*?)(\.[A-Za-z0-9]{1,5})$", name)
    return (found[1], found[2]) if found else (name, "")


def _shortened(stem: str, extension: str) -> str:
    stem = stem[: MAX_LENGTH - len(extension)]
    while len((stem + extension).encode()) > MAX_ENCODED:
        stem = stem[:-1]
    return stem.rstrip(" .") or UNNAMED
