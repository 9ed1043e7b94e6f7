"""The demo district's office: one unit, a team inbox, four desks by surname.

The ranges are of the kind that real offices have: several to a desk, split after two letters,
disjoint, one desk with two people.
"""

from permitdesk.casework import add_desk, add_unit, set_up_office

UNIT = "aufenthalt"
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


def create_desks() -> None:
    """Create the unit and the desks that are missing."""
    office = set_up_office()
    if UNIT not in office:
        add_unit(office, UNIT, "Aufenthalt", SERVICES, head="frau.seidel")
    unit = office[UNIT]
    for id_, ranges, members in DESKS:
        if id_ not in unit:
            address = f"{id_}@kreis-auental.example"
            add_desk(unit, id_, ranges, ranges, members, address=address)
    team = unit[unit.inbox]
    if not team.members:
        team.members = ["frau.kaya", "frau.brandt"]
