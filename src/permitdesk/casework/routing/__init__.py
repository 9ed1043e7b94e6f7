"""Which desk a new case goes to, and why: ordered rules, who is there, what was decided."""

from permitdesk.casework.name_key import name_key
from permitdesk.casework.routing.deciding import route, route_family
from permitdesk.casework.routing.decision import Decision
from permitdesk.casework.routing.facts import Facts, facts_of
from permitdesk.casework.routing.rules import Rule, Rules, Share

__all__ = [
    "Decision",
    "Facts",
    "Rule",
    "Rules",
    "Share",
    "facts_of",
    "name_key",
    "route",
    "route_family",
]
