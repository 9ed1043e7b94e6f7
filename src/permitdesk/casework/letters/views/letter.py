"""A letter of a case: written on one page, looked at as PDF, finished, posted."""

from functools import cached_property

from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import MethodNotAllowed, NotFound
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk import privacy
from permitdesk.access import full_name
from permitdesk.casework import once
from permitdesk.casework.decision import standing
from permitdesk.casework.decision.outcomes import OUTCOMES
from permitdesk.casework.download import disposition
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.fields import DAY, LINE, LIST, PLACEHOLDERS, TEXT, Placeholder
from permitdesk.casework.letters.letter import (
    EditedError,
    FilledTooLongError,
    Letter,
    LetterError,
    draft_pdf,
)
from permitdesk.casework.letters.templates import DECISIONS, KINDS
from permitdesk.casework.once import form_key
from permitdesk.casework.reading import language_name
from permitdesk.casework.views.form import CaseForm, as_form
from permitdesk.casework.views.left_over import LeftOver, left_in
from permitdesk.casework.views.page import day, moment
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.intake import fingerprint_in_groups
from permitdesk.services.definition import Field
from permitdesk.theme import Choice, Fact, Notice, PageTemplate, private_no_store

FINISH, THROW_AWAY = "finish", "throw-away"
_TYPES = {LINE: "text", TEXT: "long-text", LIST: "long-text"}
NO_TRANSLATION = "none"
LIST_HELP = _("casework_letters_list_help", default="Ein Punkt in jeder Zeile.")
TEXT_HELP = _(
    "casework_letters_text_help",
    default="Eine leere Zeile beginnt einen Absatz, „- “ am Anfang einer Zeile eine Liste.",
)


FINISHED_SINCE = _(
    "casework_letters_finished_since",
    default="${who} hat diesen Brief inzwischen fertiggestellt. Er ändert sich nicht mehr.",
)


class NewLetter(BrowserView):
    """Begins a letter: a POST with a token, from the case page."""

    def __call__(self) -> str:
        if self.request.method != "POST":
            raise MethodNotAllowed("POST")
        CheckAuthenticator(self.request)
        private_no_store(self.request.response)
        template = self.request.form.get("template")
        address = self.context.absolute_url()
        try:
            letter = letters.begin(
                self.context,
                template if isinstance(template, str) else "",
                form_key(self.request),
            )
        except LetterError as error:
            refused = Refused(self.context, self.request)
            refused.why = error.message
            return refused()
        self.request.response.redirect(f"{address}/@@letter/{letter.id}", status=303)
        return ""


class Refused(CaseForm):
    """Says why a letter could not be begun, and where to go on."""

    name = "letter-new"
    title = _("casework_letters_new", default="Neuer Brief")
    buttons: tuple = ()
    why = ""

    @property
    def notices(self) -> list[Notice]:
        links = []
        if self.why == letters.DECIDE_FIRST:
            decide = _("casework_letters_decide", default="Entscheidung eintragen")
            links = [(self.translate(decide), f"{self.context.absolute_url()}/@@decide")]
        return [Notice("warning", self.translate(self.why), "", links)]

    def take(self) -> bool:
        return False


@implementer(IPublishTraverse)
class LetterPage(CaseForm):
    """``letter/{id}`` and ``letter/{id}/pdf``."""

    name = "letter"
    path: tuple[str, ...] = ()
    finished_index = PageTemplate("finished.pt")

    def publishTraverse(self, request, name):
        if len(self.path) == 2 or (len(self.path) == 1 and name != "pdf"):
            raise NotFound(name)
        self.path = (*self.path, name)
        return self

    def __call__(self):
        if self.letter is None:
            raise NotFound(self.path[0] if self.path else self.name)
        if len(self.path) == 2:
            return self.pdf()
        return super().__call__()

    @cached_property
    def letter(self) -> Letter | None:
        return letters.find(self.context, self.path[0]) if self.path else None

    def index(self):
        return self.finished_index() if self.letter.finished else super().index()

    def pdf(self) -> bytes:
        """A finished letter as it was frozen; a draft with its watermark."""
        letter, response = self.letter, self.request.response
        privacy.record("letter.read", self.context.reference, letter.id)
        private_no_store(response)
        made = letter.finished
        try:
            data = made.bytes() if made else draft_pdf(self.context, letter)
        except LetterError as error:
            response.setStatus(422)
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return self.translate(error.message)
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Length", str(len(data)))
        named = disposition(letter.filename)
        shown = named if made else named.replace("attachment", "inline", 1)
        response.setHeader("Content-Disposition", shown)
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader("Referrer-Policy", "no-referrer")
        return data

    # -- what the page shows

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@letter/{self.letter.id}"

    form_address = address

    @property
    def pdf_address(self) -> str:
        return f"{self.address}/pdf"

    @property
    def heading(self) -> str:
        made = self.letter.finished
        return made.subject if made else self.letter.title

    title = _("casework_letters_column_letter", default="Brief")

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Which edition this is, and how each text of it was, so that what only somebody else
        changes is taken over."""
        values = self.letter.values
        was = [(f"was.{name}", once.fingerprint(_lines(values[name]))) for name in values]
        return [("edition", str(self.letter.edition)), *was]

    @property
    def notices(self) -> list[Notice]:
        """What is missing, who is to look at it, what a lawyer has not seen."""
        letter, found = self.letter, []
        missing = letters.lacking_of(self.context, letter)
        if missing:
            title = _("casework_letters_missing_title", default="Das fehlt noch im Brief")
            found.append(Notice("warning", self.translate(title), missing.in_words()))
        if missing.gaps:
            title = _(
                "casework_letters_gap_title",
                default="Keine vollständige Übersetzung: ${language}",
                mapping={"language": ", ".join(map(language_name, missing.gaps))},
            )
            text = _(
                "casework_letters_gap_text",
                default="Was in dieser Sprache fehlt, steht im Brief auf Deutsch.",
            )
            found.append(Notice("info", self.translate(title), self.translate(text)))
        decision = standing.decision(self.context)
        if letter.kind in DECISIONS and decision and not letters.fits(letter.kind, decision):
            title = _(
                "casework_letters_doubtful",
                default="Prüfen Sie: Die Vorlage passt nicht zur Entscheidung",
            )
            said = _(
                "casework_letters_doubtful_text",
                default="Eingetragen ist: „${outcome}“. Die Vorlage ist für: „${kind}“.",
                mapping={"outcome": OUTCOMES[decision.outcome], "kind": KINDS[letter.kind]},
            )
            found.append(Notice("warning", self.translate(title), self.translate(said)))
        if letter.state == letters.WAITING:
            title = _(
                "casework_letters_waiting_title",
                default="Wartet auf Mitzeichnung, geschrieben von ${who}",
                mapping={"who": full_name(letter.submitted_by)},
            )
            found.append(Notice("info", self.translate(title)))
        if not letters.version_of(letter).wording.verified:
            title = _(
                "casework_letters_unverified",
                default="Diese Vorlage ist noch nicht rechtlich geprüft",
            )
            source = letters.version_of(letter).wording.source
            found.append(Notice("info", self.translate(title), source))
        return found

    def fields(self) -> list[Field]:
        letter = self.letter
        if letter.finished:
            title = _("casework_letters_posted_on", default="Wann abgeschickt?")
            return [self.field("on", "date", title, required=True)]
        typed = [PLACEHOLDERS[name] for name in PLACEHOLDERS if name in letter.values]
        typed.sort(key=lambda each: not each.free)  # first what the writer has to think of
        return [*map(self._field, typed), self._language_field()]

    def _field(self, each: Placeholder) -> Field:
        # What is empty can be saved; only a finished letter needs it.
        if each.name == "birth_date":
            return self.field(each.name, "partial-date", each.title, required=True)
        if each.kind == DAY:
            return self.field(each.name, "date", each.title, required=True)
        help_ = {LIST: LIST_HELP, TEXT: TEXT_HELP}.get(each.kind, "") if each.free else ""
        type_, most = _TYPES[each.kind], letters.LONGEST_VALUE
        return self.field(each.name, type_, each.title, help_, most, required=True)

    def _language_field(self) -> Field:
        texts = letters.version_of(self.letter).wording.texts
        options = {NO_TRANSLATION: _("casework_letters_only_german", default="nur Deutsch")}
        options |= {tag: language_name(tag) for tag in texts if tag != SOURCE}
        return self.choice(
            "language",
            _(
                "casework_letters_translation",
                default="Übersetzung zur Information, hinter dem deutschen Brief",
            ),
            options,
            required=True,
        )

    def known(self) -> dict[str, object]:
        if self.letter.finished:
            return {"on": self.letter.posted or clock.today().isoformat()}
        return {**self.letter.values, "language": self.letter.language or NO_TRANSLATION}

    @property
    def buttons(self) -> list[Choice]:
        if self.letter.finished:
            return [
                Choice(
                    "",
                    self.translate(
                        _("casework_letters_posted", default="Als abgeschickt eintragen")
                    ),
                )
            ]
        finish = _("casework_letters_finish", default="Brief fertigstellen")
        if letters.needs_countersigning(self.context):
            if self.letter.state == letters.WAITING:
                finish = _("casework_letters_countersign", default="Mitzeichnen und fertigstellen")
            else:
                finish = _("casework_letters_submit", default="Zur Mitzeichnung geben")
        save = _("casework_letters_save", default="Speichern und Vorschau prüfen")
        throw = _("casework_letters_throw_away", default="Entwurf verwerfen")
        return [
            Choice("", self.translate(save)),
            Choice(FINISH, self.translate(finish)),
            Choice(THROW_AWAY, self.translate(throw)),
        ]

    @property
    def more(self) -> list[str]:
        """Where the draft is seen as it will be."""
        if self.letter.finished is not None:
            return []
        return [*([self.beside()] if self.is_behind else []), self.preview()]

    preview, beside = PageTemplate("preview.pt"), PageTemplate("beside.pt")
    is_behind = False  # somebody else saved since this page was opened

    def theirs(self) -> list[dict[str, str]]:
        """What somebody else saved, where it differs from what stands in the form."""
        typed, saved = self.questions.answers, self.letter.values
        return [
            {"title": field.title, "text": saved[field.name] or "–"}
            for field in self.questions.fields
            if field.name in saved and saved[field.name] != str(typed.get(field.name) or "")
        ]

    @property
    def facts(self) -> list[Fact]:
        letter, made = self.letter, self.letter.finished
        if made is None:
            return []
        by, four = full_name(made.by), full_name(made.countersigned_by)
        lines = [
            (_("casework_letters_fact_finished", default="Fertiggestellt"), moment(made.at), False),
            (_("casework_letters_fact_by", default="Geschrieben von"), by, True),
            (_("casework_letters_fact_four", default="Mitgezeichnet von"), four, True),
            (
                _("casework_letters_fact_template", default="Vorlage"),
                f"{letter.title} ({made.version})",
                False,
            ),
            (
                _("casework_letters_fact_language", default="Übersetzung"),
                language_name(made.language) if made.language else "",
                False,
            ),
            (
                _("casework_letters_fact_posted", default="Abgeschickt"),
                day(letter.posted) if letter.posted else "",
                False,
            ),
            (
                _("casework_fact_fingerprint", default="Fingerabdruck (SHA-256)"),
                fingerprint_in_groups(made.sha256),
                True,
            ),
        ]
        return [
            Fact(self.translate(term), value, isolate) for term, value, isolate in lines if value
        ]

    # -- what a POST does

    def take(self) -> bool:
        do = self.request.form.get("do")
        if self.letter.finished and "edition" in self.request.form:
            return self._say_finished()
        if do == THROW_AWAY and not self.letter.finished:
            return self._thrown_away()
        self.questions.check()
        if not self.letter.finished:
            answers, said = self.questions.answers, self.questions.said
            self.questions.said = {name: said[name] for name in said if answers.get(name)}
        if self.questions.said:
            return False
        try:
            return self._posted() if self.letter.finished else self._save(do == FINISH)
        except EditedError as error:
            # What was typed stays; the next save knows that it comes after the other one.
            self._say_edited(error)
        except FilledTooLongError as error:
            self.complain({error.name: error.message})
        except LetterError as error:
            self.trouble.append(self.translate(error.message))
        return False

    def _say_finished(self) -> bool:
        """It was finished since the draft was opened: what was typed is shown beside it."""
        form, saved = self.request.form, self.letter.values
        other = [
            self._field(PLACEHOLDERS[name])
            for name in PLACEHOLDERS
            if name in saved and _lines(form.get(name)) != _lines(saved[name])
        ]
        self.left_over = LeftOver(self, left_in(other, form))()
        who = {"who": full_name(self.letter.finished.by)}
        self.trouble.append(self.translate(Message(FINISHED_SINCE, mapping=who)))
        return False

    left_over = ""

    def _thrown_away(self) -> bool:
        try:
            letters.throw_away(self.context, self.letter, self._read())
        except EditedError as error:
            self._say_edited(error)
            return False
        self.done_address = self.context.absolute_url()
        return True

    def _say_edited(self, error: EditedError) -> None:
        self.is_behind = True
        self._take_over()
        self.trouble.append(self.translate(error.message))

    def _take_over(self) -> None:
        """What only the other one changed stands in the form from now on."""
        form, saved, typed = self.request.form, self.letter.values, self.questions.answers
        fields = [each for each in self.fields() if each.name in saved]
        for each in fields:
            mine = once.fingerprint(_lines(typed.get(each.name)))
            if mine == form.get(f"was.{each.name}"):
                parts = [name for name in form if name.partition(".")[0] == each.name]
                for name in parts:
                    del form[name]
                form.update(as_form([each], saved))
        said = self.questions.said
        del self.__dict__["questions"]
        self.questions.said = said

    def _read(self) -> int:
        """The edition that the page was opened with."""
        edition = self.request.form.get("edition")
        return int(edition) if isinstance(edition, str) and edition.isdecimal() else 0

    def _posted(self) -> bool:
        letters.mark_posted(self.context, self.letter, str(self.questions.answers["on"]))
        return True

    def _save(self, finish: bool) -> bool:
        answers = self.questions.answers
        values = {name: str(answers.get(name) or "") for name in self.letter.values}
        language = str(answers.get("language") or "")
        letters.edit(
            self.context,
            self.letter,
            values,
            "" if language == NO_TRANSLATION else language,
            self._read(),
        )
        if finish:
            letters.finish(self.context, self.letter)
        return True

    done_address = ""

    @property
    def next_address(self) -> str:
        return self.done_address or self.address


def _lines(text: object) -> list[str]:
    """A text however its lines end."""
    return text.strip().splitlines() if isinstance(text, str) else []
