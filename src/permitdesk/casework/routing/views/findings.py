"""Doubts about rules in words."""

from permitdesk.casework.routing import checking
from permitdesk.casework.routing.checking import Finding
from permitdesk.casework.routing.circumstances import ELSE
from permitdesk.casework.routing.facts import MUNICIPALITY, NATIONALITY, SERVICE, STATUS
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.words import AND, Sayings, listed, say
from permitdesk.core import _

TEXTS = {
    checking.GAP: _(
        "casework_gap",
        default="Niemand ist für ${names} zuständig. Solche Vorgänge kommen in den "
        "Team-Posteingang.",
    ),
    checking.OVERLAP: _(
        "casework_overlap",
        default="Für ${names} sind mehrere Ordner zuständig: ${desks}. "
        "Es gilt die genauere Angabe.",
    ),
    checking.UNREACHABLE: _(
        "casework_unreachable",
        default="Von ${desks} kommt dieser Bereich nie zum Zug: ${names}.",
    ),
    checking.NEVER: _(
        "casework_route_never",
        default="Die Regel „${rule}“ kommt nie zum Zug: Regeln davor nehmen ihr alle Vorgänge.",
    ),
    checking.NO_DESK: _(
        "casework_route_no_desk",
        default="Die Regel „${rule}“ nennt einen Ordner, den es nicht gibt: ${desks}.",
    ),
    checking.ORIGIN: _(
        "casework_route_origin",
        default="Die Regel „${rule}“ unterscheidet nach der Herkunft, ohne dass ihre "
        "Rechtsgrundlage das für genau diese Staatsangehörigkeiten vorsieht (Art. 3 GG).",
    ),
    checking.NO_GROUND: _(
        "casework_route_no_ground",
        default="Die Rechtsgrundlage der Regel „${rule}“ ist nicht bekannt.",
    ),
    checking.ENDED: _(
        "casework_route_ended",
        default="Die Rechtsgrundlage der Regel „${rule}“ gilt heute nicht.",
    ),
}
GAP_OF_SOME = _(
    "casework_route_gap_some",
    default="Niemand ist für ${names} zuständig, wenn ${circumstances}. Solche Vorgänge kommen in "
    "den Team-Posteingang.",
)
CIRCUMSTANCE = _("casework_route_circumstance", default="bei „${question}“ „${value}“ steht")
NAMED = {
    SERVICE: _("casework_route_named_service", default="es um „${value}“ geht"),
    MUNICIPALITY: _("casework_route_named_municipality", default="jemand in ${value} wohnt"),
    STATUS: _("casework_route_named_status", default="jemand den Aufenthaltsstatus „${value}“ hat"),
    NATIONALITY: _(
        "casework_route_named_nationality",
        default="jemand diese Staatsangehörigkeit hat: ${value}",
    ),
}
ANYTHING_ELSE = _(
    "casework_route_anything_else",
    default="bei „${question}“ etwas steht, das keine Regel nennt",
)
OTHERS = {
    SERVICE: _(
        "casework_route_unnamed_service", default="es um einen Dienst geht, den keine Regel nennt"
    ),
    MUNICIPALITY: _(
        "casework_route_unnamed_municipality",
        default="jemand in einem Ort wohnt, den keine Regel nennt",
    ),
    STATUS: _(
        "casework_route_unnamed_status",
        default="jemand einen Aufenthaltsstatus hat, den keine Regel nennt",
    ),
    NATIONALITY: _(
        "casework_route_unnamed_nationality",
        default="jemand eine Staatsangehörigkeit hat, die keine Regel nennt",
    ),
}
EVERYTHING_ELSE = _("casework_route_everything_else", default="Alles andere")
WORD = _("casework_route_word", default="Familiennamen mit „${name}“ als erstem Wort")
NOT_SO = _("casework_route_not", default="nicht gilt: ${what}")
SO = _("casework_route_so", default="gilt: ${what}")


def finding_text(finding: Finding, rules: Rules, sayings: Sayings) -> str:
    rule = rules.rule(finding.rule)
    values = {
        "names": names(finding),
        "desks": ", ".join(map(sayings.desk, finding.desks)),
        "rule": (rule.title or rule.id) if rule else finding.rule or say(EVERYTHING_ELSE),
    }
    if finding.only:
        said = [_circumstance(name, value, sayings) for name, value in finding.only]
        return say(GAP_OF_SOME, circumstances=listed(said, say(AND)), **values)
    return say(TEXTS[finding.kind], **values)


def names(finding: Finding) -> str:
    """The names that a finding is about, as on a door."""
    first, last = finding.first.strip().title(), finding.last.strip().title()
    if first == last and finding.last.endswith(" "):
        return say(WORD, name=first)
    return first if first == last else f"{first}–{last}"


def _circumstance(name: str, value: object, sayings: Sayings) -> str:
    words = sayings.vocabulary
    if isinstance(value, bool) and name not in words.fields:  # a comparison by itself
        field, operator, wanted = name.split(" ", 2)
        what = f"{words.title(field)}: {operator} {wanted}"
        return say(SO if value else NOT_SO, what=what)
    if value == ELSE:
        return say(OTHERS.get(name, ANYTHING_ELSE), question=words.title(name))
    said = NAMED.get(name, CIRCUMSTANCE)
    return say(said, question=words.title(name), value=words.value_title(name, value))
