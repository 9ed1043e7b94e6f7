"""The demo district's office: one unit, a team inbox, four desks, and rules of its own.

The ranges are of the kind that real offices have: several to a desk, split after two letters,
disjoint, one desk with two people. Before them stand rules by service.
"""

from permitdesk.casework import add_desk, add_unit, book_of, put_rules_in_force, set_up_office

UNIT, HEAD = "aufenthalt", "frau.seidel"
DESKS = (
    ("desk-1", "B–D", ("frau.kaya",)),
    ("desk-2", "Ak–Al, E–K", ("herr.lindner", "frau.petrow")),
    ("desk-3", "Am–Az, L–R", ("herr.osei",)),
    ("desk-4", "Aa–Aj, S–Z", ("frau.brandt",)),
)
SERVICES = (
    *("employment", "education", "family", "conditions", "settlement", "contact"),
    *("humanitarian", "temporary-protection", "travel-document", "toleration-renewal"),
    "eu-family-card",
)
RULES = (
    {
        "id": "temporary-protection",
        "title": "Vorübergehender Schutz (§ 24)",
        "condition": {"field": "service", "in": ["temporary-protection"]},
        "shares": [{"desks": ["desk-1", "desk-4"]}],
    },
    {
        "id": "humanitarian",
        "title": "Humanitäre Gründe und Duldung",
        "condition": {
            "field": "service",
            "in": ["humanitarian", "toleration-renewal", "travel-document"],
        },
        "shares": [{"desks": ["desk-3"]}],
    },
    {
        "id": "eu-family",
        "title": "Familien von EU-Bürgern",
        "condition": {"field": "service", "in": ["eu-family-card"]},
        "shares": [{"desks": ["desk-2"]}],
    },
    {
        "id": "names",
        "title": "Familienname",
        "shares": [{"desks": [id_], "ranges": ranges} for id_, ranges, _members in DESKS],
    },
)


def create_desks() -> None:
    """Create the unit, the desks that are missing, and the rules of a unit that has none."""
    office = set_up_office()
    if UNIT not in office:
        add_unit(office, UNIT, "Aufenthalt", SERVICES, head=HEAD)
    unit = office[UNIT]
    for id_, ranges, members in DESKS:
        if id_ not in unit:
            address = f"{id_}@kreis-auental.example"
            add_desk(
                unit, id_, ranges, ranges, members, address=address, working_time=100 * len(members)
            )
    team = unit[unit.inbox]
    if not team.members:
        team.members = ["frau.kaya", "frau.brandt"]
    if book_of(unit).number == 0:
        rules = {"inbox": unit.inbox, "rules": list(RULES)}
        put_rules_in_force(unit, rules, "Dienste, die besondere Kenntnisse brauchen", HEAD)
