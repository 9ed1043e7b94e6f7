"""When one may begin online: opening and closing days, and a pause.

It stands beside the revisions, so that it holds at once; who set it, when and why is kept.

``service.availability`` is JSON: ``opens``, ``closes`` (the last day), ``paused_on`` (ISO days),
``notices`` (language to text), ``grace`` (days). Empty: open.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from dataclasses import field as attribute
from datetime import date, timedelta
from hashlib import sha256

from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Shown, Text, joined, say

OPEN, NOT_YET, CLOSED, PAUSED = "open", "not-yet", "closed", "paused"
GRACE, MOST_GRACE = 14, 90  # days in which who began may still send
LONGEST_NOTICE, LONGEST_WHY = 600, 300

_TITLES = {
    NOT_YET: _("services_not_yet", default="Online möglich ab ${day}"),
    CLOSED: _("services_closed", default="Online war das bis ${day} möglich"),
    PAUSED: _("services_paused", default="Online geht das im Moment nicht"),
}
_SEND_UNTIL = _(
    "services_send_until",
    default="Wer schon begonnen hat, kann noch bis ${day} absenden.",
)
_SEND_LATER = _(
    "services_send_later",
    default="Was schon begonnen wurde, bleibt gespeichert, bis 30 Tage nach der letzten Änderung."
    " Absenden geht erst wieder, wenn der Dienst offen ist.",
)
BAD_DAY = _("services_availability_day", default="Das ist kein Datum.")
WRONG_ORDER = _(
    "services_availability_order", default="Der letzte Tag liegt vor dem ersten. Ändern Sie einen."
)
NO_NOTICE = _(
    "services_availability_notice",
    default="Schreiben Sie auf Deutsch, warum das im Moment nicht geht und was man tun kann.",
)
BAD_NOTICE = _(
    "services_availability_bad_notice",
    default="Der Hinweis ist zu lang, oder er enthält das Zeichen „<“.",
)
BAD_GRACE = _("services_availability_grace", default="Geben Sie eine Zahl von 0 bis ${most} ein.")
NO_WHY = _("services_availability_why", default="Schreiben Sie kurz, warum.")


@dataclass(frozen=True)
class Availability:
    """``closes`` is the last day on which one may begin, ``grace`` the days after it, or after the
    pause began, in which who has begun may send."""

    opens: date | None = None
    closes: date | None = None
    paused_on: date | None = None
    notices: Mapping[str, str] = attribute(default_factory=dict)
    grace: int = GRACE

    def state(self, on: date) -> str:
        if self.paused_on is not None:
            return PAUSED
        if self.closes is not None and on > self.closes:
            return CLOSED
        return NOT_YET if self.opens is not None and on < self.opens else OPEN

    def is_open(self, on: date) -> bool:
        return self.state(on) == OPEN

    def last_sending(self, on: date) -> date | None:
        """The last day on which who has begun may send; None where none is set."""
        ends = [self.paused_on] if self.paused_on is not None else []
        if self.closes is not None and on > self.closes:
            ends.append(self.closes)
        return min(ends) + timedelta(self.grace) if ends else None

    def may_send(self, on: date) -> bool:
        """Whether who has begun may send."""
        last = self.last_sending(on)
        return last is None or on <= last

    def data(self) -> dict[str, object]:
        """As JSON has it."""
        days = {name: getattr(self, name) for name in ("opens", "closes", "paused_on")}
        return {
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "notices": dict(self.notices),
            "grace": self.grace,
        }


@dataclass(frozen=True)
class Said:
    """Why one cannot begin, for people."""

    title: Shown
    text: Shown


@dataclass(frozen=True)
class Switch:
    """Who set what (JSON), when (ISO) and why."""

    by: str
    at: str
    why: str
    what: str


def availability_of(service) -> Availability:
    """What holds for a service."""
    kept = json.loads(service.availability or "{}")
    days = {
        name: date.fromisoformat(kept[name]) if kept.get(name) else None
        for name in ("opens", "closes", "paused_on")
    }
    return Availability(**days, notices=kept.get("notices", {}), grace=kept.get("grace", GRACE))


def stamp_of(service) -> str:
    """SHA-256 (hex) of what holds: whether somebody else set it meanwhile."""
    return sha256(f"{len(service.switches)} {service.availability}".encode()).hexdigest()


def set_availability(service, new: Availability, by: str, why: str) -> None:
    """Let it hold from now on, and note who did it and why."""
    what = json.dumps(new.data(), ensure_ascii=False, sort_keys=True)
    moment = clock.now().isoformat(timespec="seconds")
    service.availability = what
    service.switches = (*service.switches, astuple(Switch(by, moment, why, what)))
    service.reindexObject()  # what remembers the lists of services hears of it


def switches(service) -> tuple[Switch, ...]:
    """All that was set, oldest first."""
    return tuple(Switch(*each) for each in service.switches)


def checked(
    sent: Mapping[str, object], before: Availability, today: date
) -> tuple[Availability, dict[str, Message]]:
    """What was sent (``opens``, ``closes``, ``paused``, ``notices``, ``grace``, ``why``), and what
    is wrong with it by name; notices as ``notices.<language>``. Nothing is taken over from
    ``before`` but the day on which a pause began."""
    wrong: dict[str, Message] = {}
    days = {}
    for name in ("opens", "closes"):
        days[name] = _day(sent.get(name))
        if sent.get(name) and days[name] is None:
            wrong[name] = BAD_DAY
    if days["opens"] and days["closes"] and days["closes"] < days["opens"]:
        wrong["closes"] = WRONG_ORDER
    notices = {}
    given = sent.get("notices")
    for tag, text in given.items() if isinstance(given, Mapping) else ():
        if tag not in LANGUAGES or not _is_plain(text, LONGEST_NOTICE):
            wrong[f"notices.{tag}"] = BAD_NOTICE
        elif text.strip():
            notices[tag] = text.strip()
    paused = sent.get("paused") is True
    if paused and not notices.get(SOURCE) and f"notices.{SOURCE}" not in wrong:
        wrong[f"notices.{SOURCE}"] = NO_NOTICE
    grace = sent.get("grace", GRACE)
    if type(grace) is not int or not 0 <= grace <= MOST_GRACE:
        wrong["grace"] = Message(BAD_GRACE, mapping={"most": MOST_GRACE})
        grace = GRACE
    why = sent.get("why")
    if not _is_plain(why, LONGEST_WHY) or not why.strip():
        wrong["why"] = NO_WHY
    since = (before.paused_on or today) if paused else None
    return Availability(**days, paused_on=since, notices=notices, grace=grace), wrong


def closed_said(found: Availability, on: date, language: str) -> Said | None:
    """Why one cannot begin on a day; None where one can."""
    state = found.state(on)
    if state == OPEN:
        return None
    day = found.opens if state == NOT_YET else found.closes
    mapping = {"day": in_words.day(day.isoformat(), language)} if day else {}
    parts = [_notice(found, language)] if state == PAUSED else []
    last = found.last_sending(on)
    if last is not None:
        until = Message(_SEND_UNTIL, mapping={"day": in_words.day(last.isoformat(), language)})
        parts.append(say(until if on <= last else _SEND_LATER, language))
    spaced = [each for part in parts if part for each in (" ", part)]
    title = say(Message(_TITLES[state], mapping=mapping), language)
    return Said(title, joined(*spaced[1:]) if spaced else "")


def _notice(found: Availability, language: str) -> Shown:
    own = found.notices.get(language)
    german = found.notices.get(SOURCE, "")
    return own or (german if language == SOURCE else Text(german, SOURCE))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _is_plain(text: object, longest: int) -> bool:
    return isinstance(text, str) and len(text) <= longest and "<" not in text
