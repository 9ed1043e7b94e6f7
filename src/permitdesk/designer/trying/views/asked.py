"""The questions that these pages ask: how to try, and what an example is."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.core.texts import say
from permitdesk.intake import Questions
from permitdesk.services import LARGEST_EXAMPLE, LONGEST_EXAMPLE_TITLE, Example
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Widget

WORKING = "working"
WHOLE = "whole"
WIDTHS = ("320", "360", "768", "1280")
LAST = 6  # revisions to choose from

STATE = _("designer_try_state", default="Welche Fassung?")
STATE_WORKING = _("designer_try_working", default="Den Arbeitsstand")
STATE_REVISION = _("designer_try_revision", default="Fassung ${number}")
STATE_PUBLISHED = _("designer_try_published", default="Fassung ${number} (öffentlich)")
LANGUAGE = _("designer_try_language", default="In welcher Sprache?")
AS_OF = _("designer_try_as_of", default="An welchem Tag?")
AS_OF_HELP = _(
    "designer_try_as_of_help",
    default="Für Fristen, Altersgrenzen und Beträge des Gesetzes. Ohne Angabe gilt heute.",
)
WIDTH = _("designer_try_width", default="Wie breit?")
WIDTH_WHOLE = _("designer_try_whole", default="Ganze Breite")
WIDTH_TITLES = {
    "320": _("designer_try_320", default="Sehr schmales Handy (320 Punkte)"),
    "360": _("designer_try_360", default="Handy (360 Punkte)"),
    "768": _("designer_try_768", default="Tablet (768 Punkte)"),
    "1280": _("designer_try_1280", default="Computer (1280 Punkte)"),
}
DOCUMENTS = _("designer_try_documents", default="Unterlagen")
THERE = _("designer_try_documents_there", default="Alle Unterlagen gelten als da, auch ohne Datei")
TITLE = _("designer_example_title", default="Wie heißt das Beispiel?")
TITLE_LONG = _("designer_example_title_long", default="Höchstens 100 Zeichen.")
ANSWERS = _("designer_example_answers", default="Antworten (JSON)")
ANSWERS_HELP = _(
    "designer_example_answers_help",
    default='So, wie sie die Schnittstelle nimmt: {"family_name": "Muster", …}. Nur erfundene'
    " Angaben.",
)
ANSWERS_LONG = _("designer_example_answers_long", default="Das ist zu lang.")
PAPERS = _("designer_example_documents", default="Unterlagen, die da sind")
EXAMPLE_DAY_HELP = _(
    "designer_example_day_help",
    default="Mit einem festen Tag ändert nur der Dienst das Ergebnis. Ohne Angabe ändern es auch"
    " die Zeit und neue Beträge des Gesetzes.",
)
BAD = {
    "title": _("designer_example_bad_title", default="Geben Sie dem Beispiel einen Namen."),
    "answers": _(
        "designer_example_bad_answers",
        default="Das ist kein lesbares JSON-Objekt. Am Anfang steht {, am Ende }.",
    ),
    "documents": _(
        "designer_example_bad_documents", default="Wählen Sie nur Unterlagen aus der Liste."
    ),
    "language": _("designer_example_bad_language", default="Wählen Sie eine Sprache."),
    "as_of": _("designer_example_bad_as_of", default="Diesen Tag gibt es nicht."),
    "number": _(
        "designer_example_too_many",
        default="Dieser Dienst hat schon 40 Beispiele. Löschen Sie zuerst eines.",
    ),
}


def how_to_try(
    numbers: Iterable[int],
    published: int | None,
    language: str,
    form: Mapping[str, object] | None,
) -> Questions:
    """Which state, language, day and width. ``numbers`` are the revisions, the latest first."""
    states = {WORKING: say(STATE_WORKING, language)}
    for number in list(numbers)[:LAST]:
        text = STATE_PUBLISHED if number == published else STATE_REVISION
        states[str(number)] = _with(text, language, number=number)
    widths = {WHOLE: say(WIDTH_WHOLE, language)}
    widths |= {each: say(WIDTH_TITLES[each], language) for each in WIDTHS}
    asked = Questions(
        [
            _choice("state", say(STATE, language), states),
            _choice("language", say(LANGUAGE, language), _languages()),
            Field("as_of", "date", say(AS_OF, language), say(AS_OF_HELP, language)),
            _choice("width", say(WIDTH, language), widths),
            Field(
                "documents",
                "multi-choice",
                say(DOCUMENTS, language),
                options=(Option("there", say(THERE, language)),),
            ),
        ],
        language,
        form,
    )
    if form is None:
        asked.typed = {"state": WORKING, "language": language, "width": WHOLE}
    return asked


def example_asked(
    papers: Sequence[tuple[str, str]],
    language: str,
    form: Mapping[str, object] | None,
    kept: Example | None = None,
) -> Questions:
    """What an example is; ``papers`` are the ids and titles of all documents of the service."""
    fields = [
        _title(language),
        Field(
            "answers",
            "long-text",
            say(ANSWERS, language),
            say(ANSWERS_HELP, language),
            required=True,
            rules=(Rule("max_length", LARGEST_EXAMPLE, message=say(ANSWERS_LONG, language)),),
        ),
        Field(
            "documents",
            "multi-choice",
            say(PAPERS, language),
            options=tuple(Option(*each) for each in papers),
        ),
        _choice("language", say(LANGUAGE, language), _languages()),
        Field("as_of", "date", say(AS_OF, language), say(EXAMPLE_DAY_HELP, language)),
    ]
    fields = [each for each in fields if each.options or each.type != "multi-choice"]
    asked = Questions(fields, language, form)
    if form is None:
        asked.typed = _typed(kept, language)
    return asked


def as_lists(asked: Questions) -> list[Widget]:
    """The widgets, choices as lists to open: who configures meets them often, and few change."""
    return [replace(w, kind="select") if w.kind == "radio" else w for w in asked.widgets]


def name_of_example(language: str, form: Mapping[str, object] | None) -> Questions:
    """What to call an example that is made from a trial."""
    return Questions([_title(language)], language, form)


def example_data(answers: Mapping[str, object]) -> dict[str, object]:
    """What was answered, as ``services.read_example`` takes it. Raises ValueError for what is no
    JSON object."""
    found = json.loads(str(answers.get("answers") or ""))
    if not isinstance(found, dict):
        raise ValueError("answers")
    return {**answers, "answers": found}


def _typed(kept: Example | None, language: str) -> dict[str, object]:
    if kept is None:
        return {"language": language, "answers": "{}"}
    data = asdict(kept)
    data["answers"] = json.dumps(kept.answers, ensure_ascii=False, indent=1)
    data["documents"] = list(kept.documents)
    return {name: data[name] for name in ("title", "answers", "documents", "language", "as_of")}


def _title(language: str) -> Field:
    rule = Rule("max_length", LONGEST_EXAMPLE_TITLE, message=say(TITLE_LONG, language))
    return Field("title", "text", say(TITLE, language), required=True, rules=(rule,))


def _choice(name: str, title: str, options: Mapping[str, str]) -> Field:
    found = tuple(Option(value, text) for value, text in options.items())
    return Field(name, "choice", title, required=True, options=found)


def _languages() -> dict[str, str]:
    return {tag: each.native_name for tag, each in LANGUAGES.items()}


def _with(message, language: str, **mapping) -> str:
    return str(say(Message(message, mapping=mapping), language))
