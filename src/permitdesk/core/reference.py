"""References and codes that people copy by hand: how they are made, read back and compared.

Both are written in ``secrets.ALPHABET`` (29 letters and digits, no look-alikes) and end with a
check character: a weighted sum modulo 29, a prime, so that every single wrong character and
every swap of two neighbours is noticed before anything is looked up.

- reference: ``EM-2026-7KQ4M-9TX2B``: prefix of the service, year, 9 random characters (43 bits),
  check character. It is no secret.
- code (access code, resume code): ``7KQ4-M9TX-2BCD-WXYZ-3456``: 19 random characters (92 bits)
  and the check character. Only its digest is kept; that many bits need no slow hash.
"""

import hashlib
import hmac
import re
import unicodedata

from permitdesk.core.secrets import ALPHABET

_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_PREFIX_VALUES = {c: v % 29 for v, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
_REFERENCE = re.compile(r"([A-Z]{1,6})([0-9]{4})([0-9A-Z]{10})")
_RANDOM, _CODE = 9, 19
# What is typed or read in place of a character that the alphabet has: neighbours in looks …
_MISREAD = str.maketrans({"O": "Q", "0": "Q", "1": "7", "I": "7", "L": "7", "V": "Y", "U": "W"})
# … and letters of a Cyrillic keyboard that look like Latin ones.
_CYRILLIC = str.maketrans("АВСЕНІЈКМОРТХУЅ", "ABCEHIJKMOPTXYS")


def make_reference(prefix: str, year: int, material: bytes) -> str:
    """Return the reference that ``material`` (at least 16 random or derived bytes) stands for."""
    start = f"{prefix.upper()}{year:04d}"
    random = _characters(material, _RANDOM)
    end = random + _check(start, random)
    written = f"{prefix.upper()}-{year:04d}-{end[:5]}-{end[5:]}"
    if parse_reference(written) != written:
        raise ValueError(f"A reference's prefix is one to six letters A to Z, not {prefix!r}")
    return written


def parse_reference(text: object) -> str | None:
    """Return the reference as we write it, however it was typed; None when it cannot be one."""
    match = _REFERENCE.fullmatch(_plain(text))
    if match is None:
        return None
    prefix, year, end = match.groups()
    end = end.translate(_MISREAD)
    if end[-1] != _check(prefix + year, end[:-1]):
        return None
    return f"{prefix}-{year}-{end[:5]}-{end[5:]}"


def make_code(material: bytes) -> str:
    """Return the code that ``material`` (at least 16 random or derived bytes) stands for."""
    random = _characters(material, _CODE)
    return _grouped(random + _check("", random))


def parse_code(text: object) -> str | None:
    """Return the code as we write it, however it was typed; None when it cannot be one."""
    code = _plain(text).translate(_MISREAD)
    if len(code) != _CODE + 1 or not _VALUES.keys() >= set(code):
        return None
    return _grouped(code) if code[-1] == _check("", code[:-1]) else None


def digest(code: str) -> str:
    """Return what is kept of a code: SHA-256 (hex) of its characters.

    Raises ValueError for something that is no code.
    """
    written = parse_code(code)
    if written is None:
        raise ValueError("This is not a code.")
    return hashlib.sha256(written.replace("-", "").encode()).hexdigest()


def matches(typed: object, kept_digest: str) -> bool:
    """Whether what was typed is the code behind a digest; takes the same time either way."""
    written = parse_code(typed)
    found = hashlib.sha256((written or "").replace("-", "").encode()).hexdigest()
    return hmac.compare_digest(found.encode(), kept_digest.encode()) and written is not None


def _plain(text: object) -> str:
    """Upper case, without spaces, hyphens and marks of direction; Arabic-Indic digits as ASCII."""
    if not isinstance(text, str) or len(text) > 200:
        return ""
    folded = unicodedata.normalize("NFKC", text).upper().translate(_CYRILLIC)
    digits = (str(unicodedata.decimal(c)) if unicodedata.decimal(c, -1) >= 0 else c for c in folded)
    return "".join(c for c in digits if c.isalnum())


def _characters(material: bytes, count: int) -> str:
    """``count`` characters of the alphabet; the bias of 128 bits or more is beyond measuring."""
    if len(material) < 16:
        raise ValueError("A reference or code needs at least 16 bytes.")
    number, characters = int.from_bytes(material), []
    for _ in range(count):
        number, value = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[value])
    return "".join(characters)


def _check(start: str, characters: str) -> str:
    values = [_PREFIX_VALUES[c] for c in start]
    values += [_VALUES.get(c, 0) for c in characters]
    total = sum(weight * value for weight, value in enumerate(values, 1))
    return ALPHABET[total % len(ALPHABET)]


def _grouped(code: str) -> str:
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
