"""A condition in words, where an option has no translation."""

from datetime import date

import pytest

from permitdesk.core.texts import Mixed, Text, joined
from permitdesk.services import Words, sources
from permitdesk.services.conditions import from_data as when
from permitdesk.services.definition import Definition, Field, Option, Revision, Step

TODAY = date(2026, 6, 1)


@pytest.fixture
def revision(portal):
    options = (Option("a", "Angestellt"), Option("b", "Selbständig"))
    work = Field("work", "choice", "Wie arbeiten Sie?", options=options)
    definition = Definition((Step("one", "Eins", fields=(work,)),))
    labels = {"ar": {"field.work.option.b": "عمل حر"}}
    return Revision("s", 1, definition, labels, "", sources=sources(definition))


def said(revision, language, data):
    title = revision.shown("field.work.title", language)
    names = {"work": joined("„", title, "“")}
    return Words(revision, language, names, TODAY).of(when(data))


def test_the_german_inside_keeps_its_language(revision):
    found = said(revision, "ar", {"field": "work", "is": "a"})
    assert found == Mixed(
        ("„", Text("Wie arbeiten Sie?", "de"), "“: „", Text("Angestellt", "de"), "“")
    )
    several = said(revision, "ar", {"any": [{"field": "work", "in": ["a", "b"]}]})
    assert [each.value for each in several.parts if isinstance(each, Text)] == [
        "Wie arbeiten Sie?",
        "Angestellt",
    ]
    assert "„عمل حر“" in str(several)
    refused = said(revision, "ar", {"field": "work", "is_not": "a"})
    assert Text("Angestellt", "de") in refused.parts


def test_in_german_it_is_plain(revision):
    found = said(revision, "de", {"field": "work", "is_not": "a"})
    assert found == "„Wie arbeiten Sie?“: nicht „Angestellt“"
