"""Conditions in words, as far as they name what the law lists."""

from datetime import date

import pytest

from permitdesk.services import Words, parse, sources
from permitdesk.services.conditions import from_data
from permitdesk.services.definition import Revision
from permitdesk.services.parse import UnpublishableError

from .house import a_model

CITIZENS = """<field name="citizen" type="permitdesk.services.fields.CodeList"
  {more} permitdesk:code-list="nationalities"><title>Staatsangehörigkeit</title></field>"""


def a_revision() -> Revision:
    definition = parse(a_model(CITIZENS.format(more="")))
    return Revision("x", 1, definition, {}, "", sources=sources(definition))


def test_a_list_is_said_with_its_titles(portal):
    words = Words(a_revision(), "de", {"citizen": "Frage 1"}, date(2026, 11, 22))
    condition = from_data({"field": "citizen", "in": {"list": "western-balkans"}})

    said = words.of(condition)

    assert said.startswith("Frage 1: „Albanien“")
    assert said.endswith("oder „Kosovo“")


def test_a_list_that_nobody_knows_yet_is_said_by_its_name(portal):
    words = Words(a_revision(), "de", {"citizen": "Frage 1"}, date(2020, 1, 1))

    said = words.of(from_data({"field": "citizen", "not_in": {"list": "western-balkans"}}))

    assert said == "Frage 1: nicht „western-balkans“"


def test_a_list_that_does_not_exist_is_not_published(portal):
    condition = """permitdesk:condition='{"field": "citizen", "in": {"list": "nothing"}}'"""
    other = CITIZENS.replace('"citizen"', '"other"').format(more=condition)

    with pytest.raises(UnpublishableError, match="Diese Liste gibt es nicht: „nothing“"):
        parse(a_model(CITIZENS.format(more="") + other))
