"""When one may begin online: opening and closing days, a pause, and limits to how many may come.

It stands beside the revisions, so that it holds at once; who set it, when and why is kept.

``service.availability`` is JSON: ``opens``, ``closes`` (the last day), ``paused_on`` (ISO days),
``notices`` (language to text), ``translated`` (language to the German that its notice was made of),
``grace`` (days), ``per_day`` and ``in_all`` (applications), ``counted_from`` (ISO day). Without
any it is open.
"""

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from dataclasses import field as attribute
from datetime import date, timedelta
from hashlib import sha256

from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, clock, in_words
from permitdesk.core.characters import turns
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Shown, Text, joined, say
from permitdesk.services.counting import came
from permitdesk.translation import is_small

OPEN, NOT_YET, CLOSED, PAUSED = "open", "not-yet", "closed", "paused"
FULL, FULL_TODAY = "full", "full-today"
GRACE, MOST_GRACE = 14, 90  # days in which who began may still send
MOST_LIMIT = 1_000_000
LONGEST_NOTICE, LONGEST_WHY = 600, 300

_TITLES = {
    NOT_YET: _("services_not_yet", default="Online möglich ab ${day}"),
    CLOSED: _("services_closed", default="Online war das bis ${day} möglich"),
    PAUSED: _("services_paused", default="Online geht das im Moment nicht"),
    FULL: _("services_full", default="Online geht das nicht mehr"),
    FULL_TODAY: _("services_full_today", default="Online geht das heute nicht mehr"),
}
_WHY_FULL = {
    FULL: _("services_full_why", default="Es ist so viel eingegangen, wie wir bearbeiten können."),
    FULL_TODAY: _(
        "services_full_today_why",
        default="Heute ist so viel eingegangen, wie wir an einem Tag bearbeiten können.",
    ),
}
_AGAIN = _("services_again", default="Morgen, am ${day}, können Sie wieder beginnen.")
_INSTEAD = _(
    "services_full_instead",
    default="Nutzen Sie das Formular auf Papier, oder fragen Sie uns, was Sie jetzt tun können.",
)
_IN_HASTE = _(
    "services_full_in_haste",
    default="Wenn Sie nicht warten können: Nutzen Sie das Formular auf Papier, oder fragen Sie"
    " uns.",
)
_MAY_SEND = _("services_full_may_send", default="Wer schon begonnen hat, kann weiterhin absenden.")
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
    default="Der Hinweis ist zu lang, oder er enthält das Zeichen „<“ oder unsichtbare Zeichen.",
)
BAD_LIMIT = _(
    "services_availability_limit",
    default="Geben Sie eine ganze Zahl von 1 bis ${most} ein, oder lassen Sie das Feld leer.",
)
BAD_GRACE = _("services_availability_grace", default="Geben Sie eine Zahl von 0 bis ${most} ein.")
NO_WHY = _("services_availability_why", default="Schreiben Sie kurz, warum.")


_DAYS = ("opens", "closes", "paused_on", "counted_from")


@dataclass(frozen=True)
class Availability:
    """``closes`` is the last day on which one may begin, ``grace`` the days after it, or after the
    pause began, in which who has begun may send.

    ``per_day`` and ``in_all`` are the applications after which nobody begins; who has begun sends,
    so a few more may come. In all counts from ``opens``, else from ``counted_from``, the day on
    which the limit was set. ``came_today`` and ``came`` are what came; they are counted, not kept.

    ``translated`` is the German of each translated notice: of what has changed since, nobody reads
    the old translation.
    """

    opens: date | None = None
    closes: date | None = None
    paused_on: date | None = None
    notices: Mapping[str, str] = attribute(default_factory=dict)
    translated: Mapping[str, str] = attribute(default_factory=dict)
    grace: int = GRACE
    per_day: int | None = None
    in_all: int | None = None
    counted_from: date | None = None
    came_today: int = 0
    came: int = 0

    def state(self, on: date) -> str:
        if self.paused_on is not None:
            return PAUSED
        if self.closes is not None and on > self.closes:
            return CLOSED
        if self.opens is not None and on < self.opens:
            return NOT_YET
        if self.in_all is not None and self.came >= self.in_all:
            return FULL
        is_full = self.per_day is not None and self.came_today >= self.per_day
        return FULL_TODAY if is_full else OPEN

    def is_open(self, on: date) -> bool:
        return self.state(on) == OPEN

    def again(self, on: date) -> date | None:
        """The next day, where one may begin then and not on this one."""
        if self.state(on) != FULL_TODAY:
            return None
        tomorrow = on + timedelta(1)
        return tomorrow if replace(self, came_today=0).is_open(tomorrow) else None

    def german_of(self, language: str) -> str:
        """The German that the notice in a language translates."""
        return self.translated.get(language, self.notices.get(SOURCE, ""))

    @property
    def counts_from(self) -> date | None:
        """The first day that ``in_all`` counts; None where there is no such limit."""
        return (self.opens or self.counted_from) if self.in_all is not None else None

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
        days = {name: getattr(self, name) for name in _DAYS}
        return {
            **{name: day.isoformat() if day else None for name, day in days.items()},
            "notices": dict(self.notices),
            "translated": dict(self.translated),
            "grace": self.grace,
            "per_day": self.per_day,
            "in_all": self.in_all,
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


def _kept(service) -> Availability:
    """What was set, with nothing counted."""
    kept = json.loads(service.availability or "{}")
    days = {name: date.fromisoformat(kept[name]) if kept.get(name) else None for name in _DAYS}
    return Availability(
        **days,
        notices=kept.get("notices", {}),
        translated=kept.get("translated", {}),
        grace=kept.get("grace", GRACE),
        per_day=kept.get("per_day"),
        in_all=kept.get("in_all"),
    )


def availability_of(service) -> Availability:
    """What holds for a service, with what came by now where there is a limit."""
    found = _kept(service)
    if found.per_day is None and found.in_all is None:
        return found
    today, first = clock.today(), found.counts_from
    return replace(
        found,
        came_today=came_on(service, today),
        came=came(getSite(), service.getId(), first, today) if first else 0,
    )


def came_on(service, day: date) -> int:
    """How many applications came online on a day."""
    return came(getSite(), service.getId(), day, day)


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
    """What was sent (``opens``, ``closes``, ``paused``, ``notices``, ``grace``, ``per_day``,
    ``in_all``, ``why``), and what is wrong with it by name; notices as ``notices.<language>``.
    Nothing is taken over from ``before`` but the days on which a pause and a count began, and what
    German a notice translates that stays as it is."""
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
    limits = {name: sent.get(name) for name in ("per_day", "in_all")}
    for name, limit in limits.items():
        if limit is not None and not (type(limit) is int and 1 <= limit <= MOST_LIMIT):
            wrong[name] = Message(BAD_LIMIT, mapping={"most": MOST_LIMIT})
            limits[name] = None
    why = sent.get("why")
    if not _is_plain(why, LONGEST_WHY) or not why.strip():
        wrong["why"] = NO_WHY
    since = (before.paused_on or today) if paused else None
    counted_from = (before.counted_from or today) if limits["in_all"] else None
    found = Availability(
        **days, **limits, paused_on=since, notices=notices, grace=grace, counted_from=counted_from,
        translated=_translated(notices, before),
    )  # fmt: skip
    return found, wrong


def _translated(notices: Mapping[str, str], before: Availability) -> dict[str, str]:
    """What German each notice translates: one that was written now the German of now, one that
    stays what it did, unless only a comma or capitals changed."""
    german, was = notices.get(SOURCE, ""), before.notices.get(SOURCE, "")
    return {
        tag: before.german_of(tag)
        if text == before.notices.get(tag) and not is_small(was, german)
        else german
        for tag, text in notices.items()
        if tag != SOURCE and german
    }


def german_notice(service) -> str:
    """The notice of a pause, whether there is one now or not; empty for none."""
    return _kept(service).notices.get(SOURCE, "")


def translated_notice(service, language: str) -> tuple[str, str] | None:
    """The German that the notice in a language translates, and the translation; None for none."""
    found = _kept(service)
    text = found.notices.get(language)
    return (found.german_of(language), text) if text else None


def translate_notice(service, language: str, german: str, text: str) -> None:
    """Keep a translation of the notice; an empty one goes. It is no switch: the service stays as
    open as it was."""
    kept = json.loads(service.availability or "{}")
    for name, value in (("notices", text), ("translated", german if text else "")):
        table = {tag: each for tag, each in kept.get(name, {}).items() if tag != language}
        kept[name] = {**table, **({language: value} if value else {})}
    service.availability = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    service.reindexObject()


def closed_said(found: Availability, on: date, language: str) -> Said | None:
    """Why one cannot begin on a day; None where one can."""
    state = found.state(on)
    if state == OPEN:
        return None
    day = found.opens if state == NOT_YET else found.closes
    mapping = {"day": in_words.day(day.isoformat(), language)} if day else {}
    parts = [_notice(found, language)] if state == PAUSED else _full_said(found, on, language)
    last = found.last_sending(on)
    if last is not None:
        until = Message(_SEND_UNTIL, mapping={"day": in_words.day(last.isoformat(), language)})
        parts.append(say(until if on <= last else _SEND_LATER, language))
    spaced = [each for part in parts if part for each in (" ", part)]
    title = say(Message(_TITLES[state], mapping=mapping), language)
    return Said(title, joined(*spaced[1:]) if spaced else "")


def _full_said(found: Availability, on: date, language: str) -> list[Shown]:
    """Why nobody begins although the service is open, when one can again, what to do instead."""
    state, again = found.state(on), found.again(on)
    if state not in _WHY_FULL:
        return []
    said = [_WHY_FULL[state]]
    if again is not None:
        day = in_words.day(again.isoformat(), language)
        said += [Message(_AGAIN, mapping={"day": day}), _IN_HASTE]
    else:
        said.append(_INSTEAD)
    return [say(each, language) for each in (*said, _MAY_SEND)]


def _notice(found: Availability, language: str) -> Shown:
    german = found.notices.get(SOURCE, "")
    own = found.notices.get(language) if found.german_of(language) == german else ""
    return own or (german if language == SOURCE else Text(german, SOURCE))


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _is_plain(text: object, longest: int) -> bool:
    is_text = isinstance(text, str) and len(text) <= longest
    return is_text and "<" not in text and not turns(text)
