"""The workplace: what needs somebody today, why, and everything else one filter away.

The form is sent by POST though it changes nothing: what is searched for is a name, and names
have no place in addresses and logs. What holds no name may stand in an address that can be shared.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from urllib.parse import urlencode

from AccessControl import getSecurityManager
from zope.component import getMultiAdapter

from permitdesk.casework.dossier.labels import everywhere
from permitdesk.casework.reading import language_name
from permitdesk.casework.responsibility import desks_of
from permitdesk.casework.states import STATES, state_title
from permitdesk.casework.views.page import OfficePage, moment
from permitdesk.casework.worklist import looking
from permitdesk.casework.worklist.columns import COLUMNS, Column, chosen
from permitdesk.casework.worklist.errand import errands_of
from permitdesk.casework.worklist.kept import LONGEST_TITLE, Saved, kept
from permitdesk.casework.worklist.listing import ENTRANCES, Filter, counted, worklist
from permitdesk.casework.worklist.views.asked import NAMES, asked, sort_value, text
from permitdesk.casework.worklist.views.table import ListTable
from permitdesk.casework.worklist.words import (
    ACTION_TITLES,
    CERTIFICATES,
    EVERY,
    EVERYTHING,
    KINDS,
    LIST_ACTION_TITLES,
    NEWS,
    SELECTS,
    UNANSWERED,
    UNREACHED,
    WAITING,
    WINDOWS,
)
from permitdesk.casework.worklist.words import ENTRANCES as ENTRANCE_TITLES
from permitdesk.core import _, in_words
from permitdesk.core.languages import SOURCE
from permitdesk.intake import channel_title
from permitdesk.theme import Badge, Choice, Notice, PageTemplate

SIZE = 50
# Always in view; the others are one click away, or in view when one of them is set.
FIRST = ("desk", "state", "service", "waiting")


class ListPage(OfficePage):
    """What pages about the list share: what is asked for, and what things are called."""

    @cached_property
    def wanted(self) -> Filter:
        return asked(self.request.form, self.request.method == "POST", self.kept)

    @cached_property
    def kept(self):
        return kept(self.office)

    @cached_property
    def desks(self) -> dict[str, object]:
        return desks_of(self.user, self.office)

    @cached_property
    def desk_titles(self) -> dict[str, str]:
        return {id_: desk.title for id_, desk in self.desks.items()}

    @cached_property
    def labels(self) -> dict[str, object]:
        return everywhere(self.office)

    def label_badge(self, id_: str) -> Badge | None:
        label = self.labels.get(id_)
        return Badge(label.colour, label.title) if label else None

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    def hidden(self) -> list[tuple[str, str]]:
        """What was asked for as hidden fields, to ask for it once more by POST."""
        found = [(name, getattr(self.wanted, name)) for name in NAMES]
        found.append(("sort_on", sort_value(self.wanted.order, self.wanted.descending)))
        found.append(("q", self.wanted.text))
        return [(name, value) for name, value in found if value]

    def ranking(self) -> list[str]:
        """The values of what the list is sorted by, in the order of their titles."""
        titles = {"state": dict.fromkeys(STATES, ""), "waiting": dict.fromkeys(WAITING, "")}
        titles |= {"service": self.service_titles, "desk": self.desk_titles}
        known = titles.get(self.wanted.order, {})
        return sorted(known, key=lambda value: known[value].casefold())

    @property
    def incomplete(self) -> Notice | None:
        """Said until an upgrade has filled the catalogue of a portal from before."""
        if self.office.cases.is_complete:
            return None
        title = _("casework_worklist_incomplete", default="In dieser Liste fehlen Vorgänge")
        more = _(
            "casework_worklist_incomplete_text",
            default="Das Verzeichnis der Vorgänge ist nach einer Aktualisierung noch nicht neu "
            "aufgebaut. Bitten Sie die Betriebsstelle, die Aktualisierung abzuschließen.",
        )
        return Notice("warning", self.translate(title), self.translate(more))


class Workplace(ListPage):
    index = PageTemplate("workplace.pt")
    _parts = PageTemplate("list.pt")
    title = _("casework_workplace_title", default="Arbeitsplatz")
    saving_title = saving_error = ""  # of a search that could not be saved
    bulk_error = ""  # why nothing is done with many cases
    # What was wanted with which of them, when that is so; see ``bulk``.
    ticked: Collection[str] = ()
    takes_all = False
    wanted_action = ""

    def __call__(self):
        if self.request.method == "POST" and "bulk" in self.request.form:
            # One form holds filters and marked rows, so that nothing that was set gets lost.
            return getMultiAdapter((self.context, self.request), name="bulk")()
        return self.listed()

    def listed(self) -> str:
        """The page with the list."""
        self.total, rows = worklist(
            self.user, self.office, self.wanted, self._start(), SIZE, self.ranking()
        )
        self.rows = list(rows)
        if self.wanted.text.strip():
            looking.record("page", self.wanted, self.total, self._start())
        return super().__call__()

    @property
    def list_parts(self):
        """The macros of the list."""
        return self._parts.macros

    def _start(self) -> int:
        number = text(self.request.form, "page")
        return (max(int(number), 1) - 1) * SIZE if number.isdecimal() and len(number) < 7 else 0

    @property
    def page(self) -> int:
        return self._start() // SIZE + 1

    @property
    def previous_page(self) -> int:
        return self.page - 1

    @property
    def next_page(self) -> int:
        return self.page + 1 if self.page * SIZE < self.total else 0

    @property
    def position(self) -> str:
        first = self._start() + 1 if self.rows else 0
        last = self._start() + len(self.rows)
        return self.translate(
            _(
                "casework_position",
                default="${first}–${last} von ${total}",
                mapping={
                    name: in_words.number(value, SOURCE)
                    for name, value in (("first", first), ("last", last), ("total", self.total))
                },
            )
        )

    @property
    def total_in_words(self) -> str:
        return in_words.number(self.total, SOURCE)

    def entrances(self) -> list[dict[str, object]]:
        """Counted ways into the list; the one that is open is marked."""
        counts = counted(self.user, self.office)
        now = {k: v for k, v in self.wanted.without_person().items() if k in NAMES}
        found = [
            {
                "title": self.translate(ENTRANCE_TITLES[name]),
                "count": in_words.number(counts[name], SOURCE),
                "address": f"{self.workplace_address}?{urlencode(wanted)}",
                "current": "page" if now == dict(wanted) and not self.wanted.text else None,
            }
            for name, wanted in ENTRANCES.items()
        ]
        every = self.office.cases.count(set(self.desks))
        found.append(
            {
                "title": self.translate(EVERYTHING),
                "count": in_words.number(every, SOURCE),
                "address": self.workplace_address,
                "current": "page" if not now and not self.wanted.text else None,
            }
        )
        return found

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return chosen(self.kept.columns(self.user), len(self.desks))

    @cached_property
    def table(self) -> ListTable:
        return ListTable(self, self.rows, self.columns, self.wanted)

    def column_choices(self) -> list[Choice]:
        shown = {column.id for column in self.columns}
        return [
            Choice(column.id, self.translate(column.title), column.id in shown)
            for column in COLUMNS[1:]
        ]

    @property
    def is_empty_search(self) -> bool:
        """Whether somebody was looked for and is not here."""
        return bool(self.wanted.text.strip()) and not self.total

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a person was asked for."""
        return any(getattr(self.wanted, name) for name in NAMES)

    @property
    def not_found(self) -> str:
        text = _(
            "casework_worklist_nobody",
            default="Zu „${text}“ gibt es in Ihren Ordnern keinen Vorgang.",
            mapping={"text": self.wanted.text.strip()},
        )
        return self.translate(text)

    @property
    def entry_address(self) -> str:
        """Where staff enter what did not come online; empty for who may not."""
        may = getSecurityManager().checkPermission("permitdesk: Enter application", self.context)
        return f"{self.workplace_address}/entry" if may else ""

    def actions(self) -> list[Choice]:
        """What can be done with many cases."""
        return [
            Choice(action, self.translate(title), action == self.wanted_action)
            for action, title in LIST_ACTION_TITLES.items()
        ]

    def errands(self) -> list[dict[str, str]]:
        """What this person asked for in the last day."""
        return [
            {
                "title": self.translate(ACTION_TITLES[errand.action]),
                "address": f"{self.workplace_address}/@@errand/{errand.id}",
                "said": f"{errand.done}/{errand.total} · {moment(errand.at)}",
            }
            for errand in errands_of(self.office, self.user)
        ]

    def saved(self) -> list[Saved]:
        return list(self.kept.searches(self.user))

    @property
    def opened(self) -> Saved | None:
        """The saved search whose address was opened."""
        return self.kept.search(text(self.request.form, "search"))

    def saved_address(self, saved: Saved) -> str:
        return f"{self.workplace_address}?search={saved.id}"

    longest_title = LONGEST_TITLE

    def filters(self) -> list[tuple[str, str, list[Choice]]]:
        """Name, label and choices of the selects that are always in view."""
        return [self._select(name) for name in FIRST]

    def more_filters(self) -> list[tuple[str, str, list[Choice]]]:
        return [self._select(name) for name in SELECTS if name not in FIRST]

    @property
    def more_are_open(self) -> str | None:
        """Whether one of the other filters is set."""
        others = (name for name in SELECTS if name not in FIRST)
        return "open" if any(getattr(self.wanted, name) for name in others) else None

    def _select(self, name: str) -> tuple[str, str, list[Choice]]:
        titles, value = self._titles(name), getattr(self.wanted, name)
        if value and value not in titles:
            titles = {**titles, value: value}
        choices = [
            Choice("", self.translate(EVERY), not value),
            *(Choice(key, title, key == value) for key, title in titles.items()),
        ]
        return name, self.translate(SELECTS[name]), choices

    def _titles(self, name: str) -> Mapping[str, str]:
        """The values that a filter offers, and how they are called."""
        there = {
            "language": lambda value: language_name(value),
            "channel": lambda value: self.translate(channel_title(value)),
            "label": lambda value: self.labels[value].title if value in self.labels else value,
        }
        if name in there:
            values = self.office.cases.values(set(self.desks), name)
            titles = {value: str(there[name](value)) for value in values}
            return dict(sorted(titles.items(), key=lambda each: each[1].casefold()))
        if name in ("expires", "deadline"):
            return {value: self.translate(title) for value, title in WINDOWS.items()}
        return {
            "desk": self.desk_titles,
            "state": {state: state_title(state) for state in STATES},
            "service": self.service_titles,
            "waiting": {value: self.translate(title) for value, title in WAITING.items()},
            "kind": {value: self.translate(title) for value, title in KINDS.items()},
            "wish": {value: self.translate(title) for value, title in CERTIFICATES.items()},
            "news": {"new": self.translate(NEWS)},
            "unreached": {"yes": self.translate(UNREACHED)},
            "unanswered": {"yes": self.translate(UNANSWERED)},
        }[name]
