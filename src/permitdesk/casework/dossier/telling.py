"""How the entries that both sides make read in a case's history, in German."""

from permitdesk.access import full_name
from permitdesk.casework import caseworker, contact_data
from permitdesk.casework.checklist.missing import known_papers
from permitdesk.casework.dossier.labels import Labelled, Unlabelled
from permitdesk.casework.dossier.tasks import TaskChanged, TaskDone, TaskGiven, TaskReopened
from permitdesk.casework.history import (
    ACCESS,
    CONTACT,
    DOCUMENT,
    LABEL,
    MESSAGE,
    REQUEST,
    TASK,
    Telling,
)
from permitdesk.casework.later import (
    GIVEN_UP,
    HANDED_OVER,
    REFUSED,
    Asked,
    Consent,
    Correction,
    Issued,
    LaterDocument,
    Message,
    Notified,
    Reached,
    TakenBack,
    Unusable,
    Withdrawal,
)
from permitdesk.casework.reading import language_name, requirement_of, revision_of, title_of
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german

telling = Telling()

OUTCOMES = {
    HANDED_OVER: _(
        "casework_mail_handed_over", default="E-Mail-Hinweis an den Mailserver übergeben"
    ),
    REFUSED: _(
        "casework_mail_refused",
        default="E-Mail-Hinweis nicht zugestellt: Der Mailserver lehnt die Adresse ab",
    ),
    GIVEN_UP: _(
        "casework_mail_given_up",
        default="E-Mail-Hinweis nicht zugestellt: Kein Versuch war erfolgreich",
    ),
}


@telling.of(Message, MESSAGE)
def _message(case, entry: Message) -> str:
    if entry.by:
        return german(_("casework_dossier_message_sent", default="Nachricht geschrieben"))
    return german(_("casework_dossier_message_received", default="Nachricht bekommen"))


@telling.of(LaterDocument, DOCUMENT)
def _document(case, entry: LaterDocument) -> str:
    return german(
        _(
            "casework_dossier_document_received",
            default="Unterlage nachgereicht: ${title}",
            mapping={"title": _title_of_document(case, entry)},
        )
    )


@telling.of(Unusable, DOCUMENT)
def _unusable(case, entry: Unusable) -> str:
    document = case.document_by_id(entry.document)
    return german(
        _(
            "casework_unusable_event",
            default="Datei mit Schadprogramm gesperrt: ${title}",
            mapping={"title": _title_of_document(case, document) if document else ""},
        )
    )


@telling.of(Asked, REQUEST)
def _asked(case, entry: Asked) -> str:
    return german(
        _(
            "casework_asked_event",
            default="Unterlage angefordert: ${title}",
            mapping={"title": _title_of_asked(case, entry.key)},
        )
    )


@telling.of(TakenBack, REQUEST)
def _taken_back(case, entry: TakenBack) -> str:
    return german(
        _(
            "casework_taken_back_event",
            default="Anforderung zurückgenommen: ${title}",
            mapping={"title": _title_of_asked(case, entry.asked)},
        )
    )


@telling.of(Consent, CONTACT)
def _consent(case, entry: Consent) -> str:
    if not entry.given:
        return german(_("casework_mails_ended", default="E-Mail-Hinweise beendet"))
    return german(
        _(
            "casework_mails_allowed",
            default="E-Mail-Hinweise erlaubt (Fassung ${version} des Textes, ${language})",
            mapping={"version": entry.version, "language": language_name(entry.language)},
        )
    )


@telling.of(Correction, CONTACT)
def _correction(case, entry: Correction) -> str:
    names = ", ".join(german(contact_data.TITLES[name]) for name in entry.values)
    return german(
        _(
            "casework_contact_event",
            default="Kontaktdaten geändert: ${what}",
            mapping={"what": names},
        )
    )


@telling.of(Notified, CONTACT)
def _notified(case, entry: Notified) -> str:
    return german(OUTCOMES[entry.outcome])


@telling.of(Reached, CONTACT)
def _reached(case, entry: Reached) -> str:
    return german(_("casework_reached_event", default="Auf anderem Weg benachrichtigt"))


@telling.of(Withdrawal, MESSAGE)
def _withdrawal(case, entry: Withdrawal) -> str:
    return german(
        _(
            "casework_dossier_withdrawal",
            default="Die antragstellende Person nimmt den Antrag zurück",
        )
    )


@telling.of(Issued, ACCESS)
def _issued(case, entry: Issued) -> str:
    return german(
        _(
            "casework_dossier_code_issued",
            default="Neuer Zugangscode ausgegeben: ${reason}, ausgewiesen mit ${proof}",
            mapping={
                "reason": german(caseworker.REASONS.get(entry.reason, entry.reason)),
                "proof": german(caseworker.PROOFS.get(entry.proof, entry.proof)),
            },
        )
    )


@telling.of(Labelled, LABEL)
def _labelled(case, entry: Labelled) -> str:
    return german(
        _(
            "casework_dossier_labelled",
            default="Kennzeichen vergeben: ${title}",
            mapping={"title": entry.title},
        )
    )


@telling.of(Unlabelled, LABEL)
def _unlabelled(case, entry: Unlabelled) -> str:
    return german(
        _(
            "casework_dossier_unlabelled",
            default="Kennzeichen entfernt: ${title}",
            mapping={"title": entry.title},
        )
    )


@telling.of(TaskGiven, TASK)
def _task_given(case, entry: TaskGiven) -> str:
    return german(
        _(
            "casework_dossier_task_given",
            default="Aufgabe für ${who}, ${due}: ${title}",
            mapping={**_when(entry), "title": entry.title},
        )
    )


@telling.of(TaskChanged, TASK)
def _task_changed(case, entry: TaskChanged) -> str:
    return german(
        _(
            "casework_dossier_task_changed",
            default="Aufgabe geändert, jetzt für ${who}, ${due}: ${title}",
            mapping={**_when(entry), "title": entry.title},
        )
    )


@telling.of(TaskDone, TASK)
def _task_done(case, entry: TaskDone) -> str:
    return german(
        _(
            "casework_dossier_task_done",
            default="Aufgabe erledigt: ${title}",
            mapping={"title": entry.title},
        )
    )


@telling.of(TaskReopened, TASK)
def _task_reopened(case, entry: TaskReopened) -> str:
    return german(
        _(
            "casework_dossier_task_reopened",
            default="Aufgabe wieder offen: ${title}",
            mapping={"title": entry.title},
        )
    )


def _when(entry: TaskGiven | TaskChanged) -> dict[str, str]:
    anyone = german(_("casework_dossier_task_anyone", default="alle im Ordner"))
    no_day = german(_("casework_dossier_task_no_day", default="ohne Termin"))
    due = _(
        "casework_dossier_task_by",
        default="bis ${day}",
        mapping={"day": in_words.day(entry.due, SOURCE) if entry.due else ""},
    )
    return {"who": full_name(entry.assignee) or anyone, "due": german(due) if entry.due else no_day}


def _title_of_asked(case, key: str) -> str:
    papers = known_papers(case, SOURCE)
    return next((str(each.title) for each in papers if each.asked == key), "")


def _title_of_document(case, document) -> str:
    return title_of(case, document, requirement_of(revision_of(case), document.requirement))
