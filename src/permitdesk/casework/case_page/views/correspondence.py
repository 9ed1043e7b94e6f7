"""The part of the case page that is about the applicant: news, messages, documents asked for."""

import secrets
from functools import cached_property

from permitdesk.access import full_name
from permitdesk.casework import contact_data
from permitdesk.casework.caseworker import LONGEST_MESSAGE, LONGEST_TITLE
from permitdesk.casework.checklist.missing import Missing, missing
from permitdesk.casework.dossier.replies import awaiting_reply
from permitdesk.casework.dossier.views.asking import Press
from permitdesk.casework.later import (
    OFFICE,
    Correction,
    LaterDocument,
    Message,
    Unusable,
    Withdrawal,
)
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text, german, listed
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Cell, PageTemplate, Table

OTHER = "_other"
COLUMNS = (
    _("casework_contact_what", default="Angabe"),
    _("casework_contact_before", default="Bisher"),
    _("casework_contact_now", default="Neu"),
    _("casework_contact_since", default="Geändert am"),
)
KINDS = {
    Message: _("casework_news_message", default="Nachricht"),
    LaterDocument: _("casework_news_document", default="Unterlage nachgereicht"),
    Correction: _("casework_news_contact", default="Kontaktdaten geändert"),
    Unusable: _("casework_news_unusable", default="Datei mit Schadprogramm gefunden"),
    Withdrawal: _("casework_news_withdrawal", default="Antrag zurückgenommen"),
}
NOTHING = _("theme_no_answer", default="Keine Angabe")
TOO_LONG = _("casework_message_too_long", default="Der Text ist zu lang.")


class Correspondence:
    """``posted`` is the form of the request when one of the two forms was sent."""

    def __init__(self, case, revision, write=None, ask=None) -> None:
        self.case, self.revision = case, revision
        self._write, self._ask = write, ask

    @property
    def news(self) -> list[str]:
        """What the applicant did that nobody has marked as read, oldest first."""
        return [
            f"{german(KINDS[type(each)])}, {moment(each.at)}"
            for each in self.case.later.new_for(OFFICE)
        ]

    @property
    def position(self) -> int:
        return len(self.case.later)

    @staticmethod
    def key() -> str:
        return secrets.token_hex(16)

    def messages(self) -> list[dict[str, object]]:
        new = set(map(id, self.case.later.new_for(OFFICE)))
        waiting = set(map(id, awaiting_reply(self.case)))
        return [
            {
                "by": full_name(each.by),
                "when": moment(each.at),
                "is_new": id(each) in new,
                "waits": id(each) in waiting,
                "text": each.text if each.language == SOURCE else Text(each.text, each.language),
            }
            for each in self.case.later.of(Message)
        ]

    @cached_property
    def papers(self) -> list[Missing]:
        return missing(self.case, SOURCE)

    @property
    def corrections(self) -> Table | None:
        """Contact data, old and new."""
        found = contact_data.changes(self.case)
        if not found:
            return None
        return Table(
            german(_("casework_contact_changes", default="Geänderte Kontaktdaten")),
            list(map(german, COLUMNS)),
            [
                (
                    Cell(german(contact_data.TITLES[each.name])),
                    Cell(listed(each.before.split("\n")) or german(NOTHING), isolate=True),
                    Cell(listed(each.now.split("\n")), isolate=True),
                    Cell(moment(each.at)),
                )
                for each in reversed(found)
            ],
        )

    @cached_property
    def write_form(self) -> Questions:
        field = Field(
            "text",
            "long-text",
            german(_("casework_message", default="Nachricht an die antragstellende Person")),
            german(
                _(
                    "casework_message_help",
                    default="Auf Deutsch, in einfachen Sätzen. Die Person liest sie auf ihrer "
                    "Statusseite. Sie ist dort als deutscher Text gekennzeichnet.",
                )
            ),
            required=True,
            rules=(Rule("max_length", LONGEST_MESSAGE, message=german(TOO_LONG)),),
        )
        return Questions([field], SOURCE, self._write)

    @cached_property
    def ask_form(self) -> Questions:
        requirements = self.revision.definition.requirements if self.revision else ()
        other = german(_("casework_ask_other", default="Andere Unterlage"))
        options = [Option(each.id, each.title) for each in requirements] + [Option(OTHER, other)]
        too_long = german(TOO_LONG)
        fields = [
            Field(
                "requirement",
                "choice",
                german(_("casework_ask_which", default="Welche Unterlage fehlt?")),
                required=True,
                options=tuple(options),
            ),
            Field(
                "title",
                "text",
                german(_("casework_ask_title", default="Bei anderer Unterlage: welche?")),
                rules=(Rule("max_length", LONGEST_TITLE, message=too_long),),
            ),
            Field(
                "note",
                "long-text",
                german(_("casework_ask_note", default="Hinweis dazu")),
                rules=(Rule("max_length", 1000, message=too_long),),
            ),
        ]
        return Questions(fields, SOURCE, self._ask)


class News(CasePart):
    index = PageTemplate("news.pt")


class ContactChanges(CasePart):
    index = PageTemplate("contact.pt")


class Messages(CasePart):
    index = PageTemplate("messages.pt")

    def no_reply(self) -> str:
        """The button that says that nothing of what is shown needs a reply."""
        if not awaiting_reply(self.context):
            return ""
        count = str(len(self.context.later.of(Message)))
        button = german(_("casework_dossier_no_reply", default="Keine Antwort nötig"))
        return Press(self.page, "no-reply", button, count=count)()
