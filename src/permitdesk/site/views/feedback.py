"""Where a visitor says whether a page has helped, and why; without a name, without a cookie."""

from functools import cached_property
from urllib.parse import urlsplit

from permitdesk.core import _, gate
from permitdesk.site.feedback import book, pages
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Choice, Notice, PageTemplate, Slowing, Widget, private_no_store

TITLE = _("site_feedback", default="Ihre Rückmeldung")
THANKS = _("site_feedback_thanks", default="Danke. Das hilft uns, die Seite besser zu machen.")


class Feedback(Slowing, SitePage):
    """``feedback`` on a language's root folder. A vote is kept at once; then one may say why."""

    index = PageTemplate("feedback.pt")

    title = TITLE
    index_page = False
    editing = ()

    def __call__(self) -> str:
        if self.request.method == "POST":
            where = self._taken()
            if where is not None:
                self.prepare_response()
                return self.request.response.redirect(where, status=303)
        elif not self.key and not self.is_done:
            return self.request.response.redirect(self.home)
        return super().__call__()

    def prepare_response(self) -> None:
        super().prepare_response()
        private_no_store(self.request.response)

    def _taken(self) -> str | None:
        """Keep what was sent; where to go then, None where this page is to be shown."""
        if not self.is_from_here:
            return self.home
        if not self.key and (not self.helped or not pages.known(self.page)):
            return self.home
        if not self.may(gate.FEEDBACK):
            return None
        if self.key:
            book.complete(self.key, self._sent("reason"), self._sent("text"))
            return f"{self.home}/feedback?done=1"
        language = pages.known(self.page)
        key = book.add(self.page, language, self.helped == "yes")
        return f"{self.home}/feedback?vote={key}"

    @property
    def is_from_here(self) -> bool:
        """Whether a page of ours sent it, as far as the browser says."""
        origin = self.request.getHeader("Origin", "")
        if not origin or origin == "null":
            return self.request.getHeader("Sec-Fetch-Site", "same-origin") == "same-origin"
        return urlsplit(origin).netloc == urlsplit(self.site_address).netloc

    @property
    def page(self) -> str:
        return self._sent("page")

    @property
    def helped(self) -> str:
        return self._sent("helped") if self._sent("helped") in ("yes", "no") else ""

    @property
    def key(self) -> str:
        return self._sent("vote")

    @property
    def is_done(self) -> bool:
        return bool(self._sent("done"))

    @cached_property
    def vote(self) -> book.Vote | None:
        """The vote to which something may be added."""
        found = book.vote(self.key)
        return found if found is not None and found.is_open else None

    @property
    def notice(self) -> Notice | None:
        if self.wait_notice is not None:
            return self.wait_notice
        return Notice("success", str(self.translate(THANKS)))

    @property
    def widgets(self) -> list[Widget]:
        """Why, and in words."""
        reasons = _("site_feedback_reason", default="Woran liegt es?")
        words = _("site_feedback_text", default="Möchten Sie noch etwas dazu sagen?")
        warning = _(
            "site_feedback_warning",
            default="Schreiben Sie bitte nichts über sich: keinen Namen, keine Nummer, keine"
            " Adresse. Wir können nicht antworten. Haben Sie eine Frage zu Ihrem Fall? Dann"
            " schreiben Sie uns über das Kontaktformular.",
        )
        chosen = self._sent("reason")
        choices = [
            Choice(key, self.translate(title), key == chosen) for key, title in book.REASONS.items()
        ]
        found = [
            Widget("radio", "reason", self.translate(reasons), choices=choices, value=chosen),
            Widget("long-text", "text", self.translate(words), help=self.translate(warning),
                   value=self._sent("text"), max_length=book.LONGEST),
        ]  # fmt: skip
        return found[1:] if self.vote is not None and self.vote.helped else found

    def _sent(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value[:2000] if isinstance(value, str) else ""
