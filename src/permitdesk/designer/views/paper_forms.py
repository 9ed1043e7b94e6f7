"""An office's own forms on paper: which there are, one more, and which people are offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zExceptions import NotFound
from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES
from permitdesk.core.texts import Shown
from permitdesk.designer.views.form import FormPage
from permitdesk.services.comparison import paper_language
from permitdesk.services.definition import Field, Option
from permitdesk.services.paper import ALL, OwnForms
from permitdesk.services.paper_files import (
    PDF,
    UnfitFormError,
    bytes_of,
    drop_form,
    keep_form,
    let_stand_instead,
    looked_at,
    paper_forms_of,
)
from permitdesk.theme import Notice, PageTemplate

TITLE = _("designer_paper_forms", default="Eigenes Formular auf Papier")
FOR = _("designer_paper_for", default="Für welche Sprache?")
DAY = _("designer_paper_day", default="Von wann ist das Formular?")
DAY_HELP = _("designer_paper_day_help", default="Das steht auf der Startseite daneben.")
NO_FILE = _("designer_file_needed", default="Wählen Sie eine Datei aus.")
LINE = _("designer_paper_line", default="${filename}, Stand ${day}, Seiten: ${pages}, ${size}")
REMOVE = _("designer_paper_remove", default="Entfernen: ${language}")
SAVED = _("designer_own_texts_saved", default="Gespeichert")
SAVED_TEXT = _(
    "designer_texts_saved_text",
    default="Menschen sehen die Änderungen, wenn Sie die nächste Fassung veröffentlichen.",
)


@dataclass(frozen=True)
class Line:
    """A form that is there."""

    tag: str
    language: str
    words: Shown
    address: str
    remove: Shown


class PaperFormsPage(FormPage):
    """``add`` brings ``file``; ``do`` is ``remove:<language>``, ``instead`` or ``beside``.
    ``?show=<language>`` is the PDF of the working state."""

    name, tab = "paper-forms", "texts"
    title = TITLE
    index = PageTemplate("paper_forms.pt")
    as_lists = ("for",)

    def __call__(self):
        if not self.is_posted and self.sent("show"):
            return self.show(self.sent("show"))
        return super().__call__()

    def show(self, tag: str) -> bytes:
        form = self.forms.forms.get(tag)
        if form is None:
            raise NotFound(tag)
        self.prepare_response()
        response = self.request.response
        response.setHeader("Content-Type", PDF)
        name = f"{self.context.getId()}-{tag}.pdf"
        response.setHeader("Content-Disposition", f'inline; filename="{name}"')
        return bytes_of(self.context, form.sha256)

    def asked(self) -> Sequence[Field]:
        languages = tuple(
            Option(tag, paper_language(tag, self.language)) for tag in (ALL, *LANGUAGES)
        )
        return [
            Field("for", "choice", self.say(FOR), required=True, options=languages),
            Field("day", "date", self.say(DAY), self.say(DAY_HELP), required=True),
        ]

    def stored(self) -> Mapping[str, object]:
        return {"for": ALL, "day": clock.today().isoformat()}

    def done(self) -> str | None:
        if "add" in self.request.form:
            return self._add()
        if self.is_overtaken():
            return None
        do, _colon, tag = self.sent("do").partition(":")
        if do == "remove":
            drop_form(self.context, tag)
        elif do in ("instead", "beside"):
            let_stand_instead(self.context, do == "instead")
        else:
            return self.here
        return self._saved()

    def _add(self) -> str | None:
        self.questions.check()
        file = self.request.form.get("file")
        if not getattr(file, "filename", ""):
            self.complain(NO_FILE, "f-file")
        if self.questions.said or self.problems:
            return None
        tag, day = (str(self.questions.answers[name]) for name in ("for", "day"))
        try:
            form, data = looked_at(file, file.filename, day)
            if self.is_overtaken():
                return None
            keep_form(self.context, tag, form, data)
        except UnfitFormError as error:
            self.complain(error.message, "f-file")
            return None
        return self._saved()

    def _saved(self) -> str:
        self.changed("paper")
        return f"{self.here}?saved=1"

    @property
    def forms(self) -> OwnForms:
        return paper_forms_of(self.context)

    @property
    def lines(self) -> list[Line]:
        return [self._line(tag, form) for tag, form in self.forms.forms.items()]

    def _line(self, tag: str, form) -> Line:
        language = paper_language(tag, self.language)
        mapping = {
            "filename": in_words.isolated(form.filename),
            "day": in_words.day(form.day, self.language),
            "pages": form.pages,
            "size": in_words.size(form.size, self.language),
        }
        return Line(
            tag,
            language,
            self.say(Message(LINE, mapping=mapping)),
            f"{self.here}?show={tag}",
            self.say(Message(REMOVE, mapping={"language": language})),
        )

    @property
    def notices(self) -> list[Notice]:
        is_saved = self.sent("saved") and not self.is_posted
        return [Notice("success", self.say(SAVED), self.say(SAVED_TEXT))] if is_saved else []

    @property
    def cancel_address(self) -> str:
        return self.page_address("texts")
