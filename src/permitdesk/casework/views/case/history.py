"""What happened to a case, in German: its states, what was asked for, and what mails came to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from permitdesk.casework import by_mail, contact_data
from permitdesk.casework.later import (
    GIVEN_UP,
    HANDED_OVER,
    REFUSED,
    Asked,
    Consent,
    Correction,
    Notified,
    Reached,
    TakenBack,
    Unusable,
)
from permitdesk.casework.missing import known_papers, title_of
from permitdesk.casework.reading import language_name, requirement_of, revision_of
from permitdesk.casework.states import state_title
from permitdesk.casework.views.case.part import CasePart
from permitdesk.casework.views.page import moment
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.theme import PageTemplate

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


class History(CasePart):
    index = PageTemplate("history.pt")

    def history(self) -> list["Event"]:
        return history(self.context)


@dataclass(frozen=True)
class Event:
    """``who`` is a login, empty for the applicant and the portal itself."""

    what: str
    at: datetime
    who: str = ""
    comment: str = ""

    @property
    def when(self) -> str:
        return moment(self.at)


def history(case) -> list[Event]:
    """Everything, the latest first."""
    states = [
        Event(
            state_title(change["review_state"]),
            change["time"].asdatetime().astimezone(UTC),
            change["actor"] or "",
            change.get("comments") or "",
        )
        for change in case.history
    ]
    first = by_mail.given_at_first(case)
    entries = [each for each in (first, *case.later) if type(each) in _SAID]
    more = [Event(_SAID[type(each)](case, each), each.at, each.by) for each in entries]
    return sorted([*states, *more], key=lambda each: each.at, reverse=True)


def _consent(case, entry: Consent) -> str:
    if not entry.given:
        return _german(_("casework_mails_ended", default="E-Mail-Hinweise beendet"))
    return _german(
        _(
            "casework_mails_allowed",
            default="E-Mail-Hinweise erlaubt (Fassung ${version} des Textes, ${language})",
            mapping={"version": entry.version, "language": language_name(entry.language)},
        )
    )


def _correction(case, entry: Correction) -> str:
    names = ", ".join(_german(contact_data.TITLES[name]) for name in entry.values)
    return _german(
        _(
            "casework_contact_event",
            default="Kontaktdaten geändert: ${what}",
            mapping={"what": names},
        )
    )


def _asked(case, entry: Asked) -> str:
    title = _title_of_asked(case, entry.key)
    return _german(
        _(
            "casework_asked_event",
            default="Unterlage angefordert: ${title}",
            mapping={"title": title},
        )
    )


def _taken_back(case, entry: TakenBack) -> str:
    title = _title_of_asked(case, entry.asked)
    return _german(
        _(
            "casework_taken_back_event",
            default="Anforderung zurückgenommen: ${title}",
            mapping={"title": title},
        )
    )


def _title_of_asked(case, key: str) -> str:
    papers = known_papers(case, SOURCE)
    return next((str(each.title) for each in papers if each.asked == key), "")


def _unusable(case, entry: Unusable) -> str:
    document = case.document_by_id(entry.document)
    title = ""
    if document is not None:
        german = requirement_of(revision_of(case), document.requirement)
        title = title_of(case, document, german)
    return _german(
        _(
            "casework_unusable_event",
            default="Datei mit Schadprogramm gesperrt: ${title}",
            mapping={"title": title},
        )
    )


def _reached(case, entry: Reached) -> str:
    return _german(_("casework_reached_event", default="Auf anderem Weg benachrichtigt"))


_SAID: dict[type, Callable[[object, object], str]] = {
    Asked: _asked,
    Consent: _consent,
    Correction: _correction,
    Notified: lambda case, entry: _german(OUTCOMES[entry.outcome]),
    Reached: _reached,
    TakenBack: _taken_back,
    Unusable: _unusable,
}


def _german(message) -> str:
    return str(say(message, SOURCE))
