"""Every page of the portal, and how somebody gets to it: the tours of ``test_matrix``.

A tour names the templates that it shows; ``test_every_template`` fails for one that no tour names.
"""

from collections.abc import Callable
from dataclasses import dataclass

from matrix.visit import Visit

LANGUAGES = ("de", "uk", "ar")
GERMAN = ("de",)  # cases are worked on in German


@dataclass(frozen=True)
class Tour:
    """A way through some pages; ``walk`` looks at each of ``templates`` at least once."""

    name: str
    templates: tuple[str, ...]
    walk: Callable[[Visit], None]
    languages: tuple[str, ...]


TOURS: list[Tour] = []


def tour(*templates: str, languages: tuple[str, ...] = LANGUAGES):
    """Make a function a tour that shows these templates (paths within the distribution)."""

    def keep(walk: Callable[[Visit], None]) -> Callable[[Visit], None]:
        TOURS.append(Tour(walk.__name__, templates, walk, languages))
        return walk

    return keep


def all_tours() -> list[Tour]:
    """The tours of all modules, in order."""
    from matrix import applying, casework, designing, editing, finding, own_forms, unit, waiting

    assert all((applying, casework, designing, editing, finding, own_forms, unit, waiting))
    return TOURS
