"""Rules and decisions as sentences that one can read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.casework.routing import decision as reasons
from permitdesk.casework.routing.facts import MUNICIPALITY, NATIONALITY, SERVICE, STATUS
from permitdesk.casework.routing.rules import Rule, Share
from permitdesk.casework.routing.vocabulary import Vocabulary
from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.district import legal_ground
from permitdesk.services import Words
from permitdesk.services.conditions import together
from permitdesk.services.definition import Condition

ALL = _("casework_route_all", default="Alle Vorgänge")
OF = _("casework_route_of", default="Vorgänge ${which}")
SUBJECTS = {
    SERVICE: _("casework_route_of_service", default="zu ${values}"),
    MUNICIPALITY: _("casework_route_of_municipality", default="aus ${values}"),
    STATUS: _("casework_route_of_status", default="mit dem Aufenthaltsstatus ${values}"),
    NATIONALITY: _(
        "casework_route_of_nationality", default="mit der Staatsangehörigkeit ${values}"
    ),
}
GIVEN = _("casework_route_given", default="mit der Angabe: ${condition}")
IS = _("casework_route_is", default="${question} ist ${answer}")
BECAUSE = _("casework_route_because", default="${which} (Rechtsgrundlage: ${ground})")
GO = _("casework_route_go", default="${who} kommen zu ${desks}.")
LEAST = _("casework_route_least", default="dem Ordner mit der geringsten Last von diesen: ${desks}")
NAMES = _("casework_route_names", default="Familiennamen ${ranges}")
REST = _("casework_route_rest", default="Alle anderen Familiennamen")
BY_NAME = _("casework_route_by_name", default="${who}, nach dem Familiennamen:")
OR, AND = _("services_when_or", default="oder"), _("services_when_and", default="und")

WHY = {
    reasons.BY_RULE: _("casework_route_why_rule", default="Regel „${title}“"),
    reasons.BY_NAME: _("casework_why_range", default="Familienname im Bereich ${range}"),
    reasons.FAMILY: _(
        "casework_why_family", default="Zusammen mit einem anderen Antrag der Familie begonnen"
    ),
    reasons.NO_MATCH: _("casework_why_no_match", default="Kein Ordner nennt diesen Familiennamen"),
    reasons.NO_NAME: _("casework_why_no_name", default="Kein lesbarer Familienname"),
    reasons.OUTSIDE: _(
        "casework_route_why_outside", default="Wohnt in einem Ort mit eigener Ausländerbehörde"
    ),
    reasons.FAILED: _("casework_why_failed", default="Die Regeln ließen sich nicht anwenden"),
}
WAY = {
    reasons.LEAST: _("casework_route_way_least", default="${desk} hatte die geringste Last"),
    reasons.SUSPENDED: _(
        "casework_route_way_suspended", default="der Bereich ist ausgesetzt, darum ${desk}"
    ),
    reasons.ABSENT: _("casework_route_way_absent", default="${desk} ist abwesend"),
    reasons.GONE: _("casework_route_way_gone", default="den Ordner ${desk} gibt es nicht"),
    reasons.INBOX: _("casework_route_way_inbox", default="niemand vertritt, darum ${desk}"),
}
INSTEAD = _("casework_route_way_deputy", default="darum Vertretung durch ${desk}")
OF_RULE = _("casework_route_of_rule", default="${why} (Regel „${title}“)")
EDITION = _("casework_route_edition", default="${why}, nach den Zuständigkeitsregeln Nr. ${number}")


@dataclass(frozen=True)
class Said:
    """A rule in words: one sentence, or one that ``lines`` go on."""

    sentence: str
    lines: tuple[str, ...] = ()


class Sayings:
    """Says the rules and decisions of one unit. ``desks`` are the titles of its desks."""

    def __init__(self, vocabulary: Vocabulary, desks: Mapping[str, str], today: date) -> None:
        self.vocabulary, self.desks, self.today = vocabulary, desks, today

    def rule(self, rule: Rule) -> Said:
        who = self.who(rule)
        if not any(share.ranges for share in rule.shares):
            first = rule.shares[0]
            return Said(say(GO, who=who or say(ALL), desks=self.targets(first)))
        lines = tuple(self._line(share) for share in rule.shares)
        if not who and len(lines) == 1:
            return Said(lines[0])
        return Said(say(BY_NAME, who=who or say(ALL)), lines)

    def _line(self, share: Share) -> str:
        ranges = ", ".join(map(str, share.ranges))
        who = say(NAMES, ranges=ranges) if ranges else say(REST)
        return say(GO, who=who, desks=self.targets(share))

    def who(self, rule: Rule) -> str:
        """Of whom a rule speaks; empty where it speaks of all."""
        if rule.condition is None:
            return ""
        which = say(OF, which=self.which(rule.condition))
        ground = legal_ground(rule.ground, self.today) if rule.ground else None
        return say(BECAUSE, which=which, ground=ground.title) if ground else which

    def which(self, condition: Condition) -> str:
        """A condition as what stands behind "Vorgänge"."""
        parts = condition.all_of or (condition,)
        plain = [each for each in parts if each.field in SUBJECTS and each.operator in ("is", "in")]
        others = [each for each in parts if each not in plain]
        said = [self._subject(each) for each in plain]
        if rest := together(others):
            said.append(say(GIVEN, condition=self.condition(rest)))
        return " ".join(said)

    def _subject(self, leaf: Condition) -> str:
        if isinstance(leaf.value, tuple):
            values = [f"„{self.vocabulary.value_title(leaf.field, each)}“" for each in leaf.value]
        else:
            return say(SUBJECTS[leaf.field], values=self._spoken.answer(leaf))
        return say(SUBJECTS[leaf.field], values=listed(values, say(OR)))

    def condition(self, condition: Condition) -> str:
        """Any condition, said as "Frage ist Antwort"."""
        return str(self._spoken.of(condition))

    @cached_property
    def _spoken(self) -> "_Spoken":
        names = {name: field.title for name, field in self.vocabulary.fields.items()}
        return _Spoken(self.vocabulary.revision, SOURCE, names, self.today)

    def targets(self, share: Share) -> str:
        titles = [self.desk(each) for each in share.desks]
        return titles[0] if len(titles) == 1 else say(LEAST, desks=listed(titles, say(OR)))

    def desk(self, id_: str) -> str:
        """A desk as a sentence names it."""
        return quoted(id_, self.desks)

    def why(self, decision: Mapping[str, object]) -> str:
        """Why a case is on its desk, as kept on the case; also those of earlier versions."""
        return why(decision, self.desks)


class _Spoken(Words):
    """Says comparisons as "Frage ist Antwort"."""

    def of(self, condition: Condition):
        if condition.all_of or condition.any_of:
            return super().of(condition)
        question = f"„{self.names.get(condition.field, condition.field)}“"
        return say(IS, question=question, answer=self.answer(condition))

    def answer(self, leaf: Condition) -> str:
        return str(self._comparison(leaf))


def why(decision: Mapping[str, object], desks: Mapping[str, str]) -> str:
    """Why a case is on its desk, in a sentence; decisions of earlier versions too."""
    reason, rule = str(decision.get("reason", "")), str(decision.get("rule", ""))
    if "way" not in decision:  # before rules were data: „desk/range“
        return say(WHY.get(reason, reason), range=rule.partition("/")[2])
    title = str(decision.get("title") or rule)
    text = say(WHY.get(reason, reason), range=str(decision.get("range", "")), title=title)
    if reason == reasons.BY_NAME and title:
        text = say(OF_RULE, why=text, title=title)
    stages = [_stage(each) for each in decision["way"]]
    parts = [say(WAY[kind], desk=quoted(desk, desks)) for kind, desk in stages if kind in WAY]
    last = stages[-1][0] if stages else ""
    if last in (reasons.ABSENT, reasons.GONE):
        desk = str(decision.get("desk", ""))
        parts.append(say(INSTEAD, desk=quoted(desk, desks)))
    text = "; ".join([text, *parts])
    number = decision.get("number")
    return say(EDITION, why=text, number=number) if number else text


def _stage(stage) -> tuple[str, str]:
    if isinstance(stage, Mapping):
        return str(stage["kind"]), str(stage["desk"])
    return str(stage.kind), str(stage.desk)


def quoted(desk: str, desks: Mapping[str, str]) -> str:
    """A desk's title in quotation marks: many a title is a range of names itself."""
    return f"„{desks.get(desk, desk)}“"


def listed(parts: list[str], word: str) -> str:
    """„A, B oder C“."""
    *most, last = parts
    return f"{', '.join(most)} {word} {last}" if most else last


def say(message, **mapping) -> str:
    """A message of ours in German, with values filled in."""
    if isinstance(message, Message):
        message = Message(message, mapping=mapping)
    return translate(message, target_language=SOURCE)
