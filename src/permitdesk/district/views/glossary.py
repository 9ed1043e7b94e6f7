"""The glossary: official words and what all texts call them in each language."""

from functools import cached_property
from urllib.parse import quote

from plone.protect import CheckAuthenticator
from zExceptions import NotFound
from zope.component import getMultiAdapter, queryAdapter
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.folding import fold
from permitdesk.core.languages import LANGUAGES, SOURCE, TRANSLATED_INTO
from permitdesk.district.glossary import Term, shipped_term
from permitdesk.district.glossary_store import (
    LONGEST_MEANING,
    WrongTermError,
    glossary,
    keep,
    remove,
    removed,
    restore,
    term,
)
from permitdesk.district.interfaces import IWordUse
from permitdesk.theme import Badge, Cell, ErrorLink, Link, PageTemplate, StaffPage, Table, Widget

TITLE = _("district_glossary_title", default="Vereinbarte Wörter (Glossar)")
GERMAN = _("district_glossary_german", default="Deutsches Wort")
MEANING = _("district_glossary_meaning_in", default="Erklärung: ${language}")
SEVERAL = _(
    "district_glossary_several",
    default="Mehrere mit Semikolon. Das erste soll man nehmen, die anderen gehen auch.",
)


class GlossaryPage(StaffPage):
    """All words; ``?q=`` narrows them."""

    title = TITLE
    index = PageTemplate("glossary.pt")

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@glossary"

    @property
    def term_address(self) -> str:
        return f"{self.site_address}/@@glossary-term"

    def sent(self, name: str, longest: int = 500) -> str:
        value = self.request.form.get(name, "")
        return whole(value[:longest]) if isinstance(value, str) else ""

    @property
    def words(self) -> str:
        return self.sent("q").strip()

    @property
    def table(self) -> Table:
        wanted = fold(self.words)
        return Table(
            str(self.translate(TITLE)),
            [str(self.translate(GERMAN)), *(LANGUAGES[tag].native_name for tag in TRANSLATED_INTO)],
            [
                self._row(each)
                for each in glossary()
                if wanted in fold(" ".join((*each.forms, *each.translations.values())))
            ],
        )

    @staticmethod
    def mark_of(each: Term):
        """Whether the office has changed a shipped word, or added one."""
        if shipped_term(each.german) is not None:
            return _("district_glossary_changed", default="geändert")
        return _("district_glossary_own", default="eigenes Wort")

    @property
    def removed(self) -> list[tuple[str, str]]:
        """The shipped words that were taken out, with where one takes them back."""
        return [(german, f"{self.term_address}?word={quote(german)}") for german in removed()]

    def _row(self, each: Term) -> list[Cell]:
        reviewed = _("district_glossary_reviewed_mark", default="geprüft")
        marks = [Badge("success", self.translate(reviewed))] if each.reviewed else []
        if each.own:
            marks.append(Badge("info", self.translate(self.mark_of(each))))
        where = f"{self.term_address}?word={quote(each.german)}"
        return [
            Cell(each.german, where, isolate=True, marks=marks),
            *(Cell(each.translations.get(tag, ""), isolate=True) for tag in TRANSLATED_INTO),
        ]


class TermPage(GlossaryPage):
    """``?word=`` names a word; without it a new one is made."""

    index = PageTemplate("term.pt")

    def __call__(self):
        self.said: dict[str, str] = {}
        if self.word and self.kept is None and self.word not in removed():
            raise NotFound(self.word)
        if self.is_posted:
            CheckAuthenticator(self.request)
            if self._done():
                self.prepare_response()
                return self.request.response.redirect(self.address, status=303)
        return super().__call__()

    @property
    def is_posted(self) -> bool:
        return self.request.method == "POST"

    @property
    def breadcrumb(self):
        return [Link(str(self.translate(TITLE)), self.address), Link(self.heading, "")]

    @property
    def heading(self) -> str:
        new = _("district_glossary_new", default="Neues Wort")
        return self.word or str(self.translate(new))

    @property
    def word(self) -> str:
        return self.sent("word")

    @cached_property
    def kept(self) -> Term | None:
        return term(self.word) if self.word else None

    @property
    def is_changed(self) -> bool:
        """Whether there is a shipped text to go back to."""
        if shipped_term(self.word) is None:
            return False
        return self.kept is None or self.kept.own

    @property
    def is_removed(self) -> bool:
        return bool(self.word) and self.kept is None

    @cached_property
    def uses(self) -> list[tuple[str, str]]:
        """The German pages that use the word, where a higher room knows them."""
        known = queryAdapter(self.site, IWordUse) if self.kept else None
        return known.pages(self.kept.forms) if known is not None else []

    def _done(self) -> bool:
        if "remove" in self.request.form and self.kept is not None:
            remove(self.word)
            return True
        if "restore" in self.request.form and self.is_changed:
            restore(self.word)
            return True
        try:
            keep(self._typed(), self.word)
        except WrongTermError as error:
            self.said = {name: str(self.translate(text)) for name, text in error.said.items()}
        return not self.said

    def _typed(self) -> Term:
        return Term(
            self.sent("german"),
            {tag: self.sent(f"text.{tag}") for tag in TRANSLATED_INTO},
            tuple(self.sent("also").split(";")),
            self.sent("source"),
            bool(self.sent("reviewed")),
            meanings={tag: self.sent(f"meaning.{tag}") for tag in LANGUAGES},
        )

    @property
    def widgets(self) -> list[Widget]:
        shown = (
            self._typed() if self.is_posted else self.kept or shipped_term(self.word) or Term("")
        )
        several = self.translate(SEVERAL)

        def text(name: str, title, value: str, help_="", direction="", required=False) -> Widget:
            return Widget(
                "text", name, title, help=help_, value=value, direction=direction,
                error=self.said.get(name.removeprefix("text."), ""), required=required,
            )  # fmt: skip

        also = _("district_glossary_also", default="Weitere deutsche Formen, mit Semikolon")
        source = _(
            "district_glossary_source", default="Wo das Wort steht, zum Beispiel § 4 AufenthG"
        )
        reviewed = _(
            "district_glossary_reviewed",
            default="Jemand, der diese Sprachen spricht, hat die Wörter geprüft",
        )
        meaning = _("district_glossary_meaning", default="Was es bedeutet, in einem Satz")
        meanings = [
            Widget(
                "long-text", f"meaning.{tag}",
                self.translate(Message(MEANING, mapping={"language": LANGUAGES[tag].native_name})),
                help=self.translate(meaning) if tag == SOURCE else "",
                value=shown.meanings.get(tag, ""), direction=LANGUAGES[tag].direction,
                error=self.said.get(f"meaning.{tag}", ""), max_length=LONGEST_MEANING,
            )
            for tag in LANGUAGES
        ]  # fmt: skip
        return [
            text("german", self.translate(GERMAN), shown.german, required=True),
            text("also", self.translate(also), "; ".join(filter(None, map(str.strip, shown.also)))),
            *(
                text(
                    f"text.{tag}",
                    LANGUAGES[tag].native_name,
                    shown.translations.get(tag, ""),
                    several if tag == TRANSLATED_INTO[0] else "",
                    LANGUAGES[tag].direction,
                )
                for tag in TRANSLATED_INTO
            ),
            *meanings,
            text("source", self.translate(source), shown.source),
            Widget(
                "confirm", "reviewed", self.translate(reviewed),
                value="yes" if shown.reviewed else "",
            ),
        ]  # fmt: skip

    @property
    def errors(self) -> list[ErrorLink]:
        return [
            ErrorLink(
                "f-" + (f"text-{name}" if name in LANGUAGES else name.replace(".", "-")), text
            )
            for name, text in self.said.items()
        ]

    @property
    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()
