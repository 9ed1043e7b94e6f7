"""A service that asks every kind of question there is, on four steps, with two documents."""

import transaction
from plone import api
from plone.app.testing import TEST_USER_ID, setRoles
from zope.component.hooks import setSite

from permitdesk.intake import drafts
from permitdesk.services import publish

_CHOICES = "<values><element key='{0}'>{0}</element><element key='{1}'>{1}</element></values>"


def _field(name, kind, more="", inside=""):
    return (
        f'<field name="{name}" type="{kind}" {more}><title>{name}</title>'
        f"<required>False</required>{inside}</field>"
    )


def _ours(kind):
    return f"permitdesk.services.fields.{kind}"


def _of(group):
    return f"permitdesk:group='{group}'"


STEPS = {
    "words": [
        _field("text", "zope.schema.TextLine"),
        _field("story", "zope.schema.Text"),
        _field("email", _ours("Email")),
        _field("phone", _ours("Phone")),
        _field("said", "collective.easyform.fields.Label"),
    ],
    "figures": [
        _field("whole", "zope.schema.Int"),
        _field("part", "zope.schema.Float"),
        _field("pay", _ours("Money")),
        _field("day", "zope.schema.Date"),
        _field("about_then", _ours("PartialDate")),
    ],
    "choices": [
        _field("agreed", "zope.schema.Bool"),
        _field("one", "zope.schema.Choice", inside=_CHOICES.format("a", "b")),
        _field(
            "some",
            "zope.schema.Set",
            inside=f"<value_type type='zope.schema.Choice'>{_CHOICES.format('c', 'd')}"
            "</value_type>",
        ),
        _field("country", _ours("CodeList"), "permitdesk:code-list='countries'"),
        _field("tongues", _ours("MultiCodeList"), "permitdesk:code-list='languages'"),
    ],
    "rows": [
        _field("stays", _ours("Group"), "permitdesk:max-rows='5'"),
        _field("place", "zope.schema.TextLine", _of("stays")),
        _field("since", _ours("PartialDate"), _of("stays")),
        _field("rent", _ours("Money"), _of("stays")),
        _field("where", _ours("CodeList"), f"{_of('stays')} permitdesk:code-list='countries'"),
        _field("passport", "plone.namedfile.field.NamedBlobFile", "permitdesk:max-files='3'"),
        _field("contract", "plone.namedfile.field.NamedBlobFile"),
    ],
}

ANSWERS = {
    "text": "Ґалаґан-Öztürk",
    "story": "سطر أول\nZweite Zeile: 1.234,5",
    "email": "anh@example.org",
    "phone": "+380 44 1234567",
    "whole": 1234,
    "part": 38.5,
    "pay": "1234.50",
    "day": "2026-12-01",
    "about_then": "1987-04-00",
    "agreed": True,
    "one": "b",
    "some": ["c", "d"],
    "country": "UKR",
    "tongues": ["uk", "vi"],
    "stays": [
        {"place": "Köln", "since": "2012-10-00", "rent": "1050.00", "where": "DEU"},
        {"place": "حلب", "since": "1999-00-00", "rent": "0.50", "where": "SYR"},
    ],
}


def model():
    steps = "".join(
        f'<fieldset name="{name}" label="{name}">{"".join(fields)}</fieldset>'
        for name, fields in STEPS.items()
    )
    minutes = ", ".join(f'"{name}": {{"minutes": 1}}' for name in STEPS)
    return (
        '<model xmlns="http://namespaces.plone.org/supermodel/schema"'
        ' xmlns:permitdesk="urn:permitdesk:service">'
        f"<schema permitdesk:steps='{{{minutes}}}'>{steps}</schema></model>"
    )


def published_with_every_kind(portal):
    """The contact form, with these questions in place of its own."""
    transaction.begin()
    setSite(portal)
    service = portal["services"]["contact"]
    service.fields_model, service.hints = model(), "[]"
    setRoles(portal, TEST_USER_ID, ["Manager"])
    with api.env.adopt_roles(["Manager"]):
        revision = publish(service)
    transaction.commit()
    return revision


def held(portal, code):
    """Everything that a draft holds: answers by question, and the bytes of each file by name.

    Several codes stand in the order in which the page's language sorts them: here by code.
    """
    transaction.begin()
    setSite(portal)
    draft = drafts.find(portal, code)
    answers = {}
    for name in STEPS:
        answers |= draft.step(name).values
    if "tongues" in answers:
        answers["tongues"] = sorted(answers["tongues"])
    files = {each.filename: b"".join(draft.read_document(each.id)) for each in draft.documents}
    return {name: value for name, value in answers.items() if value not in (None, "", [])}, files
