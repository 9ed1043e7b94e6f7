"""The days on which no period ends: Saturdays, Sundays, and the public holidays of a Land."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources

from dateutil.easter import easter

# ISO 3166-2:DE without the country.
LANDS = {
    "BW": "Baden-Württemberg",
    "BY": "Bayern",
    "BE": "Berlin",
    "BB": "Brandenburg",
    "HB": "Bremen",
    "HH": "Hamburg",
    "HE": "Hessen",
    "MV": "Mecklenburg-Vorpommern",
    "NI": "Niedersachsen",
    "NW": "Nordrhein-Westfalen",
    "RP": "Rheinland-Pfalz",
    "SL": "Saarland",
    "SN": "Sachsen",
    "ST": "Sachsen-Anhalt",
    "SH": "Schleswig-Holstein",
    "TH": "Thüringen",
}
_SATURDAY = 5


@dataclass(frozen=True)
class Holiday:
    """``day`` is ``MM-DD``, days from Easter Sunday, or ``repentance``; no ``lands`` means all."""

    name: str
    day: str
    source: str
    verified: bool = False
    lands: tuple[str, ...] = ()
    valid_from: date = date.min
    valid_until: date = date.max

    def on(self, year: int) -> date:
        """Its day in a year."""
        if self.day == "repentance":
            november = date(year, 11, 22)
            return november - timedelta(days=(november.weekday() - 2) % 7)
        if len(self.day) == 5:
            month, day = map(int, self.day.split("-"))
            return date(year, month, day)
        return easter(year) + timedelta(days=int(self.day))


def is_free(day: date, land: str, more: frozenset[date] = frozenset()) -> bool:
    """Whether no period ends on this day in a Land; ``more`` are the district's own holidays. An
    unknown Land has only what is a holiday everywhere."""
    return day.weekday() >= _SATURDAY or day in more or day in holidays(day.year, land)


@cache
def holidays(year: int, land: str) -> dict[date, str]:
    """The public holidays of a Land in a year, with their names."""
    found = {}
    for each in shipped_holidays():
        day = each.on(year)
        if (not each.lands or land in each.lands) and each.valid_from <= day <= each.valid_until:
            found[day] = each.name
    return dict(sorted(found.items()))


@cache
def shipped_holidays() -> tuple[Holiday, ...]:
    """The table that comes with the software."""
    file = resources.files("permitdesk.district") / "data" / "free_days.toml"
    return tuple(
        Holiday(**{**each, "lands": tuple(each.get("lands", ()))})
        for each in tomllib.loads(file.read_text(encoding="utf-8"))["days"]
    )
