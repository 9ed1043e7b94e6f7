"""What stands on a letter: the wording of a template with the values of a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from Products.CMFCore.utils import getToolByName
from zope.component.hooks import getSite
from zope.i18n import translate

from permitdesk import district
from permitdesk.access import staff_id
from permitdesk.casework import contact_data, reading
from permitdesk.casework.checklist.missing import missing
from permitdesk.casework.decision import standing
from permitdesk.casework.letters.example import Example
from permitdesk.casework.letters.fields import (
    DAY,
    LINE,
    LIST,
    OFFICE,
    PLACEHOLDERS,
    REMEDY,
    TEXT,
)
from permitdesk.casework.letters.markup import (
    Block,
    TooLongError,
    Value,
    fill,
    line,
    parse,
    placeholders,
)
from permitdesk.casework.letters.templates import (
    Version,
    Wording,
    Written,
    remedy,
)
from permitdesk.casework.office import office
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text

NONE = _("casework_letters_no_conditions", default="Keine")


@dataclass(frozen=True)
class Part:
    """A letter in one language."""

    language: str
    subject: Shown
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Content:
    """Everything on the paper. ``remedy`` is ``objection``, ``action`` or ``none``,
    ``remedy_version`` the template and version of the instruction."""

    german: Part
    translation: Part | None
    address: tuple[str, ...]
    reference: str
    date: str
    caseworker: str
    remedy: str
    remedy_version: str

    @property
    def subject(self) -> Shown:
        return self.german.subject


@dataclass(frozen=True)
class Lacking:
    """Why a letter is not complete: placeholders that are ``empty`` or ``unknown``. ``gaps`` are
    languages in which a text is missing; the letter can go out without."""

    empty: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    gaps: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.empty or self.unknown)

    def in_words(self) -> str:
        """The names of what is not there, in German."""
        known = [translate(PLACEHOLDERS[name].title, target_language=SOURCE) for name in self.empty]
        return ", ".join([*known, *(f"{{{name}}}" for name in self.unknown)])


def used(wording: Wording, language: str = SOURCE) -> tuple[str, ...]:
    """The placeholders of a wording in a language, those of its remedy included."""
    written = wording.texts.get(language)
    names = placeholders(f"{written.subject}\n{written.body}") if written else ()
    if "remedy" not in names:
        return names
    said = _instruction(language) or _instruction(SOURCE)
    return tuple(dict.fromkeys((*names, *placeholders(said.body if said else ""))))


def prefilled(case, version: Version) -> dict[str, str]:
    """What is known of the placeholders that somebody can type, as texts; a list has one item a
    line."""
    known = _known(case)
    names = {name for each in version.wording.texts for name in used(version.wording, each)}
    typed = [each for each in PLACEHOLDERS.values() if each.kind not in (OFFICE, REMEDY)]
    always = ("name", "address", "date", "caseworker")
    return {
        each.name: known.get(each.name, "")
        for each in typed
        if each.name in names or each.name in always
    }


def content(case, wording: Wording, values: Mapping[str, str], language: str) -> Content:
    """Fill a wording with what was typed. What is empty stays visible as its placeholder. Raises
    ``TooLongError``."""
    translation = None
    if language and language in wording.texts and language != SOURCE:
        translation = _part(case, wording.texts[language], values, language)
    german = _part(case, wording.texts[SOURCE], values, SOURCE)
    names = used(wording)
    found = remedy(office(), clock.today()) if "remedy" in names else None
    return Content(
        german,
        translation,
        tuple(
            text
            for text in (values.get("name", ""), *values.get("address", "").splitlines())
            if text.strip()
        ),
        case.reference,
        in_words.day(values.get("date", ""), SOURCE),
        values.get("caseworker", ""),
        district.remedy() if found else "none",
        f"{found[0].id}/{found[1].number}" if found else "",
    )


def lacking(case, wording: Wording, values: Mapping[str, str], language: str) -> Lacking:
    """What is not filled, and in which language a text is missing."""
    shown = [SOURCE, *([language] if language else [])]
    names = dict.fromkeys(name for each in shown for name in used(wording, each))
    filled = _values(case, values, SOURCE)
    unknown = tuple(name for name in names if name not in PLACEHOLDERS)
    always = ("name", "address", "date")
    empty = tuple(
        name
        for name in dict.fromkeys((*always, *names))
        if name in PLACEHOLDERS and not filled.get(name)
    )
    wanted = case.application.language
    told = wanted in wording.texts and ("remedy" not in names or _instruction(wanted) is not None)
    gaps = () if wanted == SOURCE or told else (wanted,)
    return Lacking(empty, unknown, gaps)


def _part(case, written: Written, values: Mapping[str, str], language: str) -> Part:
    filled = {name: value for name, value in _values(case, values, language).items() if value}
    subject = line(written.subject.replace("\n", " "), filled)
    return Part(language, subject, fill(parse(written.body), filled))


def _values(case, typed: Mapping[str, str], language: str) -> dict[str, Value]:
    """Each placeholder's value in a language; what staff typed in German stays German."""
    found: dict[str, Value] = {**_of_office(case, language)}
    for name, text in typed.items():
        placeholder = PLACEHOLDERS.get(name)
        if placeholder is None or placeholder.kind in (OFFICE, REMEDY):
            continue
        found[name] = _value(placeholder.name, placeholder.kind, text.strip(), language)
    try:
        found["remedy"] = _remedy(found, language)
    except TooLongError:  # as if there were none: the letter is not complete
        found["remedy"] = ()
    return found


def _value(name: str, kind: str, text: str, language: str) -> Value:
    if kind == DAY:
        return in_words.day(text, language)
    foreign = language != SOURCE and name not in ("name", "birth_date", "caseworker")

    def said(value: str) -> Shown:
        return Text(value, SOURCE) if foreign and value else value

    if kind == LIST:
        return tuple(said(each.strip()) for each in text.splitlines() if each.strip())
    if kind == TEXT:
        return tuple(
            Block(block.kind, tuple(said(str(each)) for each in block.texts))
            for block in parse(text)
        )
    if name == "birth_date":
        return in_words.day(text, language)
    return said(text) if kind == LINE else text


def _of_office(case, language: str) -> dict[str, Value]:
    place, received = district.office(), case.application.received_at
    return {
        "reference": case.reference,
        "service": case.service_title(language)
        if isinstance(case, Example)
        else reading.service_title(case, language),
        "received": in_words.day(clock.day_of(received).isoformat(), language),
        "office": place.name or getSite().title,
        "office_address": ", ".join(place.address.splitlines()),
        "office_phone": place.phone,
        "court": ", ".join(district.court().splitlines()),
    }


def _remedy(values: Mapping[str, Value], language: str) -> Value:
    written = _instruction(language)
    if written is not None:
        return _titled(written, values)
    german = _instruction(SOURCE) if language != SOURCE else None
    if german is None:
        return ()
    return tuple(
        Block(block.kind, tuple(Text(str(each), SOURCE) for each in block.texts))
        for block in _titled(german, values)
    )


def _titled(written: Written, values: Mapping[str, Value]) -> tuple[Block, ...]:
    filled = {name: value for name, value in values.items() if value}
    heading = Block("heading", (line(written.subject, filled),))
    return (heading, *fill(parse(written.body), filled))


def _instruction(language: str) -> Written | None:
    found = remedy(office(), clock.today())
    return found[1].wording.texts.get(language) if found else None


def _known(case) -> dict[str, str]:
    decision, heard = standing.decision(case), standing.hearing(case)
    person = case.person
    born = reading.birth_date(case)
    none = translate(NONE, target_language=SOURCE)
    asked = [str(each.title) for each in missing(case, SOURCE)]
    return {
        "name": " ".join(each for each in (person.given_names, person.family_name) if each),
        "address": contact_data.current(case)[contact_data.ADDRESS],
        "birth_date": born,
        "date": clock.today().isoformat(),
        "until": heard.until if heard and case.state == "hearing" else "",
        "valid_from": decision.valid_from if decision else "",
        "valid_until": decision.valid_until if decision else "",
        "legal_basis": decision.legal_basis if decision else "",
        "reasons": decision.reason if decision else "",
        "conditions": "\n".join(decision.conditions or (none,)) if decision else "",
        "documents": "\n".join(asked),
        "caseworker": _full_name(),
    }


def _full_name() -> str:
    member = getToolByName(getSite(), "portal_membership").getMemberById(staff_id())
    return (member.getProperty("fullname") or member.getId()) if member else ""
