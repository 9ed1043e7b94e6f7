"""The editor of a template: its text in each language, a preview, every version."""

from functools import cached_property

from plone.protect import CheckAuthenticator
from zExceptions import NotFound, Unauthorized

from permitdesk import privacy
from permitdesk.access import full_name, staff_id
from permitdesk.casework.letters.content import content, used
from permitdesk.casework.letters.editors import may_edit
from permitdesk.casework.letters.example import VALUES, example
from permitdesk.casework.letters.fields import LIST, PLACEHOLDERS
from permitdesk.casework.letters.letter import TOO_LONG, TOO_SLOW
from permitdesk.casework.letters.markup import TooLongError
from permitdesk.casework.letters.paper import letter_pdf
from permitdesk.casework.letters.templates import (
    KINDS,
    LONGEST_BODY,
    LONGEST_SUBJECT,
    LONGEST_TITLE,
    ChangedError,
    Template,
    Version,
    Wording,
    WordingError,
    Written,
    save,
    switch,
    templates,
)
from permitdesk.casework.letters.views.template_list import TITLE
from permitdesk.casework.once import form_key
from permitdesk.casework.reading import language_name
from permitdesk.casework.views.form import CaseForm
from permitdesk.casework.views.page import OfficePage, day, moment
from permitdesk.core import _
from permitdesk.core.below import Below
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.services.definition import Field
from permitdesk.theme import (
    Choice,
    Fact,
    Link,
    Notice,
    PageTemplate,
    TooSlowError,
    private_no_store,
)

NEW, SWITCH = "new", "switch"


class TemplatePage(Below, CaseForm):
    """``letter-template/{id or new}[/{language}][/preview]``."""

    name = "letter-template"
    title = TITLE
    depth = 3
    button = _("casework_letters_save_version", default="Als neue Fassung speichern")

    def __call__(self):
        if not may_edit(staff_id(), self.context):
            raise Unauthorized(self.translate(TITLE))
        if not self.path or not self.is_known:
            raise NotFound("/".join(self.path))
        if self.path[-1] == "preview":
            return self.preview_pdf()
        self.prepare_response()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.take():
                return self.go(self.next_address)
        return OfficePage.__call__(self)

    @property
    def is_known(self) -> bool:
        if self.is_new:
            return len(self.path) == 1
        rest = self.path[1:]
        if rest and rest[0] in LANGUAGES:
            rest = rest[1:]
        return self.template is not None and rest in ((), ("preview",))

    @property
    def is_new(self) -> bool:
        return self.path[:1] == (NEW,)

    @cached_property
    def template(self) -> Template | None:
        return None if self.is_new else templates(self.context).get(self.path[0])

    @property
    def version(self) -> Version | None:
        return self.template.newest if self.template else None

    @property
    def wording(self) -> Wording:
        return self.version.wording if self.version else Wording("")

    @property
    def shown_language(self) -> str:
        found = self.path[1] if len(self.path) > 1 else SOURCE
        return found if found in LANGUAGES else SOURCE

    # -- addresses

    @property
    def list_address(self) -> str:
        return f"{self.context.absolute_url()}/@@letter-templates"

    @property
    def address(self) -> str:
        id_ = self.template.id if self.template else NEW
        return f"{self.context.absolute_url()}/@@letter-template/{id_}"

    @property
    def form_address(self) -> str:
        foreign = self.shown_language != SOURCE
        return f"{self.address}/{self.shown_language}" if foreign else self.address

    @property
    def next_address(self) -> str:
        return self.form_address

    back_address = list_address

    @property
    def back_title(self) -> str:
        return self.translate(_("casework_letters_back", default="Zurück zu allen Vorlagen"))

    @property
    def breadcrumb(self) -> list[Link]:
        workplace, *_rest = self.place()
        return [workplace, Link(self.translate(TITLE), self.list_address), Link(self.heading, "")]

    @property
    def heading(self) -> str:
        if self.template is None:
            return self.translate(_("casework_letters_new_template", default="Neue Vorlage"))
        if self.shown_language == SOURCE:
            return self.wording.title
        return f"{self.wording.title}: {language_name(self.shown_language)}"

    # -- the form

    @property
    def hidden(self) -> list[tuple[str, str]]:
        return [("base", str(self.version.number if self.version else 0))]

    @property
    def facts(self) -> list[Fact]:
        """What the German says, beside a translation."""
        german = self.wording.texts.get(SOURCE)
        if self.shown_language == SOURCE or german is None:
            return []
        subject = _("casework_letters_german_subject", default="Betreff auf Deutsch")
        body = _("casework_letters_german_body", default="Text auf Deutsch")
        return [
            Fact(self.translate(subject), german.subject),
            Fact(self.translate(body), german.body),
        ]

    @property
    def notices(self) -> list[Notice]:
        found = list(self.changed)
        if self.template and self.shown_language != SOURCE:
            said = self.wording.texts.get(self.shown_language)
            here = set(used(self.wording, self.shown_language)) if said else set()
            gone = [each for each in used(self.wording) if each not in here] if said else []
            if gone:
                title = _(
                    "casework_letters_gone",
                    default="In dieser Übersetzung kommen nicht vor: ${names}",
                    mapping={"names": ", ".join(f"{{{each}}}" for each in gone)},
                )
                found.append(Notice("info", self.translate(title)))
        return found

    @cached_property
    def changed(self) -> list[Notice]:
        """Somebody else saved meanwhile."""
        return []

    def fields(self) -> list[Field]:
        found = []
        if self.is_new:
            title = _("casework_letters_column_kind", default="Art")
            found.append(self.choice("kind", title, KINDS, required=True))
        if self.shown_language == SOURCE:
            found += self._fields_of_template()
        most = (("subject", "text", LONGEST_SUBJECT), ("body", "long-text", LONGEST_BODY))
        titles = {
            "subject": _("casework_letters_subject", default="Betreff"),
            "body": _("casework_letters_body", default="Text"),
        }
        help_ = _(
            "casework_letters_body_help",
            default="„# “ beginnt eine Überschrift, „## “ eine kleinere, „- “ einen Punkt einer"
            " Liste, eine leere Zeile einen Absatz. Platzhalter stehen in geschweiften Klammern.",
        )
        for name, type_, longest in most:
            text = help_ if name == "body" else ""
            found.append(self.field(name, type_, titles[name], text, longest, required=True))
        remark = _("casework_letters_remark", default="Was hat sich geändert?")
        return [*found, self.field("remark", "text", remark, most=LONGEST_TITLE)]

    def _fields_of_template(self) -> list[Field]:
        name = _("casework_letters_template_title", default="Name der Vorlage, nur für das Amt")
        return [
            self.field("title", "text", name, most=LONGEST_TITLE, required=True),
            self.field(
                "valid_from",
                "date",
                _("casework_letters_from", default="Gilt ab (leer: sofort)"),
            ),
            self.field(
                "source",
                "text",
                _("casework_letters_source", default="Rechtsquelle, und was noch zu prüfen ist"),
                most=LONGEST_TITLE * 4,
            ),
            self.field(
                "verified",
                "yes-no",
                _("casework_letters_verified", default="Ist der Text rechtlich geprüft?"),
            ),
        ]

    def known(self) -> dict[str, object]:
        wording = self.wording
        written = wording.texts.get(self.shown_language, Written("", ""))
        return {
            "title": wording.title,
            "valid_from": wording.valid_from,
            "source": wording.source,
            "verified": wording.verified,
            "subject": written.subject,
            "body": written.body,
        }

    @property
    def buttons(self) -> list[Choice]:
        found = [Choice("", self.translate(self.button))]
        if self.template is not None:
            off = _("casework_letters_switch_off", default="Nicht mehr anbieten")
            on = _("casework_letters_switch_on", default="Wieder anbieten")
            found.append(Choice(SWITCH, self.translate(off if self.template.active else on)))
        return found

    def take(self) -> bool:
        if self.request.form.get("do") == SWITCH and self.template is not None:
            switch(self.context, self.template.id, not self.template.active)
            return True
        if not self.questions.check():
            return False
        base = self.request.form.get("base")
        number = int(base) if isinstance(base, str) and base.isdecimal() else 0
        try:
            saved = save(self.context, self._id(), self._kind(), self._typed(), number)
        except WordingError as error:
            named = {name.partition(".")[0]: said for name, said in error.problems.items()}
            self.complain(named)
            return False
        except ChangedError as error:
            self.changed.append(self._say_changed(error.newer))
            return False
        self.__dict__["template"] = saved
        self.path = (saved.id, *self.path[1:])
        return True

    def _id(self) -> str:
        return self.template.id if self.template else form_key(self.request)[:16]

    def _kind(self) -> str:
        return self.template.kind if self.template else str(self.questions.answers.get("kind"))

    def _typed(self) -> Wording:
        answers, old = self.questions.answers, self.wording
        written = Written(str(answers.get("subject") or ""), str(answers.get("body") or ""))
        texts = {**old.texts, self.shown_language: written}
        remark = str(answers.get("remark") or "")
        if self.shown_language != SOURCE:
            return Wording(old.title, texts, old.valid_from, old.source, old.verified, remark)
        return Wording(
            str(answers.get("title") or ""),
            texts,
            str(answers.get("valid_from") or ""),
            str(answers.get("source") or ""),
            answers.get("verified") is True,
            remark,
        )

    def _say_changed(self, newer: Version) -> Notice:
        title = _(
            "casework_letters_changed_meanwhile",
            default="${who} hat inzwischen Fassung ${number} gespeichert",
            mapping={"who": full_name(newer.by), "number": str(newer.number)},
        )
        text = _(
            "casework_letters_changed_help",
            default="Was Sie geschrieben haben, steht noch im Formular. Vergleichen Sie es unten"
            " mit der neuen Fassung. Wenn Sie jetzt speichern, wird Ihr Text die nächste Fassung;"
            " keine geht verloren.",
        )
        return Notice("warning", self.translate(title), self.translate(text))

    # -- beside the form

    below = PageTemplate("template.pt")

    @property
    def more(self) -> list[str]:
        return [self.below()]

    def placeholders(self) -> list[tuple[str, str, bool]]:
        """Name, what it is, whether it is a list."""
        return [
            (f"{{{each.name}}}", self.translate(each.title), each.kind == LIST)
            for each in PLACEHOLDERS.values()
        ]

    def languages(self) -> list[Link]:
        """The texts in each language, and whether there is one."""
        if self.template is None:
            return []
        missing = self.translate(_("casework_letters_no_text", default="fehlt"))
        return [
            Link(
                language_name(tag)
                if tag in self.wording.texts
                else f"{language_name(tag)} ({missing})",
                self.address if tag == SOURCE else f"{self.address}/{tag}",
                current=tag == self.shown_language,
            )
            for tag in LANGUAGES
        ]

    @property
    def preview_address(self) -> str:
        return f"{self.form_address}/preview" if self.template else ""

    def versions(self) -> list[dict[str, str]]:
        """Every version, the newest first, with its text in the language shown."""
        found = []
        for each in reversed(self.template.versions if self.template else ()):
            written = each.wording.texts.get(self.shown_language, Written("", ""))
            holds = each.wording.valid_from
            # One that the portal brought along was made by nobody.
            made = ", ".join(filter(None, (moment(each.at), full_name(each.by))))
            found.append(
                {
                    "title": f"{each.number}: {made}",
                    "holds": day(holds) if holds else "",
                    "remark": each.wording.remark,
                    "subject": written.subject,
                    "body": written.body,
                }
            )
        return found

    def preview_pdf(self) -> bytes:
        """The saved text with the data of somebody who does not exist."""
        language = self.shown_language
        shown = example(language)
        response = self.request.response
        private_no_store(response)
        try:
            whole = content(shown, self.wording, VALUES, "" if language == SOURCE else language)
        except TooLongError:
            response.setStatus(422)
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return self.translate(TOO_LONG)
        privacy.record("letter-template.preview", self.template.id, language)
        try:
            made = letter_pdf(whole, draft=True)
        except TooSlowError:
            response.setStatus(422)
            response.setHeader("Content-Type", "text/plain; charset=utf-8")
            return self.translate(TOO_SLOW)
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", 'inline; filename="vorschau.pdf"')
        response.setHeader("X-Content-Type-Options", "nosniff")
        return made
