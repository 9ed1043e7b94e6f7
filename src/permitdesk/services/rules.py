"""The rules of a field: whether an answer keeps them, and their JSON form."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.unreadable import UnreadableError
from permitdesk.services import days
from permitdesk.services.conditions import is_empty, number
from permitdesk.services.definition import Rule
from permitdesk.services.effort import MAX_MATCHED, is_laborious
from permitdesk.services.patterns import PATTERNS, ready_pattern

KINDS = frozenset(
    (
        *("pattern", "min", "max", "min_length", "max_length", "before", "after", "true"),
        *("one_of", "no_overlap"),
    )
)
# A pattern by staff must not be able to stall the server: short, and of little effort.
MAX_PATTERN = 200


class MalformedRuleError(UnreadableError):
    """A rule that cannot be read."""


NO_RULE = _("services_malformed_rule", default="Das ist keine Regel: ${data}")
UNKNOWN = _("services_malformed_rule_part", default="Eine Regel kennt kein „${part}“: ${data}")
NO_SEVERITY = _(
    "services_malformed_severity", default="„severity“ ist „error“ oder „warning“: ${data}"
)
NO_LENGTH = _("services_malformed_length", default="Die Länge muss eine ganze Zahl sein: ${data}")
NO_OTHER = _("services_malformed_other", default='Erwartet wird {"field": Name}: ${data}')
NO_BOUND = _(
    "services_malformed_bound", default="Die Grenze ist weder ein Tag noch eine Zahl: ${data}"
)
NO_SPAN = _(
    "services_malformed_overlap",
    default="„no_overlap“ braucht zwei Feldnamen, ersten und letzten Tag: ${data}",
)
NO_NAMES = _(
    "services_malformed_one_of", default="„one_of“ braucht eine Liste von Feldnamen: ${data}"
)
NO_PATTERN = _("services_malformed_pattern", default="Ein Muster muss ein Text sein: ${data}")
NOT_READY = _("services_malformed_ready", default="Dieses fertige Muster gibt es nicht: ${data}")
LABORIOUS = _(
    "services_malformed_laborious",
    default="Dieses Muster ist zu aufwendig (verschachtelte oder zu viele Wiederholungen): ${data}",
)
FAULTY = _("services_malformed_faulty", default="Dieses Muster ist fehlerhaft (${reason}): ${data}")


def broken(
    rule: Rule, answer: object, answers: Mapping[str, object], today: date
) -> Message | None:
    """What to tell the person about a filled answer that breaks a rule, else None.

    ``one_of`` looks at open answers and is checked apart.
    """
    match rule.kind:
        case "pattern":
            return _broken_pattern(rule, answer)
        case "min_length" if isinstance(answer, str) and len(answer.strip()) < int(rule.value):
            return _(
                "services_error_too_short",
                default="Bitte schreiben Sie mindestens ${limit} Zeichen.",
                mapping={"limit": rule.value},
            )
        case "max_length" if isinstance(answer, str) and len(answer) > int(rule.value):
            return _(
                "services_error_too_long",
                default="Bitte kürzen Sie den Text auf höchstens ${limit} Zeichen.",
                mapping={"limit": rule.value},
            )
        case "min" | "max" | "before" | "after":
            return _out_of_bounds(rule, answer, answers, today)
        case "true" if answer is not True:
            return _("services_error_must_agree", default="Bitte bestätigen Sie das.")
    return None


def rows_broken(rule: Rule, rows: Sequence[Mapping[str, object]]) -> Message | None:
    """Whether the spans of two rows of a group certainly have days in common.

    The last day of one may be the first of the next; unknown parts have the benefit of the doubt.
    """
    if rule.kind != "no_overlap":
        return None
    first, last = rule.value
    spans = sorted(
        (begin[1], end[0])
        for begin, end in ((days.span(r.get(first)), days.span(r.get(last))) for r in rows)
        if begin and end and begin[1] < end[0]
    )
    if all(later[0] >= earlier[1] for earlier, later in pairwise(spans)):
        return None
    return _(
        "services_error_overlap",
        default="Zwei Zeiträume überschneiden sich. Prüfen Sie die Daten.",
    )


def one_of_broken(rule: Rule, name: str, answers: Mapping[str, object]) -> Message | None:
    """Whether neither the field nor any of those the rule names is filled."""
    names = (name, *rule.value)
    if any(not is_empty(answers.get(each)) for each in names):
        return None
    return _("services_error_one_of", default="Füllen Sie mindestens eines dieser Felder aus.")


def from_data(data: object) -> Rule:
    """Read a rule from its JSON form. Raises ``MalformedRuleError``."""
    if not isinstance(data, dict) or data.get("kind") not in tuple(KINDS):
        raise MalformedRuleError(NO_RULE, data=repr(data))
    unknown = set(data) - {"kind", "value", "severity", "message"}
    if unknown:
        raise MalformedRuleError(UNKNOWN, part=min(unknown), data=repr(data))
    rule = Rule(
        data["kind"],
        tuple(data["value"]) if isinstance(data.get("value"), list) else data.get("value"),
        data.get("severity", "error"),
        data.get("message", ""),
    )
    if rule.severity not in ("error", "warning") or not isinstance(rule.message, str):
        raise MalformedRuleError(NO_SEVERITY, data=repr(data))
    problem = _malformed(rule)
    if problem is not None:
        raise MalformedRuleError(problem, **(problem.mapping or {}), data=repr(data))
    return rule


def to_data(rule: Rule) -> dict[str, object]:
    """The JSON form that ``from_data`` reads."""
    data: dict[str, object] = {"kind": rule.kind}
    if rule.value is not None:
        data["value"] = list(rule.value) if isinstance(rule.value, tuple) else rule.value
    if rule.severity != "error":
        data["severity"] = rule.severity
    if rule.message:
        data["message"] = rule.message
    return data


def _malformed(rule: Rule) -> Message | None:
    value = rule.value
    if rule.kind == "pattern":
        return _malformed_pattern(value)
    if rule.kind in ("min_length", "max_length"):
        whole = isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 20000
        return None if whole else NO_LENGTH
    if rule.kind in ("min", "max", "before", "after"):
        if isinstance(value, dict):
            named = set(value) == {"field"} and isinstance(value["field"], str)
            return None if named else NO_OTHER
        bound = days.day(value, date(2000, 1, 1)) is not None or number(value) is not None
        return None if bound else NO_BOUND
    if rule.kind == "no_overlap":
        names = isinstance(value, tuple) and [isinstance(v, str) for v in value] == [True, True]
        return None if names else NO_SPAN
    if rule.kind == "one_of":
        names = isinstance(value, tuple) and value and all(isinstance(v, str) for v in value)
        return None if names else NO_NAMES
    return None


def _malformed_pattern(value: object) -> Message | None:
    if not isinstance(value, str) or not value:
        return NO_PATTERN
    if value.startswith("@"):
        return None if value[1:] in PATTERNS else NOT_READY
    if len(value) > MAX_PATTERN:
        return LABORIOUS
    try:
        re.compile(value)
        return LABORIOUS if is_laborious(value) else None
    except (re.error, OverflowError, RecursionError) as error:
        return Message(FAULTY, mapping={"reason": str(error)})


def _broken_pattern(rule: Rule, answer: object) -> Message | None:
    if not isinstance(answer, str):
        return None
    ready = ready_pattern(rule)
    if ready is not None:
        return None if ready.keeps(answer.strip()) else ready.message
    written = answer.strip()
    if len(written) <= MAX_MATCHED and re.fullmatch(str(rule.value), written):
        return None
    return _(
        "services_error_pattern",
        default="Diese Angabe hat nicht die richtige Form. Prüfen Sie sie noch einmal.",
    )


def _out_of_bounds(
    rule: Rule, answer: object, answers: Mapping[str, object], today: date
) -> Message | None:
    limit = answers.get(rule.value["field"]) if isinstance(rule.value, dict) else rule.value
    bounds, found = days.span(answer), number(answer)
    if bounds is not None:
        moment = days.day(limit, today)
        limits = (moment, moment) if moment else days.span(limit)
        return limits and _day_out_of_bounds(rule.kind, bounds, limits)
    other = number(limit)
    if found is None or other is None:
        return None
    if (rule.kind == "min" and found < other) or (rule.kind == "after" and found <= other):
        return _(
            "services_error_too_small",
            default="Diese Zahl ist zu klein. Sie muss mindestens ${limit} sein.",
            mapping={"limit": str(limit)},
        )
    if (rule.kind == "max" and found > other) or (rule.kind == "before" and found >= other):
        return _(
            "services_error_too_large",
            default="Diese Zahl ist zu groß. Sie darf höchstens ${limit} sein.",
            mapping={"limit": str(limit)},
        )
    return None


def _day_out_of_bounds(
    kind: str, bounds: tuple[date, date], limits: tuple[date, date]
) -> Message | None:
    """What is certainly out of bounds; a date with unknown parts has the benefit of doubt."""
    early = _("services_error_too_early", default="Dieses Datum liegt zu früh. Prüfen Sie es.")
    late = _("services_error_too_late", default="Dieses Datum liegt zu spät. Prüfen Sie es.")
    (first, last), (lowest, highest) = bounds, limits
    if (kind == "min" and last < lowest) or (kind == "after" and last <= lowest):
        return early
    if (kind == "max" and first > highest) or (kind == "before" and first >= highest):
        return late
    return None
