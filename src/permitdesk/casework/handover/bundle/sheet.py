"""A case on paper: a tagged PDF in German of everything that belongs to the file."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.casework.dossier.attached import attached
from permitdesk.casework.handover.bundle.contents import ATTACHED, LETTER, READABLE, Source
from permitdesk.casework.later import Message as Letter
from permitdesk.casework.reading import Line, read, revision_of
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text, german
from permitdesk.district import office
from permitdesk.intake import fingerprint_in_groups
from permitdesk.theme import render_pdf

TITLE = _("casework_bundle_title", default="Akte zum Vorgang ${reference}")
QUESTION = _("casework_bundle_question", default="Frage")
ANSWER = _("casework_bundle_answer", default="Antwort")
WHAT = _("casework_bundle_what", default="Angabe")
VALUE = _("casework_bundle_value", default="Inhalt")
FILE = _("casework_bundle_file", default="Datei, Größe, SHA-256")
PAPER = _("casework_bundle_paper", default="Unterlage")
MESSAGES = _("casework_messages", default="Nachrichten")
DOCUMENTS = _("casework_documents", default="Unterlagen")
READABLES = _("casework_readable", default="Zum Lesen aufbereitet")
LETTERS = _("casework_bundle_letters", default="Schreiben")
CONTACTS = _("casework_dossier_attached_contacts", default="Anfragen in diesem Vorgang")
UNPROVEN = _(
    "casework_dossier_attached_help", default="Wer sie geschrieben hat, ist nicht geprüft."
)
HISTORY = _("casework_history", default="Verlauf")
WHEN = _("casework_bundle_when", default="Wann, wer")
NOTHING = _("theme_no_answer", default="Keine Angabe")
APPLICANT = _("casework_from_applicant", default="Antragstellende Person")
CLOSED = {
    "unscanned": _(
        "casework_bundle_unscanned", default="Nicht dabei: noch nicht auf Viren geprüft"
    ),
    "infected": _("casework_bundle_infected", default="Nicht dabei: enthält ein Schadprogramm"),
}
STATES = {
    "received": _("casework_bundle_received", default="eingegangen, noch nicht geprüft"),
    "accepted": _("casework_bundle_accepted", default="angenommen"),
    "rejected": _("casework_bundle_rejected", default="nicht angenommen"),
    "expired": _("casework_bundle_expired", default="abgelaufen"),
}
VALID_UNTIL = _("casework_bundle_valid_until", default="gültig bis ${day}")
MISSING = _("casework_bundle_missing", default="Noch nicht da")
REMARK = _(
    "casework_bundle_remark",
    default="Von einem Online-Portal erstellt am ${moment}. Der genaue Wortlaut aller Angaben, auch"
    " in anderen Schriften, steht in vorgang.json. Die Dateien und ihre Prüfsummen nennt"
    " manifest.json.",
)
TO = _("casework_bundle_to", default="Übergeben an")
WHY = _("casework_bundle_why", default="Grund")
MOVED = _("casework_bundle_moved", default="Tag des Umzugs")


def sheet(
    case, record: dict, files: Sequence[Source], at: datetime, handed: dict | None = None
) -> bytes:
    """The PDF. ``handed`` says to which authority the file goes: name, address, reason, day."""
    blocks = [
        *(_handed(handed) if handed else []),
        _table(WHAT, VALUE, _facts(record)),
        *_answers(case),
        *_messages(case),
        *_files(files),
        *_contacts(case, files),
        *_missing(record),
        *_history(record),
    ]
    district, office_name = getSite().title, office().name
    return render_pdf(
        "letter",
        {
            "title": german(TITLE, reference=case.reference),
            "district": district,
            "office": office_name.removeprefix(f"{district}, "),
            "address": office().address.splitlines(),
            "footer": case.reference,
            "blocks": [_paragraph(german(REMARK, moment=in_words.moment(at, SOURCE))), *blocks],
        },
        SOURCE,
    )


def _handed(handed: dict) -> list[dict]:
    address = [each for each in (handed["name"], *handed["address"].splitlines()) if each.strip()]
    rows = [(german(TO), address), (german(WHY), [handed["reason"]])]
    if handed["moved_on"]:
        rows.append((german(MOVED), [in_words.day(handed["moved_on"], SOURCE)]))
    return [_table(WHAT, VALUE, rows)]


def _facts(record: dict) -> list[tuple[str, list[str]]]:
    name = ", ".join(filter(None, record["applicant"].values()))
    received = datetime.fromisoformat(record["received_at"])
    responsible = record["responsible"]
    return [
        (german(_("casework_column_name", default="Name")), [name or german(NOTHING)]),
        (
            german(_("casework_fact_reference", default="Vorgangsnummer")),
            [record["reference"]],
        ),
        (german(_("casework_fact_service", default="Dienst")), [record["service"]["title"]]),
        (german(_("casework_column_state", default="Stand")), [record["state"]["title"]]),
        (
            german(_("casework_fact_received", default="Eingegangen")),
            [in_words.moment(received, SOURCE)],
        ),
        (
            german(_("casework_fact_language", default="Geschrieben auf")),
            [record["language"]["title"]],
        ),
        (
            german(_("casework_fact_desk", default="Ordner")),
            [f"{responsible['desk']['title']} ({responsible['unit']['title']})"],
        ),
        (
            german(_("casework_fact_fingerprint", default="Fingerabdruck (SHA-256)")),
            [fingerprint_in_groups(record["fingerprint"])],
        ),
    ]


def _answers(case, under: str = "heading") -> Iterable[dict]:
    for section in read(revision_of(case), case.application.answers):
        yield {"kind": under, "text": section.title}
        for has_rows, some in groupby(section.lines, key=lambda line: bool(line.rows)):
            if not has_rows:
                yield _lines(some)
                continue
            for row in (row for line in some for row in line.rows):
                yield {"kind": "subheading", "text": row.title}
                yield _lines(row.lines)


def _lines(lines: Iterable[Line]) -> dict:
    rows = [(line.question, list(line.values) or [german(NOTHING)]) for line in lines]
    return _table(QUESTION, ANSWER, rows)


def _messages(case) -> Iterable[dict]:
    letters = case.later.of(Letter)
    if letters:
        yield _heading(german(MESSAGES))
        yield from _written(letters)


def _written(letters: Iterable[Letter]) -> Iterable[dict]:
    for each in letters:
        who = each.by or german(APPLICANT)
        yield {"kind": "subheading", "text": f"{who}, {in_words.moment(each.at, SOURCE)}"}
        # An empty line of a letter is no paragraph.
        for line in filter(str.strip, each.text.splitlines()):
            text = line if each.language == SOURCE else Text(line, each.language)
            yield {"kind": "paragraph", "text": text}


def _files(files: Sequence[Source]) -> Iterable[dict]:
    for title, kinds in (
        (DOCUMENTS, ("original",)),
        (READABLES, (READABLE,)),
        (LETTERS, (LETTER,)),
    ):
        rows = [(file.title, _told(file)) for file in files if file.kind in kinds]
        if rows:
            yield _heading(german(title))
            yield _table(PAPER, FILE, rows)


def _contacts(case, files: Sequence[Source]) -> Iterable[dict]:
    """Those that were put into the file, each with what was written and sent."""
    contacts = attached(case)
    if contacts:
        yield _heading(german(CONTACTS))
        yield _paragraph(german(UNPROVEN))
    for each in contacts:
        received = in_words.moment(each.application.received_at, SOURCE)
        yield {"kind": "subheading", "text": f"{each.contact}, {received}"}
        yield from _answers(each, "subheading")
        yield from _written(message for message in each.later if isinstance(message, Letter))
        rows = [
            (file.title, _told(file))
            for file in files
            if file.kind == ATTACHED and file.id.startswith(f"{each.contact}/")
        ]
        if rows:
            yield _table(PAPER, FILE, rows)


def _missing(record: dict) -> Iterable[dict]:
    if record["missing"]:
        yield _heading(german(MISSING))
        yield {"kind": "list", "items": [{"text": each["title"]} for each in record["missing"]]}


def _told(file: Source) -> list[str]:
    told = [
        file.filename,
        in_words.size(file.size, SOURCE),
        fingerprint_in_groups(file.sha256),
    ]
    if file.state in STATES:
        told.append(german(STATES[file.state]))
    if file.valid_until:
        told.append(german(VALID_UNTIL, day=in_words.day(file.valid_until, SOURCE)))
    if file.closed:
        told.append(german(CLOSED.get(file.closed, CLOSED["unscanned"])))
    return told


def _history(record: dict) -> Iterable[dict]:
    yield _heading(german(HISTORY))
    rows = []
    for event in record["history"]:
        moment = in_words.moment(datetime.fromisoformat(event["at"]), SOURCE)
        values = [event["text"], *([event["comment"]] if event["comment"] else [])]
        rows.append((", ".join(filter(None, (moment, event["by"]))), values))
    yield _table(WHEN, WHAT, rows)


def _paragraph(text: str) -> dict:
    return {"kind": "paragraph", "text": text}


def _heading(text: str) -> dict:
    return {"kind": "heading", "text": text}


def _table(left: Message, right: Message, rows: Iterable[tuple[str, list]]) -> dict:
    return {
        "kind": "table",
        "columns": [german(left), german(right)],
        "rows": [{"term": term, "values": values} for term, values in rows],
    }
