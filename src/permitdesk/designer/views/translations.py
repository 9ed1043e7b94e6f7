"""The tab *Übersetzungen*: how far each language is, and one table a language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from zExceptions import NotFound
from zope.i18nmessageid import Message

from permitdesk.access import full_name
from permitdesk.core import _, in_words
from permitdesk.core.languages import LANGUAGES, TRANSLATED_INTO, Language
from permitdesk.core.texts import Shown, Text
from permitdesk.designer.table import BATCH, DEPARTS, OPEN, Sought, following, found
from permitdesk.designer.views.page import DesignerPage
from permitdesk.designer.wording import departing
from permitdesk.district import glossary
from permitdesk.services import translations
from permitdesk.theme import Badge, Cell, Choice, ErrorLink, Pages, PageTemplate, Table
from permitdesk.translation import (
    BLOCKED,
    IN_WORK,
    MISSING,
    OUTDATED,
    READY,
    REVIEWED,
    SAID,
    STATE_WORDS,
    STATES,
    TRANSLATED,
    USABLE,
    Entry,
    Typed,
    departures,
    sorted_out,
    terms_in,
    typed,
    wrong,
)

READINESS = {
    READY: ("success", _("designer_language_ready", default="vollständig")),
    USABLE: ("info", _("designer_language_usable", default="benutzbar, mit Lücken")),
    BLOCKED: ("stop", _("designer_language_blocked", default="gesperrt")),
}
COLUMNS = (
    _("services_coverage_language", default="Sprache"),
    _("designer_language_readiness", default="Stand nach den Regeln des Amts"),
    _("services_coverage_missing", default="Es fehlen"),
    _("services_coverage_outdated", default="Veraltet"),
    STATE_WORDS[IN_WORK][1],
    STATE_WORDS[REVIEWED][1],
    _("designer_language_done", default="Übersetzt"),
)
OVERTAKEN = _(
    "designer_text_overtaken",
    default="${who} hat diesen Text inzwischen geändert. Ihrer steht noch hier und ist nicht"
    " gespeichert. Speichern Sie noch einmal, dann gilt Ihrer.",
)
GONE = _(
    "designer_text_gone",
    default="Den deutschen Text „${key}“ gibt es nicht mehr. Ihre Übersetzung: ${text}",
)
SAVED = _("designer_texts_saved", default="Gespeichert: ${number}")
SOMEBODY = _("designer_somebody", default="Jemand")


@dataclass(frozen=True)
class Row:
    """A text as the page draws it: what is kept, or what was typed."""

    number: int
    entry: Entry
    text: str
    comment: str
    stamp: str
    states: Sequence[Choice]
    badge: Badge
    since: str  # in words
    said: str  # who said the state, when
    error: str
    theirs: str  # what somebody else wrote meanwhile
    address: str
    terms: Sequence[tuple[str, str]]  # the German word, the agreed one
    departs: Sequence[str]  # agreed words that the translation does not use
    lines: int
    focus: bool


class TranslationsPage(DesignerPage):
    """``?to=`` names a language; without it the languages are listed."""

    name = tab = "translations"
    title = _("designer_tab_translations", default="Übersetzungen")
    index = PageTemplate("translations.pt")
    _row_template = PageTemplate("text_row.pt")

    @property
    def row_macro(self):
        """What draws ``row``, a text with its translation."""
        return self._row_template.macros["row"]

    def __call__(self):
        if self.sent("to") and self.language_of_table is None:
            raise NotFound(self.sent("to"))
        self.typed: dict[str, Typed] = {}  # rows that were not saved, as they were sent
        self.said: dict[str, str] = {}  # what is wrong with them
        self.shown: list[str] = []  # the rows that were sent, where some were not saved
        self.overtaken: frozenset[str] = frozenset()
        return super().__call__()

    # All languages

    @property
    def languages_table(self) -> Table:
        return Table(
            str(self.translate(self.title)),
            [str(self.translate(each)) for each in COLUMNS],
            [self._language_row(tag) for tag in TRANSLATED_INTO],
        )

    def _language_row(self, tag: str) -> list[Cell]:
        cover = translations.working_coverage(self.context, tag)

        def number(state: str) -> Cell:
            many = cover.counts[state]
            return Cell(str(many), self.table_address(tag, state=state) if many else "", None, True)

        return [
            Cell(LANGUAGES[tag].native_name, self.table_address(tag), isolate=True),
            Cell("", badge=self._badge(*READINESS[cover.readiness])),
            *(number(state) for state in (MISSING, OUTDATED, IN_WORK, REVIEWED)),
            Cell(f"{cover.done} %", numeric=True),
        ]

    # One language

    @cached_property
    def language_of_table(self) -> Language | None:
        tag = self.sent("to")
        return LANGUAGES[tag] if tag in TRANSLATED_INTO else None

    @property
    def tag(self) -> str:
        return self.language_of_table.tag

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return translations.entries(self.context, self.tag)

    @cached_property
    def places(self):
        return translations.places(self.context)

    @cached_property
    def sought(self) -> Sought:
        state = self.sent("state")
        known = state if state in (*STATES, OPEN, DEPARTS) else ""
        return Sought(known, self.sent("step"), self.sent("q", 200).strip())

    def found(self) -> list[Entry]:
        steps = {key: place.step for key, place in self.places.items()}
        is_asked = self.sought.state == DEPARTS
        departs = departing(self.context, self.tag, glossary()) if is_asked else ()
        return found(self.entries, self.sought, steps, departs)

    @property
    def start(self) -> int:
        start = self.sent("start")
        return int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0

    @cached_property
    def in_view(self) -> list[Entry]:
        """The texts of this page; after a save that failed exactly those that were sent."""
        if self.shown:
            known = {each.key: each for each in self.entries}
            return [known[key] for key in self.shown if key in known]
        return self.found()[self.start : self.start + BATCH]

    @property
    def rows(self) -> list[Row]:
        agreed = glossary()
        unused: dict[str, list[str]] = {}
        for each in departures(self.in_view, agreed, self.tag):
            unused.setdefault(each.key, []).append(each.agreed[0])
        at = self.sent("at")
        return [
            self._row(number, entry, agreed, unused.get(entry.key, ()), str(number) == at)
            for number, entry in enumerate(self.in_view)
        ]

    def _row(self, number: int, entry: Entry, agreed, departs, focus: bool) -> Row:
        sent = self.typed.get(entry.key)
        text = sent.text if sent else entry.text
        chosen = sent.state if sent and sent.state in STATES else entry.state
        offered = dict.fromkeys((entry.state, IN_WORK, TRANSLATED, REVIEWED))
        terms = [
            (term.german, term.words(self.tag)[0])
            for term in terms_in(entry.source, agreed)
            if term.words(self.tag)
        ]
        error = self.said.get(entry.key, "")
        return Row(
            number=number,
            entry=entry,
            text=text,
            comment=sent.comment if sent else entry.comment,
            # Who was told of another's text has seen it.
            stamp=entry.stamp if not sent or entry.key in self.overtaken else sent.stamp,
            states=[
                Choice(state, self.translate(STATE_WORDS[state][1]), state == chosen)
                for state in STATES
                if state in offered
            ],
            badge=self._badge(*STATE_WORDS[entry.state]),
            since=in_words.day(entry.since, self.language) if entry.since else "",
            said=self._said_by(entry),
            error=error,
            theirs=entry.text if entry.key in self.overtaken else "",
            address=self.address_of(entry.key),
            terms=terms,
            departs=departs,
            lines=max(2, min(12, max(len(text), len(entry.source)) // 45 + text.count("\n") + 1)),
            focus=focus,
        )

    def _said_by(self, entry: Entry) -> str:
        if not entry.at:
            return ""
        return f"{full_name(entry.by) or entry.by}, {in_words.day(entry.at[:10], self.language)}"

    def _badge(self, kind: str, word) -> Badge:
        return Badge(kind, self.translate(word))

    @property
    def state_choices(self) -> list[Choice]:
        every = _("designer_texts_every_state", default="alle")
        still = _("designer_texts_open", default="was zu tun ist")
        states = {state: word for state, (_kind, word) in STATE_WORDS.items()}
        other = _("designer_texts_departs", default="anderes Wort als vereinbart")
        words = {"": every, OPEN: still, **states, DEPARTS: other}
        return [
            Choice(state, self.translate(word), state == self.sought.state)
            for state, word in words.items()
        ]

    @property
    def step_choices(self) -> list[Choice]:
        """The steps by their German titles."""
        every = self.translate(_("designer_texts_every_step", default="überall"))
        definition = translations.definition_now(self.context)
        steps = definition.steps if definition else ()
        return [
            Choice("", every, not self.sought.step),
            *(
                Choice(step.name, Text(step.title, "de"), step.name == self.sought.step)
                for step in steps
            ),
        ]

    @property
    def total(self) -> int:
        return len(self.found())

    @property
    def pages(self) -> Pages | None:
        if self.shown or self.total <= BATCH:
            return None
        last = min(self.start + BATCH, self.total)
        before = self.table_address(self.tag, start=max(0, self.start - BATCH), **self.filters)
        after = self.table_address(self.tag, start=self.start + BATCH, **self.filters)
        return Pages(
            f"{self.start + 1}–{last} / {self.total}",
            before if self.start else "",
            after if last < self.total else "",
        )

    @property
    def filters(self) -> dict[str, str]:
        return {"state": self.sought.state, "step": self.sought.step, "q": self.sought.words}

    def table_address(self, tag: str, **query: object) -> str:
        asked = {"to": tag, **{name: value for name, value in query.items() if value}}
        return f"{self.address}/@@translations?{urlencode(asked)}"

    def address_of(self, key: str) -> str:
        """The page of one text."""
        return f"{self.address}/@@translation?{urlencode({'to': self.tag, 'key': key})}"

    @property
    def done_message(self) -> Shown:
        number = self.sent("saved")
        if self.is_posted or not number.isdecimal():
            return ""
        return self.translate(Message(SAVED, mapping={"number": number}))

    # What was sent

    def done(self) -> str | None:
        if self.language_of_table is None:
            return None
        before = self.found()
        saved = self.save()
        if saved is None:
            return None
        return self.after(before, saved)

    def save(self) -> int | None:
        """Save what the person touched; None where something stays to be told."""
        rows = self._rows_sent()
        now = {each.key: each for each in self.entries}
        out = sorted_out(rows, now)
        self.said = {
            each.key: " ".join(str(self.translate(text)) for text in texts)
            for each in out.to_save
            if (texts := wrong(each.source, each.text))
        }
        good = [each for each in out.to_save if each.key not in self.said]
        translations.save(self.context, self.tag, good)
        for key in out.overtaken:
            who = full_name(now[key].by) or self.translate(SOMEBODY)
            self.said[key] = str(self.translate(Message(OVERTAKEN, mapping={"who": who})))
        gone = [row for row in rows if row.key in out.gone]
        if not self.said and not gone:
            return len(good)
        self.overtaken = frozenset(out.overtaken)
        self.shown = [row.key for row in rows if row.key in now]
        self.typed = {row.key: row for row in rows if row.key in self.said}
        self.__dict__.pop("entries", None)
        for row in gone:
            self.complain(Message(GONE, mapping={"key": row.key, "text": row.text}), "texts")
        return None

    def _rows_sent(self) -> list[Typed]:
        form, rows = self.request.form, []
        for number in range(BATCH):
            if f"key.{number}" not in form:
                break
            state = self.sent(f"state.{number}")
            rows.append(
                typed(
                    self.sent(f"key.{number}", 300),
                    self.sent(f"seen.{number}"),
                    self.sent(f"text.{number}", 50_000),
                    state if state in SAID or state in STATES else TRANSLATED,
                    self.sent(f"comment.{number}", 500),
                )
            )
        return rows

    def after(self, before: Sequence[Entry], saved: int) -> str:
        """Where to go on: at the next open text, or where the person was."""
        query: dict[str, object] = {**self.filters, "start": self.start, "saved": str(saved)}
        number = self.sent("next")
        key = self.sent(f"key.{number}", 300) if number.isdecimal() else ""
        if not key:
            return f"{self.table_address(self.tag, **query)}#texts"
        wanted = following(before, key)
        self.__dict__.pop("entries", None)
        keys = [each.key for each in self.found()]
        if wanted not in keys:
            return f"{self.table_address(self.tag, **{**query, 'start': 0})}#texts"
        place = keys.index(wanted)
        query |= {"start": place - place % BATCH, "at": str(place % BATCH)}
        return f"{self.table_address(self.tag, **query)}#text-{place % BATCH}"

    @property
    def form_errors(self) -> list[ErrorLink]:
        if not self.said:
            return []
        numbers = {entry.key: number for number, entry in enumerate(self.in_view)}
        return [
            ErrorLink(f"f-text-{numbers[key]}", text)
            for key, text in self.said.items()
            if key in numbers
        ]
