"""A page in two languages side by side, text by text; without ``?to=`` its languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from plone import api
from plone.app.iterate.interfaces import IWorkingCopy
from zExceptions import NotFound
from zope.i18nmessageid import Message

from permitdesk.access import full_name
from permitdesk.core import _, in_words, languages
from permitdesk.core.languages import LANGUAGES, SOURCE, TRANSLATED_INTO
from permitdesk.core.texts import Shown
from permitdesk.guidance.editors import COVERAGE
from permitdesk.guidance.markup import cleaned
from permitdesk.guidance.notation import markup_of
from permitdesk.guidance.translating.access import may_change, may_publish
from permitdesk.guidance.translating.difference import Pair, difference
from permitdesk.guidance.translating.texts import LINE, MARKUP
from permitdesk.guidance.translating.translations import (
    PageState,
    WrongTextError,
    entries,
    is_public,
    original,
    page_state,
    save,
    states_of,
    still_true,
    translation,
)
from permitdesk.theme import (
    Badge,
    Cell,
    Choice,
    ErrorLink,
    Link,
    PageTemplate,
    PostedPage,
    Table,
)
from permitdesk.translation import (
    IN_WORK,
    MISSING,
    OUTDATED,
    REVIEWED,
    SAID,
    STATE_WORDS,
    STATES,
    TRANSLATED,
    Entry,
    Typed,
    seen,
    sorted_out,
    typed,
)

OVERTAKEN = _(
    "guidance_translate_overtaken",
    default="${who} hat diesen Text inzwischen geändert. Ihrer steht noch hier und ist nicht"
    " gespeichert. Speichern Sie noch einmal, dann gilt Ihrer.",
)
GERMAN_CHANGED = _(
    "guidance_translate_german_changed",
    default="Der deutsche Text wurde inzwischen geändert, links steht der neue. Ihr Text steht noch"
    " hier und ist nicht gespeichert. Speichern Sie noch einmal, wenn er stimmt.",
)
NOT_YOURS = _("guidance_translate_not_yours", default="Diese Seite dürfen Sie nicht ändern.")
SOMEBODY = _("guidance_translate_somebody", default="Jemand")
YES, NO = _("guidance_translate_yes", default="ja"), _("guidance_translate_no", default="nein")
SAVED = _("guidance_translate_saved", default="Gespeichert.")
PUBLISHED = _("guidance_translate_published", default="Gespeichert und veröffentlicht.")
NO_TITLE = _(
    "guidance_translate_no_title",
    default="Ohne einen fertigen Titel kann die Seite nicht veröffentlicht werden. Ihr Text ist"
    " gespeichert.",
)


@dataclass(frozen=True)
class Row:
    """A text as the page draws it: what is kept, or what was typed. ``german`` and ``shown`` are
    cleaned markup where the text has some, else None."""

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
    german: str | None
    german_seen: str
    changes: Sequence[Pair]
    lines: int
    is_one_line: bool


class TranslatePage(PostedPage):
    """``translate`` of whatever is one object a language; a translation leads to its German."""

    title = _("guidance_translate_page", default="Übersetzungen")
    index = PageTemplate("translate.pt")
    _parts = PageTemplate("row.pt")

    @property
    def row(self):
        """What draws ``row``, a text with its translation."""
        return self._parts.macros["row"]

    @property
    def difference(self):
        """What draws ``pairs``, sentences of before beside those of now."""
        return self._parts.macros["difference"]

    def __call__(self):
        german = original(self.context)
        if (
            german is None
            or IWorkingCopy.providedBy(german)
            or self.sent("to") not in ("", *TRANSLATED_INTO)
        ):
            raise NotFound(self.sent("to"))
        if self.context.language != SOURCE:
            query = {"to": self.sent("to") or self.context.language}
            return self.go(f"{german.absolute_url()}/@@translate?{urlencode(query)}")
        self.said: dict[str, str] = {}  # what is wrong with what was sent, by text
        self.typed: dict[str, Typed] = {}  # what was not saved
        self.overtaken: set[str] = set()
        return super().__call__()

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@translate"

    @property
    def uid(self) -> str:
        return api.content.get_uuid(self.context)

    @property
    def page_name(self) -> str:
        """The German title."""
        return self.context.title or self.context.getId()

    @property
    def breadcrumb(self) -> list[Link]:
        every = str(self.translate(COVERAGE))
        last = [Link(self.page_name, self.address)] if self.tag else []
        return [
            Link(every, f"{self.site_address}/@@coverage"),
            *last,
            Link(LANGUAGES[self.tag].native_name if self.tag else self.page_name, ""),
        ]

    # All languages

    @property
    def languages_table(self) -> Table:
        columns = (
            _("guidance_translate_language", default="Sprache"),
            _("guidance_translate_state", default="Stand"),
            _("guidance_translate_since", default="Veraltet seit"),
            _("guidance_translate_public", default="Veröffentlicht"),
            _("guidance_translate_last", default="Zuletzt"),
        )
        return Table(
            str(self.translate(self.title)),
            [str(self.translate(each)) for each in columns],
            [self._language_row(tag, each) for tag, each in states_of(self.context).items()],
        )

    def _language_row(self, tag: str, page: PageState) -> list[Cell]:
        return [
            Cell(LANGUAGES[tag].native_name, self.address_of(tag), isolate=True),
            Cell("", badge=self._badge(page.state)),
            Cell(in_words.day(page.since, self.language) if page.since else ""),
            Cell(str(self.translate(YES if page.public else NO))),
            Cell(self._said_by(page), isolate=True),
        ]

    @cached_property
    def outdated(self) -> dict[str, list[Entry]]:
        """By language the texts whose German was changed after they were translated."""
        return {
            tag: old
            for tag in TRANSLATED_INTO
            if (old := [e for e in entries(self.context, tag) if e.state == OUTDATED])
        }

    @property
    def changed_texts(self) -> list[tuple[str, list[Pair], str]]:
        """What was changed in German, each change once: where, what, which languages it is in."""
        found: dict[tuple[str, str], list[str]] = {}
        first: dict[tuple[str, str], Entry] = {}
        for tag, old in self.outdated.items():
            for each in old:
                found.setdefault((each.key, each.before), []).append(LANGUAGES[tag].native_name)
                first.setdefault((each.key, each.before), each)
        return [
            (each.place, difference(each.before, each.source), ", ".join(found[key]))
            for key, each in first.items()
        ]

    # One language

    @property
    def tag(self) -> str:
        return self.sent("to")

    @property
    def other(self):
        return LANGUAGES[self.tag]

    @cached_property
    def there(self):
        """The translation's object, or None."""
        return translation(self.context, self.tag)

    @property
    def entries(self) -> tuple[Entry, ...]:
        return entries(self.context, self.tag, self.there)

    @property
    def rows(self) -> list[Row]:
        return [self._row(each) for each in self.entries]

    def _row(self, entry: Entry) -> Row:
        sent, told = self.typed.get(entry.key), entry.key in self.overtaken
        shown = sent or entry
        text, state = shown.text, shown.state
        offered = dict.fromkeys((entry.state, IN_WORK, TRANSLATED, REVIEWED))
        chosen = state if state in offered else TRANSLATED
        if entry.state == MISSING and not sent:
            chosen = TRANSLATED  # what most people mean who fill it in
        is_markup = entry.kind == MARKUP
        return Row(
            entry=entry,
            text=text,
            comment=shown.comment,
            # Who was told of another's text has seen it.
            stamp=sent.stamp if sent and not told else entry.stamp,
            states=[
                Choice(each, self.translate(STATE_WORDS[each][1]), each == chosen)
                for each in STATES
                if each in offered and each != MISSING
            ],
            badge=self._badge(entry.state),
            since=in_words.day(entry.since, self.language) if entry.since else "",
            said=self._said_by(entry),
            error=self.said.get(entry.key, ""),
            theirs=entry.text if told and entry.text != text else "",
            german=cleaned(markup_of(entry.source)) if is_markup else None,
            german_seen=seen(entry.source),
            changes=difference(entry.before, entry.source) if entry.since else (),
            lines=max(2, min(30, max(len(text), len(entry.source)) // 60 + text.count("\n") + 1)),
            is_one_line=entry.kind == LINE,
        )

    @property
    def page(self) -> PageState:
        public = self.there is not None and is_public(self.there)
        return page_state(self.entries, public)

    @property
    def page_badge(self) -> Badge:
        return self._badge(self.page.state)

    @property
    def there_address(self) -> str:
        return self.there.absolute_url() if self.there is not None else ""

    @property
    def has_outdated(self) -> bool:
        return any(each.state == OUTDATED for each in self.entries)

    @property
    def may_publish(self) -> bool:
        return may_publish(self.context, self.tag)

    @property
    def may_save(self) -> bool:
        return may_change(self.context, self.tag)

    @cached_property
    def language(self) -> str:
        """The page's address is German, its reader need not be."""
        return languages.wanted(self.request)

    @property
    def done_message(self) -> Shown:
        said = {"1": SAVED, "2": PUBLISHED}.get(self.sent("saved"))
        return self.translate(said) if said and not self.is_posted else ""

    def address_of(self, tag: str, **more: str) -> str:
        return f"{self.address}?{urlencode({'to': tag, **more})}"

    @property
    def here(self) -> str:
        return self.address_of(self.tag) if self.tag else self.address

    def _badge(self, state: str) -> Badge:
        kind, word = STATE_WORDS[state]
        return Badge(kind, str(self.translate(word)))

    def _said_by(self, said: Entry | PageState) -> str:
        if not said.at:
            return ""
        return f"{full_name(said.by) or said.by}, {in_words.day(said.at[:10], self.language)}"

    # What was sent

    def done(self) -> str | None:
        if not self.tag:
            return self._all_still_true()
        if not self.may_save:
            self.complain(NOT_YOURS, "texts")
            return None
        self._save()
        if self.said:
            return None
        name = self.sent("still")
        if name:
            self._still(None if name == "all" else [name])
        if "publish" in self.request.form:
            return self._publish()
        return f"{self.address_of(self.tag, saved='1')}#texts"

    def _all_still_true(self) -> str:
        for tag in self.outdated:
            if may_change(self.context, tag):
                still_true(self.context, tag)
        return self.address

    def _still(self, names) -> None:
        """Holds only for the German that the person saw."""
        now = {each.key: each for each in self.entries}
        shown = [key for key in now if self.sent(f"german.{key}") == seen(now[key].source)]
        still_true(self.context, self.tag, [k for k in shown if names is None or k in names])

    def _save(self) -> None:
        """Save what the person touched; what somebody else changed meanwhile is told instead."""
        now = {each.key: each for each in self.entries}
        rows = {key: self._sent(each) for key, each in now.items() if self._is_sent(key)}
        out = sorted_out(rows.values(), now)
        self.overtaken = set(out.overtaken)
        for key in out.overtaken:
            self.said[key] = self._told_of(now[key], rows[key].stamp)
            self.typed[key] = rows[key]
        self._save_right(out.to_save, rows)

    def _is_sent(self, key: str) -> bool:
        return f"text.{key}" in self.request.form

    def _sent(self, now: Entry) -> Typed:
        """What was typed for a text; an empty one that was missing stays missing."""
        text, state = self.sent(f"text.{now.key}", 50_000), self.sent(f"state.{now.key}")
        if not text.strip() and now.state == MISSING:
            state = MISSING
        elif state not in (*SAID, OUTDATED):
            state = TRANSLATED
        comment = self.sent(f"comment.{now.key}", 500)
        return typed(now.key, self.sent(f"seen.{now.key}"), text, state, comment)

    def _told_of(self, now: Entry, stamp: str) -> str:
        if stamp[12:] != now.stamp[12:]:
            return str(self.translate(GERMAN_CHANGED))
        who = full_name(now.by) or str(self.translate(SOMEBODY))
        return str(self.translate(Message(OVERTAKEN, mapping={"who": who})))

    def _save_right(self, wanted: Sequence[Entry], rows: Mapping[str, Typed]) -> None:
        """What is right is saved although something else is wrong."""
        try:
            if wanted:
                save(self.context, self.tag, wanted)
        except WrongTextError as error:
            for key, said in error.said.items():
                self.said[key] = " ".join(str(self.translate(text)) for text in said)
                self.typed[key] = rows[key]
            self._save_right([each for each in wanted if each.key not in error.said], rows)
        self.__dict__.pop("there", None)

    def _publish(self) -> str | None:
        if self.there is None or not self.there.title:
            self.complain(NO_TITLE, "f-text-title")
            return None
        if not is_public(self.there) and self.may_publish:
            api.content.transition(self.there, "publish")
        return f"{self.address_of(self.tag, saved='2')}#texts"

    @property
    def form_errors(self) -> list[ErrorLink]:
        return [ErrorLink(f"f-text-{key}", text) for key, text in self.said.items()]
