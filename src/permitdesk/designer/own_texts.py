"""A service's own texts: which there are, where people read them, what a change leaves. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _


@dataclass(frozen=True)
class OwnText:
    """``heading`` is what stands above it where people read it, as those pages say it."""

    name: str
    heading: Message
    help: Message | str = ""
    longest: int = 2000
    required: bool = False
    one_line: bool = False


START = (
    OwnText(
        "title",
        _("designer_text_title", default="Titel"),
        _(
            "designer_text_title_help",
            default="So heißt der Dienst überall: in Listen, auf der Startseite, in E-Mails, auf"
            " der Bestätigung.",
        ),
        longest=200,
        required=True,
        one_line=True,
    ),
    OwnText(
        "summary",
        _("designer_text_summary", default="Kurz gesagt"),
        _(
            "designer_text_summary_help",
            default="Ein bis zwei Sätze: für wen das ist und was man davon hat. Sie stehen auch"
            " in der Liste der Dienste.",
        ),
        longest=500,
    ),
    OwnText(
        "need",
        _("intake_start_need", default="Das brauchen Sie"),
        _("designer_text_need_help", default="Eine Sache in jeder Zeile."),
    ),
    OwnText("result", _("intake_start_result", default="Das bekommen Sie")),
    OwnText("duration", _("intake_start_duration", default="So lange dauert es")),
    OwnText(
        "cost",
        _("intake_start_cost", default="Das kostet es"),
        _(
            "designer_text_cost_help",
            default="Beträge schreiben Sie nicht hierher. Das Portal nennt sie aus den Zahlen des"
            " Gesetzes.",
        ),
    ),
    OwnText("who", _("intake_start_who", default="Ist das für Sie richtig?")),
    OwnText("other_ways", _("intake_start_other_ways", default="Andere Wege")),
)
AFTER = (
    OwnText(
        "next",
        _("intake_receipt_next", default="Wie es weitergeht"),
        _(
            "designer_text_next_help",
            default="Steht auf der Bestätigung, nachdem jemand abgesendet hat.",
        ),
    ),
    OwnText(
        "receipt",
        _("designer_letter_receipt", default="Was die Bestätigung bedeutet"),
        _(
            "designer_text_receipt_help",
            default="Steht auf der Bestätigung und in ihrem PDF. Sagen Sie auch, was sie nicht"
            " ist, zum Beispiel keine Fiktionsbescheinigung (§ 81 Abs. 5 AufenthG).",
        ),
    ),
)
PAPER = (
    OwnText(
        "send",
        _("designer_text_send", default="Was man beim Abschicken auf Papier beachten muss"),
        _("designer_text_send_help", default="Steht am Ende des Formulars auf Papier."),
    ),
)
PRIVACY = (
    OwnText(
        "privacy",
        _("intake_start_privacy", default="Ihre Daten"),
        _(
            "designer_text_privacy_help",
            default="Jeder Absatz beginnt mit einer Frage, die mit „?“ endet. Zwischen den"
            " Absätzen steht eine leere Zeile.",
        ),
        longest=8000,
    ),
)
ALL = (*START, *AFTER, *PAPER, *PRIVACY)


def with_changes(kept: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """The texts after a change: each keeps its place, new ones come last in the order of
    ``ALL``, emptied ones go, and those that no page edits stay."""
    lines = {name: "\n".join(text.splitlines()).strip() for name, text in typed.items()}
    changed = {name: lines.get(name, text) for name, text in kept.items()}
    order = {each.name: place for place, each in enumerate(ALL)}
    for name in sorted(lines.keys() - kept.keys(), key=lambda each: order.get(each, len(order))):
        changed[name] = lines[name]
    return {name: text for name, text in changed.items() if text or name not in lines}


def paragraphs(text: str) -> list[str]:
    """The lines of a text as people read them, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]
