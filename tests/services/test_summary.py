"""An answer in words says whether somebody typed it or chose it from our own words."""

from datetime import date

import pytest

from permitdesk.services import sections
from permitdesk.services.definition import Definition, Field, Option, Revision, Step
from permitdesk.services.labels import sources

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("field", "value", "typed"),
    [
        (Field("name", "text", "Familienname"), "Haddad", True),
        (Field("number", "integer", "Wie viele?"), 3, True),
        (Field("since", "partial-date", "Seit wann?"), "2019-10-00", False),
        (Field("agreed", "yes-no", "Einverstanden?"), True, False),
        (Field("level", "choice", "Deutsch", options=(Option("b2", "B2"),)), "b2", False),
        (Field("state", "code-list", "Staat", code_list="permitdesk.countries"), "SYR", False),
    ],
)
def test_only_what_was_typed_keeps_a_direction_of_its_own(field, value, typed):
    """*B2: …* read as a typed answer would turn an Arabic line around."""
    definition = Definition(steps=(Step("one", "Schritt", fields=(field,)),))
    revision = Revision("test", 1, definition, {}, "x", sources=sources(definition))

    (section,) = sections(revision, {field.name: value}, "de", TODAY)

    assert section.lines[0].typed is typed
