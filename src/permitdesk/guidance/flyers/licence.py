"""Which steps a driving licence from abroad takes, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zope.component import getUtility
from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.interfaces import Code, ICodeList
from permitdesk.district import WITH_PARTS, LicenceRule, licence_parts, licence_rule

# What the rule comes to, in one sentence.
_ANSWERS = {
    "home": _(
        "guidance_licence_home",
        default="Mit einem deutschen Führerschein ist nichts zu tun.",
    ),
    "valid": _(
        "guidance_licence_valid",
        default="Ihr Führerschein gilt in Deutschland weiter. Sie müssen ihn nicht umtauschen.",
    ),
    "exchange": _(
        "guidance_licence_exchange",
        default="Sie können Ihren Führerschein ohne Prüfung umtauschen (umschreiben).",
    ),
    "parts": _(
        "guidance_licence_some_parts",
        default="In vielen Fällen können Sie Ihren Führerschein ohne Prüfung umtauschen. Das hängt"
        " von der Klasse ab und davon, welche Stelle ihn ausgestellt hat.",
    ),
    "practice": _(
        "guidance_licence_practice",
        default="Für den deutschen Führerschein brauchen Sie nur die praktische Prüfung.",
    ),
    "theory": _(
        "guidance_licence_theory",
        default="Für den deutschen Führerschein brauchen Sie nur die theoretische Prüfung.",
    ),
    "tests": _(
        "guidance_licence_tests",
        default="Für den deutschen Führerschein brauchen Sie die theoretische und die praktische"
        " Prüfung. Fahrstunden sind nicht vorgeschrieben.",
    ),
    "ukraine": _(
        "guidance_licence_ukraine",
        default="Für Menschen mit vorübergehendem Schutz (§ 24 AufenthG) gilt eine eigene Regel der"
        " Europäischen Union: Ihr Führerschein gilt, solange der Schutz gilt. Das wird noch"
        " geprüft.",
    ),
}
_STAYS = ("home", "valid")  # nothing to apply for


@dataclass(frozen=True)
class Outcome:
    """What holds for a licence: one sentence, then the steps."""

    answer: Message
    steps: Sequence[Message]
    source: str
    verified: bool


def states(language: str) -> Sequence[Code]:
    """The states to choose from, by their titles in a language."""
    return getUtility(ICodeList, name="countries").codes(language)


def title(state: str, part: str, language: str) -> str:
    """What a state is called, with its part; empty for one that is none."""
    named = getUtility(ICodeList, name="countries").title(state, language) or ""
    return f"{named} ({licence_parts()[part]})" if part in licence_parts() and named else named


def asks_for_part(state: str) -> bool:
    return state == WITH_PARTS


def outcome(state: str, part: str, language: str, on: date) -> Outcome | None:
    """What holds for a licence of a state; None where its part has still to be chosen."""
    rule = licence_rule(state, part, on)
    if rule is None:
        return None
    return Outcome(
        _answer(rule),
        tuple(_steps(rule, language)),
        rule.source,
        rule.verified,
    )


def _answer(rule: LicenceRule) -> Message:
    if rule.rule == "classes":
        return _(
            "guidance_licence_classes",
            default="Für diese Klassen können Sie Ihren Führerschein ohne Prüfung umtauschen:"
            " ${classes}. Für andere Klassen brauchen Sie Prüfungen.",
            mapping={"classes": rule.classes},
        )
    return _ANSWERS[rule.rule]


def _steps(rule: LicenceRule, language: str) -> Iterator[Message]:
    if rule.rule in _STAYS:
        return
    if rule.issued_from:
        yield _(
            "guidance_licence_issued_from",
            default="Das gilt für Führerscheine, die seit dem ${day} ausgestellt sind.",
            mapping={"day": in_words.day(rule.issued_from.isoformat(), language)},
        )
    if rule.rule != "ukraine":
        yield _(
            "guidance_licence_six_months",
            default="Nach Ihrem Umzug nach Deutschland dürfen Sie noch sechs Monate mit ihm fahren."
            " Danach nicht mehr.",
        )
        yield _(
            "guidance_licence_longer",
            default="Sie bleiben höchstens zwölf Monate? Dann kann die Führerscheinstelle die Frist"
            " verlängern. Fragen Sie vorher.",
        )
    yield _(
        "guidance_licence_apply",
        default="Stellen Sie den Antrag bei der Führerscheinstelle (Fahrerlaubnisbehörde), solange"
        " Ihr Führerschein noch gültig ist.",
    )
    yield _(
        "guidance_licence_bring",
        default="Bringen Sie mit: den Führerschein mit Übersetzung, Ihren Pass, die Anmeldung Ihrer"
        " Wohnung. Fragen Sie, ob Sie einen Sehtest und einen Erste-Hilfe-Kurs brauchen.",
    )
    if rule.rule in ("practice", "theory", "tests", "classes", "parts"):
        yield _(
            "guidance_licence_school",
            default="Für eine Prüfung meldet eine Fahrschule Sie an. Die theoretische Prüfung gibt"
            " es in mehreren Sprachen.",
        )
