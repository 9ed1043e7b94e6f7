"""A contact on its page (answer, close, put into a file), and in the file it was put into."""

from permitdesk.access import full_name
from permitdesk.casework import caseworker
from permitdesk.casework.dossier import contact, messages
from permitdesk.casework.dossier.attached import attached, kept_apart
from permitdesk.casework.dossier.contact import Attached
from permitdesk.casework.dossier.views.asking import Asking, text_field
from permitdesk.casework.download import CLOSED
from permitdesk.casework.later import Message
from permitdesk.casework.papers import may_be_opened, scan_of
from permitdesk.casework.reading import flat, read, requirement_of, revision_of
from permitdesk.casework.views.page import moment
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text, german
from permitdesk.services.definition import Field
from permitdesk.theme import Answer, Notice, PageTemplate


def answer_fields(case) -> list[Field]:
    return [
        messages.module_field("answer_module", case),
        text_field(
            "answer_text",
            _("casework_dossier_answer_text", default="Antwort"),
            caseworker.LONGEST_MESSAGE,
            _(
                "casework_dossier_answer_help",
                default="Auf Deutsch, in einfachen Sätzen. Wer das geschrieben hat, ist nicht "
                "geprüft: Schreiben Sie nichts Persönliches aus einem Vorgang.",
            ),
            required=False,
        ),
    ]


def close_fields() -> list[Field]:
    return [
        text_field(
            "close_reason",
            _("casework_dossier_close_reason", default="Warum ist keine Antwort nötig?"),
            contact.LONGEST_REASON,
        )
    ]


def attach_fields() -> list[Field]:
    return [
        text_field(
            "attach_reference",
            _("casework_dossier_attach_reference", default="Vorgangsnummer"),
            40,
            long=False,
        )
    ]


class ContactActions(CasePart):
    index = PageTemplate("contact.pt")

    def is_shown(self) -> bool:
        return contact.is_contact(self.context)

    def notice(self) -> Notice | None:
        """In which file it lies."""
        target = contact.put_into(self.context)
        if target is None:
            return None
        title = german(_("casework_dossier_put_into", default="Zu einem Vorgang genommen"))
        return Notice("info", title, "", [(target.reference, target.absolute_url())])

    def forms(self) -> list[str]:
        if contact.is_done(self.context):
            return []
        explained = german(
            _(
                "casework_dossier_attach_help",
                default="Nachricht und Dateien stehen danach in der Akte dieses Vorgangs. Wer "
                "geschrieben hat, liest nur, dass die Nachricht erledigt ist.",
            )
        )
        answer = german(_("casework_dossier_answer", default="Beantworten"))
        answer_do = german(_("casework_dossier_answer_do", default="Antwort senden"))
        close = german(_("casework_dossier_close", default="Ohne Antwort abschließen"))
        attach = german(_("casework_dossier_attach", default="Zu einem Vorgang nehmen"))
        return [
            Asking(self.page, "answer-contact", answer, answer_do, answer_fields(self.context))(),
            Asking(self.page, "attach-contact", attach, attach, attach_fields(), explained)(),
            Asking(self.page, "close-contact", close, close, close_fields())(),
        ]


class AttachedContacts(CasePart):
    """The contacts in a case's file, each with its answers, messages and documents."""

    index = PageTemplate("attached.pt")

    def contacts(self) -> list[dict[str, object]]:
        return [
            {
                "reference": each.contact,
                "received": moment(each.application.received_at),
                "by": full_name(each.by),
                "when": moment(each.at),
                "answers": _answers(each),
                "messages": [
                    {
                        "by": full_name(message.by),
                        "when": moment(message.at),
                        "text": message.text
                        if message.language == SOURCE
                        else Text(message.text, message.language),
                    }
                    for message in each.later
                    if isinstance(message, Message)
                ],
                "documents": [self._document(each, document) for document in each.documents],
            }
            for each in attached(self.context)
        ]

    def kept_apart(self) -> int:
        """How many a block keeps apart from this case."""
        return len(kept_apart(self.context))

    def _document(self, each: Attached, document) -> dict[str, str]:
        may = may_be_opened(each, document)
        return {
            "title": requirement_of(revision_of(each), document.requirement),
            "filename": document.filename,
            "size": in_words.size(document.given_size, SOURCE),
            "closed": "" if may else german(CLOSED[scan_of(each, document)]),
            "address": f"{self.context.absolute_url()}/@@attached/{each.contact}/{document.id}",
        }


def _answers(each: Attached) -> list[Answer]:
    sections = read(revision_of(each), each.application.answers)
    lines = [line for section in sections for line in flat(section.lines)]
    return [Answer(line.question, line.values) for line in lines]
