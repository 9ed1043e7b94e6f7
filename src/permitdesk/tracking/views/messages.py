"""Messages of both sides. Opening the page marks nothing: a button says that they were read."""

from functools import cached_property

from permitdesk.casework import applicant
from permitdesk.core import _, in_words
from permitdesk.core.texts import Shown, Text
from permitdesk.intake import Questions
from permitdesk.services import definition
from permitdesk.theme import ErrorLink, PageTemplate, Widget
from permitdesk.tracking.views.base import StatusView, is_key
from permitdesk.tracking.views.documents import FULL


class MessagesPage(StatusView):
    index = PageTemplate("messages.pt")
    path = "messages"
    title = _("tracking_messages", default="Nachrichten")
    keeps = ("text", "key")

    def take(self) -> str:
        form = self.request.form
        if "read" in form:
            count = form.get("read")
            if isinstance(count, str) and count.isascii() and count.isdecimal():
                applicant.mark_read(self.case, int(count[:6]))
            return self.go(self.path)
        if not applicant.is_open(self.case) or not self.questions.check():
            return self.show()
        key = form.get("key")
        try:
            text = str(self.questions.answers["text"])
            applicant.write(self.case, text, self.language, key if is_key(key) else "")
        except applicant.Full:
            self.questions.complain("text", FULL)
            return self.show()
        return self.go(self.path)

    @property
    def is_open(self) -> bool:
        return applicant.is_open(self.case)

    @property
    def position(self) -> int:
        return applicant.position(self.case)

    def messages(self) -> list[dict[str, object]]:
        """Oldest first; a text in another language than the page says so."""
        new = set(map(id, applicant.new_messages(self.case)))
        return [
            {
                "is_mine": not each.by,
                "is_new": id(each) in new,
                "when": in_words.moment(each.at, self.language),
                "text": self.shown(each),
            }
            for each in applicant.messages(self.case)
        ]

    @property
    def has_new(self) -> bool:
        return bool(applicant.new_messages(self.case))

    def shown(self, message) -> Shown:
        if message.texts:
            return applicant.said(message, self.language)
        # Nobody knows the language of what applicants write: that of the page is a guess.
        if not message.by or message.language == self.language:
            return message.text
        return Text(message.text, message.language)

    @cached_property
    def questions(self) -> Questions:
        limit = self.translate(
            _("tracking_message_too_long", default="Ihre Nachricht ist zu lang. Kürzen Sie sie.")
        )
        field = definition.Field(
            "text",
            "long-text",
            self.translate(_("tracking_message", default="Ihre Nachricht an uns")),
            self.translate(
                _(
                    "tracking_message_help",
                    default="Sie können in Ihrer Sprache schreiben. Auf Deutsch oder Englisch "
                    "können wir schneller antworten.",
                )
            ),
            required=True,
            rules=(definition.Rule("max_length", applicant.LONGEST_MESSAGE, message=limit),),
        )
        typed = self.request.form if self.posted and "text" in self.request.form else None
        return Questions([field], self.language, typed)

    @property
    def widgets(self) -> list[Widget]:
        return self.questions.widgets

    @property
    def errors(self) -> list[ErrorLink]:
        return super().errors or (self.questions.errors if self.case is not None else [])
