"""Pages × languages: a quiet grid in which the gaps are loud."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from permitdesk.access import actor
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, LONGEST_TAG, TRANSLATED_INTO, Language
from permitdesk.guidance.editors import COVERAGE, EditorsPage
from permitdesk.guidance.translating.coverage import (
    OLDEST,
    OPEN,
    TITLE,
    Page,
    Sought,
    counts,
    found,
    is_sought,
    pages,
    without_german,
)
from permitdesk.guidance.translating.translations import PageState
from permitdesk.theme import Choice, Pages, PageTemplate
from permitdesk.translation import (
    IN_WORK,
    MISSING,
    OUTDATED,
    REVIEWED,
    STATE_WORDS,
    STATES,
    TRANSLATED,
)

BATCH = 100
# What is done is a quiet sign, what is not a word.
_SIGNS = {TRANSLATED: "✓", REVIEWED: "✓✓"}


@dataclass(frozen=True)
class Mark:
    """A cell of the grid. ``sign`` stands in place of the word where nothing is to do."""

    tag: str
    state: str
    word: str
    sign: str
    since: str  # in words
    address: str
    public: bool
    fits: bool


@dataclass(frozen=True)
class Line:
    """A row of the grid."""

    title: str
    address: str
    public: bool
    review_by: str  # in words, where the day has come
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Head:
    """A column of the grid: the language, how much is to do, where that is listed."""

    language: Language
    address: str
    open: int


def sought_by(sent: Callable[[str], str]) -> Sought:
    """What the fields of a form narrow the grid to."""
    state, tag = sent("state"), sent("to")
    return Sought(
        state=state if state in (*STATES, OPEN) else "",
        tag=tag if tag in TRANSLATED_INTO else "",
        by=actor() if sent("mine") else "",
        order=OLDEST if sent("order") == OLDEST else TITLE,
        due=bool(sent("due")),
    )


class CoveragePage(EditorsPage):
    """``coverage`` of the site; ``?state=``, ``?to=``, ``?mine=``, ``?due=``, ``?order=`` narrow
    and sort it."""

    title = COVERAGE
    index = PageTemplate("coverage.pt")

    def sent(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value[:LONGEST_TAG] if isinstance(value, str) else ""

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@coverage"

    @cached_property
    def sought(self) -> Sought:
        return sought_by(self.sent)

    @cached_property
    def every(self) -> list[Page]:
        return pages(self.site)

    @cached_property
    def found(self) -> list[Page]:
        return found(self.every, self.sought, clock.today())

    @property
    def start(self) -> int:
        start = self.sent("start")
        return int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0

    @property
    def heads(self) -> list[Head]:
        of_language = counts(self.every)
        return [
            Head(
                LANGUAGES[tag],
                self.address_with(to=tag, state=OPEN),
                sum(of_language[tag][state] for state in (MISSING, OUTDATED, IN_WORK)),
            )
            for tag in self.sought.tags
        ]

    @property
    def lines(self) -> list[Line]:
        today = clock.today()
        return [
            Line(
                page.title,
                f"{page.address}/@@translate",
                page.public,
                self._day(page.review_by) if page.is_due(today) else "",
                [self._mark(page, tag) for tag in self.sought.tags],
            )
            for page in self.found[self.start : self.start + BATCH]
        ]

    @cached_property
    def _words(self) -> dict[str, str]:
        return {state: str(self.translate(word)) for state, (_kind, word) in STATE_WORDS.items()}

    def _mark(self, page: Page, tag: str) -> Mark:
        kept = page.states.get(tag) or PageState()
        return Mark(
            tag,
            kept.state,
            self._words[kept.state],
            _SIGNS.get(kept.state, ""),
            self._day(kept.since) if kept.since else "",
            f"{page.address}/@@translate?to={tag}",
            kept.public,
            is_sought(kept, self.sought),
        )

    def _day(self, day: str) -> str:
        if day not in self._days:
            self._days[day] = in_words.day(day, self.language)
        return self._days[day]

    @cached_property
    def _days(self) -> dict[str, str]:
        return {}

    @property
    def summary(self) -> str:
        number = in_words.number(len(self.found), self.language)
        return f"{number} / {in_words.number(len(self.every), self.language)}"

    @property
    def due_count(self) -> int:
        today = clock.today()
        return sum(page.is_due(today) for page in self.every)

    @property
    def foreign(self) -> list[tuple[str, str, Language]]:
        """Pages of which there is no German one."""
        return [(title, address, LANGUAGES[tag]) for title, address, tag in self._foreign]

    @cached_property
    def _foreign(self) -> list[tuple[str, str, str]]:
        return without_german(self.site) if self.sought.is_everything and not self.start else []

    # Filters

    @property
    def state_choices(self) -> list[Choice]:
        every = _("guidance_coverage_every_state", default="alle")
        still = _("guidance_coverage_open", default="was zu tun ist")
        words = {"": every, OPEN: still, **{s: STATE_WORDS[s][1] for s in STATES}}
        return [
            Choice(state, self.translate(word), state == self.sought.state)
            for state, word in words.items()
        ]

    @property
    def language_choices(self) -> list[Choice]:
        every = self.translate(_("guidance_coverage_every_language", default="alle"))
        return [
            Choice("", every, not self.sought.tag),
            *(
                Choice(tag, LANGUAGES[tag].native_name, tag == self.sought.tag)
                for tag in TRANSLATED_INTO
            ),
        ]

    @property
    def order_choices(self) -> list[Choice]:
        words = {
            TITLE: _("guidance_coverage_by_title", default="nach Titel"),
            OLDEST: _("guidance_coverage_oldest", default="am längsten veraltet zuerst"),
        }
        return [
            Choice(order, self.translate(word), order == self.sought.order)
            for order, word in words.items()
        ]

    @property
    def filters(self) -> dict[str, str]:
        return {
            "state": self.sought.state,
            "to": self.sought.tag,
            "mine": "1" if self.sought.by else "",
            "due": "1" if self.sought.due else "",
            "order": self.sought.order if self.sought.order != TITLE else "",
        }

    def address_with(self, **changed: object) -> str:
        asked = {name: value for name, value in (self.filters | changed).items() if value}
        return f"{self.address}?{urlencode(asked)}" if asked else self.address

    @property
    def file_address(self) -> str:
        """Where the pages that are shown are a file, once a language is chosen."""
        asked = {name: value for name, value in self.filters.items() if value and name != "order"}
        return f"{self.site_address}/@@coverage-file?{urlencode(asked)}" if self.sought.tag else ""

    @property
    def due_address(self) -> str:
        return f"{self.address}?due=1"

    @property
    def pages(self) -> Pages | None:
        total = len(self.found)
        if total <= BATCH:
            return None
        last = min(self.start + BATCH, total)
        return Pages(
            f"{self.start + 1}–{last} / {total}",
            self.address_with(start=max(0, self.start - BATCH)) if self.start else "",
            self.address_with(start=last) if last < total else "",
        )
