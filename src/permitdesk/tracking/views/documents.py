"""What is missing, and a form for each: one file a request, kept beside the application."""

from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.casework import applicant
from permitdesk.core import _, clock, in_words
from permitdesk.core.texts import Shown, Text, listed
from permitdesk.documents import Refused, inspect
from permitdesk.intake import handed_on, too_fast
from permitdesk.services import announced_in_words
from permitdesk.theme import ErrorLink, Notice, PageTemplate, Widget
from permitdesk.tracking.views.base import StatusView, is_key

NO_FILE = _("tracking_no_file", default="Wählen Sie zuerst eine Datei aus.")
NOT_ASKED = _(
    "tracking_not_asked",
    default="Diese Unterlage brauchen wir nicht mehr. Haben Sie eine Frage? Schreiben Sie uns.",
)
UNUSABLE = _("tracking_unusable", default="Eine Datei konnten wir nicht verwenden")
UNUSABLE_TEXT = _(
    "tracking_unusable_text",
    default="Es geht um: ${titles}. In der Datei steckt vielleicht ein Virus (Schadprogramm). Wir "
    "haben sie nicht geöffnet. Laden Sie das Dokument bitte noch einmal hoch, am besten als neues "
    "Foto.",
)
FULL = _(
    "tracking_full",
    default="Mehr können wir hier nicht annehmen. Bitte rufen Sie uns an.",
)


REJECTED = _("tracking_check_rejected", default="Ein Dokument brauchen wir noch einmal")
REJECTED_TEXT = _(
    "tracking_check_rejected_text",
    default="Es geht um: ${titles}. Unter „Unterlagen nachreichen“ steht, warum. Laden Sie dort ein"
    " neues Dokument hoch.",
)
UNTIL = _("tracking_check_until", default="Wir brauchen noch Unterlagen bis zum ${day}")
UNTIL_OVER = _("tracking_check_until_over", default="Bis zum ${day} sollten Unterlagen kommen")
UNTIL_TEXT = _(
    "tracking_check_until_text",
    default="Schaffen Sie das nicht? Dann schreiben Sie uns vor diesem Tag eine Nachricht.",
)
OVER_TEXT = _(
    "tracking_check_over_text",
    default="Laden Sie die Unterlagen jetzt hoch, oder schreiben Sie uns eine Nachricht.",
)


class DocumentsPage(StatusView):
    index = PageTemplate("documents.pt")
    path = "documents"
    title = _("tracking_papers", default="Unterlagen nachreichen")
    refused: tuple[str, object] | None = None  # the item and why its file was not taken

    def take(self) -> str:
        wanted = self.request.form.get("item")
        item = next((each for each in self.items if each.id == wanted), None)
        if item is None:
            self.message = NOT_ASKED
            return self.show()
        refusal = self.hand_in(item)
        if refusal is not None:
            self.refused = (item.id, refusal)
            return self.show()
        return self.go(self.path)

    def hand_in(self, item):
        """Keep the file of a form; returns why it was not taken."""
        upload = self.request.form.get(f"file.{item.id}")
        filename = getattr(upload, "filename", None)
        if not filename or not hasattr(upload, "read"):
            return NO_FILE
        slow = too_fast(self.request, 1)
        if slow is not None:
            return slow
        try:
            found = inspect(upload, filename, item.formats, item.limits.bytes)
        except Refused as refusal:
            return refusal.message
        key = self.request.form.get("key")
        with found:
            submitted = handed_on(item.id, found)
            try:
                applicant.hand_in(self.case, item, submitted, key if is_key(key) else "")
            except applicant.Full:
                return FULL
        return None

    @cached_property
    def items(self) -> list[applicant.Missing]:
        if not applicant.takes_papers(self.case):
            return []
        return applicant.may_hand_in(self.case, self.language)

    @property
    def notices(self) -> list[Notice]:
        return [*asked_until(self), *unusable_files(self)]

    @property
    def letter(self) -> dict[str, Shown] | None:
        """What staff wrote when they asked for several documents at once; None where nothing of
        that is missing (any more)."""
        entry = applicant.request(self.case) if applicant.takes_papers(self.case) else None
        if entry is None:
            return None
        return {
            "at": in_words.moment(entry.at, self.language),
            "text": applicant.said(entry, self.language),
            "note": self.german_text(entry.note),
        }

    @cached_property
    def missing(self) -> set[str]:
        return {each.id for each in applicant.missing(self.case, self.language)}

    def forms(self) -> list[dict[str, object]]:
        """A form for each document: first what is missing, then what may be added to."""
        return [
            {
                "item": each.id,
                "is_missing": each.id in self.missing,
                "note": self.german_text(each.note),
                "rejected": each.rejected and applicant.said(each.rejected, self.language),
                "rejected_note": each.rejected and self.german_text(each.rejected.note),
                "is_rejected": each.rejected is not None,
                "expired": each.expired and in_words.day(each.expired, self.language),
                "announced": each.announced
                and each.id in self.missing
                and announced_in_words(each.announced, self.language),
                "asked_at": each.asked_at and in_words.moment(each.asked_at, self.language),
                "widget": self.widget(each),
                "third_party": each.third_party,
            }
            for each in self.items
        ]

    def german_text(self, text: str) -> Shown:
        """What staff wrote, in German."""
        return Text(text, "de") if text and not self.german else text

    def widget(self, item) -> Widget:
        is_refused = self.refused is not None and self.refused[0] == item.id
        return Widget(
            kind="upload",
            name=f"file.{item.id}",
            title=item.title,
            help=item.help,
            required=item.id in self.missing,
            error=self.translate(self.refused[1]) if is_refused else "",
            accept=",".join(item.formats),
            can_add=True,
        )

    def handed_in(self) -> list[tuple[Shown, str]]:
        return [
            (title, in_words.moment(at, self.language))
            for title, at in applicant.handed_in(self.case, self.language)
        ]

    @property
    def errors(self) -> list[ErrorLink]:
        if self.case is None or self.refused is None:
            return super().errors
        id_, message = self.refused
        return [ErrorLink(f"f-file-{id_.replace('.', '-')}", self.translate(message))]


def asked_until(page: StatusView) -> list[Notice]:
    """Says up to which day staff want what they asked for."""
    until = applicant.answer_until(page.case) if applicant.takes_papers(page.case) else ""
    if not until:
        return []
    is_over, on_page = until < clock.today().isoformat(), page.path == DocumentsPage.path
    if on_page and not is_over:  # what staff wrote stands there, with the day
        return []
    title, text = (UNTIL_OVER, OVER_TEXT) if is_over else (UNTIL, UNTIL_TEXT)
    day = in_words.day(until, page.language)
    said = page.translate(Message(title, mapping={"day": day}))
    links = [(page.translate(DocumentsPage.title), f"{page.start}/{DocumentsPage.path}")]
    kind = "warning" if is_over else "info"
    return [Notice(kind, said, page.translate(text), () if on_page else links)]


def rejected_files(page: StatusView) -> list[Notice]:
    """Says which documents staff did not take; why, the page of documents says."""
    if not applicant.takes_papers(page.case):
        return []
    found = [each for each in applicant.missing(page.case, page.language) if each.rejected]
    if not found:
        return []
    titles = listed([each.title for each in found])
    text = page.translate(Message(REJECTED_TEXT, mapping={"titles": titles}))
    links = [(page.translate(DocumentsPage.title), f"{page.start}/{DocumentsPage.path}")]
    return [Notice("warning", page.translate(REJECTED), text, links)]


def unusable_files(page: StatusView) -> list[Notice]:
    """Says which documents came and can not be used, while nothing has come in their place."""
    if not applicant.takes_papers(page.case):
        return []
    found = [each for each in applicant.missing(page.case, page.language) if each.is_unusable]
    if not found:
        return []
    titles = listed([each.title for each in found])
    text = page.translate(Message(UNUSABLE_TEXT, mapping={"titles": titles}))
    links = [(page.translate(DocumentsPage.title), f"{page.start}/{DocumentsPage.path}")]
    on_page = page.path == DocumentsPage.path
    return [Notice("warning", page.translate(UNUSABLE), text, () if on_page else links)]
