"""How somebody can be reached: as the application says, and as corrected since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from zope.component import queryUtility

from permitdesk.casework.later import Correction
from permitdesk.casework.reading import revision_of
from permitdesk.core import _
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.languages import SOURCE

PHONE, EMAIL, ADDRESS, LANGUAGE = "phone", "email", "address", "language"
TITLES = {
    PHONE: _("casework_contact_phone", default="Telefon"),
    EMAIL: _("casework_contact_email", default="E-Mail"),
    ADDRESS: _("casework_contact_address", default="Anschrift für Briefe"),
    LANGUAGE: _("casework_contact_language", default="Sprache für Gespräche"),
}
_MARKS = {PHONE: "phone", EMAIL: "email", LANGUAGE: "contact-language"}
# The block of questions that all shipped services share; other fields have no postal address.
_STREET, _TOWN, _CARE_OF = ("street", "house_no"), ("postal_code", "city"), "care_of"


@dataclass(frozen=True)
class Changed:
    """One correction of one thing; texts are in German."""

    name: str
    before: str
    now: str
    at: datetime


def original(case) -> dict[str, str]:
    """What the application says, by name; empty where it says nothing. Values as stored."""
    answers, revision = case.application.answers, revision_of(case)
    found = dict.fromkeys(TITLES, "")
    for name, mark in _MARKS.items():
        field = revision.definition.marked(mark) if revision else None
        found[name] = str((field and answers.get(field.name)) or "")
    found[ADDRESS] = _address(answers)
    return found


def current(case) -> dict[str, str]:
    """The same with all corrections."""
    found = original(case)
    for correction in case.later.of(Correction):
        found |= correction.values
    return found


def changes(case) -> list[Changed]:
    """Every correction, oldest first, with what was known before it."""
    known, found = original(case), []
    for correction in case.later.of(Correction):
        for name, value in correction.values.items():
            before, now = in_german(name, known[name]), in_german(name, value)
            found.append(Changed(name, before, now, correction.at))
        known |= correction.values
    return found


def in_german(name: str, value: str) -> str:
    """A value as staff read it."""
    codes = queryUtility(ICodeList, name="languages") if name == LANGUAGE else None
    return (codes.title(value, SOURCE) if codes and value else None) or value


def _address(answers: Mapping[str, object]) -> str:
    lines = [
        str(answers.get(_CARE_OF) or ""),
        " ".join(str(answers.get(name) or "") for name in _STREET).strip(),
        " ".join(str(answers.get(name) or "") for name in _TOWN).strip(),
    ]
    return "\n".join(line for line in lines if line)
