"""What nobody but a machine would write is a finding with its place, never an error."""

import json

import pytest

from permitdesk.core.languages import LANGUAGES
from permitdesk.services.findings import ordered
from permitdesk.services.parse import read
from permitdesk.services.settings import NAMESPACE
from permitdesk.services.sheet import Sheet
from permitdesk.services.uses import uses_of

ODD = [
    {"steps": {"one": 5}},
    {"steps": {"one": {"condition": [1], "minutes": [1], "shared": {}}}},
    {"values": [5]},
    *(
        {"rules": [rule]}
        for rule in (
            5,
            {"kind": ["x"]},
            {"kind": "one_of", "value": 5},
            {"kind": "one_of", "value": [["x"]]},
            {"kind": "min", "value": {"field": ["x"]}},
        )
    ),
    {"condition": {"all": [5]}},
    {"condition": {"field": ["x"], "is": 1}},
    {"hints": [{"kind": "prerequisite", "id": "p", "title": "P", "text": "P", "shows": 5}]},
    {"hints": [{"kind": ["info"], "id": "h", "condition": 5}]},
]


def a_model(**settings) -> str:
    kept = {name: json.dumps(value).replace('"', "&quot;") for name, value in settings.items()}
    return (
        f'<model xmlns="http://namespaces.plone.org/supermodel/schema" xmlns:p="{NAMESPACE}">'
        f'<schema p:steps="{kept.get("steps", "{}")}" p:values="{kept.get("values", "[]")}">'
        '<fieldset name="one" label="Eins">'
        f'<field name="x" type="zope.schema.TextLine" p:rules="{kept.get("rules", "[]")}"'
        f' p:condition="{kept.get("condition", "{}")}"><title>X</title></field></fieldset>'
        "</schema></model>"
    )


def test_each_is_found_and_the_form_can_still_be_edited(integration):
    for odd in ODD:
        hints = odd.get("hints", [])
        model = a_model(**odd)
        definition, found = read(model, {}, hints)
        assert definition is not None and found, odd
        sheet = Sheet(model, json.dumps(hints))
        assert sheet.steps and sheet.item("x")
        assert uses_of(sheet, "x") == []


def test_why_it_cannot_be_read_is_said_in_the_reader_s_language(integration):
    where = {"field": "x", "like": 1}
    model = a_model(values=[{"name": "v", "kind": "count", "rows": "g", "where": where}])

    ((found,), said) = read(model)[1], {}
    for language in LANGUAGES:
        said[language] = found.words(language)

    assert "Diesen Vergleich gibt es nicht: „like“" in said["de"]
    assert "There is no such comparison: “like”" in said["en"]
    assert len(set(said.values())) == len(LANGUAGES)


def test_each_thing_that_is_not_allowed_is_told_with_its_line(integration):
    model = a_model().replace("</fieldset>", "<odd/>\n<odd/></fieldset>")

    _definition, found = read(model)

    assert [each.words("en") for each in ordered(found)] == [
        f"The element “odd” is not allowed (line {line})." for line in (1, 2)
    ]


@pytest.mark.parametrize("kind", ["zope.schema.TextLine", "plone.namedfile.field.NamedBlobFile"])
def test_what_stands_in_no_step_is_named_where_one_can_mend_it(integration, kind):
    field = f'<field name="lost" type="{kind}"><title>Verloren</title></field>'
    model = a_model().replace("<fieldset", f"{field}<fieldset", 1)

    (finding,) = read(model)[1]

    place = "document" if "Blob" in kind else "field"
    assert (finding.place.kind, finding.place.name) == (place, "lost")
    sheet = Sheet(model)
    sheet.move("lost", 1)
    assert sheet.item("lost").step == "", "nothing to move past"
    sheet.place("lost", "one")
    assert read(sheet.source)[1] == ()
