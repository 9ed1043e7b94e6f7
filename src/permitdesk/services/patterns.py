"""Ready-made patterns, written ``@latin-name`` in a rule, with what to tell the person."""

import re
import unicodedata
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.services.definition import Rule


@dataclass(frozen=True)
class Pattern:
    """``regex`` must match the whole text; empty where a regular expression cannot say it."""

    message: Message
    regex: str = ""

    def keeps(self, text: str) -> bool:
        """Whether a text has this form."""
        return re.fullmatch(self.regex, text) is not None


# Also in the shapes that telephones and word processors make of them: accents typed as
# apostrophes, dashes and spaces that do not break.
_BESIDE_LETTERS = " \N{NO-BREAK SPACE}'‘’ʼ`´-‐\N{NON-BREAKING HYPHEN}–."


def is_latin_name(text: str) -> bool:
    """Letters of the Latin script, space, apostrophe, hyphen and full stop, at least one letter.

    Wider than the letters of DIN SPEC 91379: the machine-readable zone alone is not asked for.
    """
    letters = 0
    for character in unicodedata.normalize("NFC", text):
        if character in _BESIDE_LETTERS:
            continue
        if unicodedata.category(character) in ("Mn", "Lm"):  # marks that NFC could not join
            continue
        if not unicodedata.name(character, "").startswith("LATIN "):
            return False
        letters += 1
    return letters > 0


class _LatinName(Pattern):
    def keeps(self, text: str) -> bool:
        return is_latin_name(text)


def ready_pattern(rule: Rule) -> Pattern | None:
    """The ready-made pattern that a rule names, or None for any other rule."""
    if rule.kind != "pattern" or not str(rule.value).startswith("@"):
        return None
    return PATTERNS.get(str(rule.value)[1:])


def is_iban(text: str) -> bool:
    """An IBAN with its check digits (ISO 13616), spaces as printed allowed; a German one has 22
    characters."""
    plain = re.sub(r"\s", "", text).upper()
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", plain):
        return False
    if plain.startswith("DE") and len(plain) != 22:
        return False
    turned = "".join(str(int(each, 36)) for each in plain[4:] + plain[:4])
    return int(turned) % 97 == 1


class _Iban(Pattern):
    def keeps(self, text: str) -> bool:
        return is_iban(text)


PATTERNS: dict[str, Pattern] = {
    "iban": _Iban(
        _(
            "services_error_iban",
            default="Diese IBAN stimmt nicht. Prüfen Sie jede Stelle. Eine deutsche IBAN hat 22"
            " Zeichen und beginnt mit DE.",
        ),
    ),
    "digits": Pattern(
        _("services_error_digits", default="Geben Sie hier nur Ziffern ein."), r"[0-9]+"
    ),
    "latin-name": _LatinName(
        _(
            "services_error_latin_name",
            default="Schreiben Sie den Namen in lateinischen Buchstaben, so wie er im Pass steht.",
        ),
    ),
    "postal-code": Pattern(
        _("services_error_postal_code", default="Eine Postleitzahl hat fünf Ziffern."),
        r"[0-9]{5}",
    ),
    "passport-number": Pattern(
        _(
            "services_error_passport_number",
            default="Geben Sie die Passnummer ohne Leerzeichen ein: 5 bis 15 Großbuchstaben und"
            " Ziffern.",
        ),
        r"[A-Z0-9<]{5,15}",
    ),
    "betriebsnummer": Pattern(
        _("services_error_betriebsnummer", default="Eine Betriebsnummer hat acht Ziffern."),
        r"[0-9]{8}",
    ),
    "azr-number": Pattern(
        _("services_error_azr_number", default="Eine AZR-Nummer besteht nur aus Ziffern."),
        r"[0-9]{6,12}",
    ),
    "title-number": Pattern(
        _(
            "services_error_title_number",
            default="Die Nummer auf der Karte hat neun Zeichen, zum Beispiel YZ0123456.",
        ),
        r"[A-Z0-9]{9}",
    ),
}
