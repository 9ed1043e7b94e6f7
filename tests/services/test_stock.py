"""A form that an editor builds: easyform's editor works, and nothing of it can run code."""

import transaction
from lxml import html
from plone import api

from .house import EDITOR, MANAGER, House
from .test_holes import MAILER, SAVE_DATA, SCRIPT

FILING = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="file" type="permitdesk.intake.stock.action.FileIntoCaseworkerFolder">
    <title>Ablegen</title><unit>two</unit></field></schema></model>"""


def a_form(house: House):
    """A form in the German part of the portal."""
    with api.env.adopt_roles(["Manager"]):
        form = api.content.create(house.portal["de"], "EasyForm", id="beratung", title="Beratung")
        api.content.transition(form, "publish")
    transaction.commit()
    return form


def form(house: House):
    transaction.begin()
    return house.portal["de"]["beratung"]


def test_a_field_is_added_with_the_stock_editor(house):
    a_form(house)
    path = "/de/beratung/fields/@@add-field"
    page = house.page("GET", path, by=EDITOR)
    kinds = html.fromstring(page.text).xpath("//select[@name='form.widgets.factory:list']/option")

    titles = {each.get("value"): each.text.strip() for each in kinds}
    assert not {"Rich Text", "Rich-Text", "Kennwort", "Passwort"} & set(titles.values())
    choice = next(value for value, title in titles.items() if "Text-Zeile" in title)
    sent = dict(next(f for f in html.fromstring(page.text).forms if "add-field" in (f.action or ""))
                .form_values())  # fmt: skip
    sent |= {
        "form.widgets.title": "Familienname",
        "form.widgets.__name__": "family_name",
        "form.widgets.factory:list": choice,
        "form.buttons.add": "Add",
    }
    house.page("POST", path, by=EDITOR, data=sent, cookies=page.cookies)

    assert 'name="family_name"' in form(house).fields_model


def test_only_one_action_is_offered(house):
    a_form(house)

    for person in (EDITOR, MANAGER):
        page = house.page("GET", "/de/beratung/actions/@@add-action", by=person)
        kinds = html.fromstring(page.text).xpath("//select[contains(@name, 'factory')]/option")
        titles = [each.text.strip() for each in kinds if "select" not in each.text.lower()]
        assert titles == ["In Sachbearbeiter-Ordner ablegen"], titles


def test_no_way_leads_a_script_a_mail_or_stored_answers_into_a_form(house):
    a_form(house)
    before = form(house).actions_model

    for model in (SCRIPT, MAILER, SAVE_DATA):
        for person in (EDITOR, MANAGER):
            answer = house.ask("PATCH", "/de/beratung", by=person, json={"actions_model": model})
            # An editor may not write models by REST at all; a manager is told why not.
            assert answer.status_code == (400 if person == MANAGER else 204)
            assert form(house).actions_model == before
    answer = house.ask("PATCH", "/de/beratung", by=MANAGER, json={"actions_model": FILING})
    assert answer.status_code == 204 and "FileInto" in form(house).actions_model
    for path in (
        *("actions/@@modeleditor", "fields/@@modeleditor", "@@saveddata", "@@embedded"),
        *("@@export-easyform", "@@import-easyform", "actions/file/file"),
    ):
        assert house.page("GET", f"/de/beratung/{path}", by=MANAGER).status_code == 404, path
    for path in ("actions", "actions/@@listing", "actions/file/@@edit", "fields/@@add-field"):
        answer = house.page("GET", f"/de/beratung/{path}")
        assert "require_login" in answer.headers.get("Location", ""), path


def test_expressions_are_refused_in_each_form_they_take(house):
    a_form(house)
    namespace = 'xmlns:e="http://namespaces.plone.org/supermodel/easyform"'
    for name in ("TDefault", "TEnabled", "TValidator", "validators", "css_class"):
        model = (
            f'<model xmlns="http://namespaces.plone.org/supermodel/schema" {namespace}><schema>'
            f'<field name="x" type="zope.schema.TextLine" e:{name}="python:1"><title>X</title>'
            "</field></schema></model>"
        )
        answer = house.ask("PATCH", "/de/beratung", by=MANAGER, json={"fields_model": model})
        assert answer.status_code == 400, name
    for kind in ("plone.app.textfield.RichText", "collective.easyform.fields.RichLabel"):
        model = (
            '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>'
            f'<field name="x" type="{kind}"><title>X</title></field></schema></model>'
        )
        answer = house.ask("PATCH", "/de/beratung", by=MANAGER, json={"fields_model": model})
        assert answer.status_code == 400, kind
    for name in ("headerInjection", "thanksPageOverride", "onDisplayOverride"):
        answer = house.ask("PATCH", "/de/beratung", by=MANAGER, json={name: "python:1"})
        assert answer.status_code == 400 and getattr(form(house), name) is None
    edit = house.page("GET", "/de/beratung/edit", by=MANAGER)
    assert edit.status_code == 200 and "headerInjection" not in edit.text


def test_markup_in_a_help_text_is_refused_with_a_reason_and_the_way_back(house):
    a_form(house)
    with api.env.adopt_roles(["Manager"]):
        form(house).fields_model = (
            '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>'
            '<field name="x" type="zope.schema.TextLine"><title>X</title></field></schema></model>'
        )
    transaction.commit()
    before = form(house).fields_model
    path = "/de/beratung/fields/x/@@edit"
    page = house.page("GET", path, by=EDITOR)
    sent = dict(
        next(f for f in html.fromstring(page.text).forms if "@@edit" in (f.action or ""))
        .form_values()
    )  # fmt: skip
    sent |= {"form.widgets.description": "<script>alert(1)</script>", "form.buttons.save": "Save"}

    answer = house.page("POST", path, by=EDITOR, data=sent, cookies=page.cookies)

    assert answer.status_code == 400
    assert "Ein Text enthält HTML" in html.fromstring(answer.text).text_content()
    assert "<script>alert" not in answer.text
    assert form(house).fields_model == before


def test_everybody_reads_the_form_by_rest_and_nobody_its_inside(house):
    a_form(house)

    for person in (None, EDITOR):
        answer = house.ask("GET", "/de/beratung", by=person)
        assert answer.status_code == 200, answer.text[:300]
        assert "actions_model" not in answer.json() and "fields_model" not in answer.json()
    assert "fields_model" in house.ask("GET", "/de/beratung", by=MANAGER).json()
