"""What a form of easyform's own class lets happen, and that a service does not.

The forms that editors build here have a class of ours too: see test_stock.py.
"""

import sys

import pytest
import transaction
from collective.easyform.content import EasyForm
from plone import api
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

from permitdesk.services import import_library
from permitdesk.services.stock.form import FIELDS_ALLOWED
from permitdesk.services.xml import UnsafeModelError, screened

from .house import EDITOR, MANAGER, House, a_model

SCRIPT = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="evil" type="collective.easyform.actions.CustomScript">
    <title>Evil</title><ProxyRole>Manager</ProxyRole>
    <ScriptBody>easyform.setTitle('Taken over')</ScriptBody>
  </field></schema></model>"""
MAILER = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="mail" type="collective.easyform.actions.Mailer">
    <title>Mail</title><recipient_email>inside@office.example</recipient_email>
    <body_pt>&lt;p tal:content="python:context.absolute_url()"/&gt;</body_pt>
  </field></schema></model>"""
SAVE_DATA = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="save" type="collective.easyform.actions.SaveData"><title>S</title></field>
  </schema></model>"""
UPLOAD = (
    '<field name="name" type="zope.schema.TextLine"><title>Name</title></field>'
    '<field name="passport" type="plone.namedfile.field.NamedBlobFile"><title>P</title>'
    "<required>False</required></field>"
)


def with_forms(house: House, fields: str = "", actions: str = "") -> House:
    """A form of easyform's own class and a service beside each other, both public."""
    model = a_model(fields) if fields else a_model()
    with api.env.adopt_roles(["Manager"]):
        form = EasyForm("stock", title="Stock", portal_type="EasyForm")
        notify(ObjectCreatedEvent(form))
        house.portal._setObject("stock", form)
        form = house.portal["stock"]
        api.content.transition(form, "publish")
        form.fields_model = model
        if actions:
            form.actions_model = actions
        import_library(house.portal, ["contact"])
    transaction.commit()
    return house


def stock(house: House):
    transaction.begin()
    return house.portal["stock"]


def contact(house: House):
    transaction.begin()
    return house.portal["services"]["contact"]


def test_an_editor_cannot_bring_in_a_script(house):
    with_forms(house)

    # the hole is closed for every form: only managers write models by REST
    house.ask("PATCH", "/stock", by=EDITOR, json={"actions_model": SCRIPT})
    assert "ProxyRole" not in stock(house).actions_model
    house.ask("PATCH", "/stock", by=MANAGER, json={"actions_model": SCRIPT})
    assert "ProxyRole" in stock(house).actions_model

    # closed, for editors and administrators alike
    for person in (EDITOR, MANAGER):
        answer = house.ask("PATCH", "/services/contact", by=person, json={"actions_model": SCRIPT})
        assert answer.status_code == 400 and "actions_model" in answer.text
    assert "evil" not in contact(house).actions_model
    for path in ("actions", "actions/@@modeleditor", "@@actions/@@listing", "actions/add-action"):
        assert house.page("GET", f"/services/contact/{path}", by=MANAGER).status_code == 404, path


def test_the_script_of_a_stock_form_runs_and_a_service_runs_none(house):
    with_forms(house, actions=SCRIPT)

    # the hole: an anonymous visitor's submission runs it as Manager
    submit(house, "/stock/view")
    transaction.begin()
    assert stock(house).title == "Taken over"

    # closed: even if the XML came in through the back door, nothing reads or runs it
    contact(house).__dict__["actions_model"] = SCRIPT
    contact(house).portal_type = "Service"
    transaction.commit()
    for path in ("view", "@@view", "@@embedded", "@@z3cform_validate_field"):
        assert submit(house, f"/services/contact/{path}").status_code in (302, 404)
    assert "evil" not in contact(house).actions_model


def submit(house: House, path: str, **more):
    """Send a stock form as its page does."""
    page = house.page("GET", path)
    data = {
        "form.widgets.name": "Abbas",
        "form.widgets.topic": "other",
        "form.buttons.submit": "Submit",
        **hidden(page.text),
    }
    return house.page("POST", path, data=data, cookies=page.cookies, **more)


def hidden(text: str) -> dict[str, str]:
    from lxml import html

    if not text.strip():
        return {}
    found = html.fromstring(text).xpath("//input[@type='hidden'][@name]")
    return {each.get("name"): each.get("value", "") for each in found}


def test_someone_who_may_only_edit_changes_no_fields(house):
    with_forms(house)
    before = contact(house).fields_model

    # the hole
    assert house.page("GET", "/stock/fields/@@modeleditor", by=EDITOR).status_code == 200

    # closed
    answer = house.ask("PATCH", "/services/contact", by=EDITOR, json={"fields_model": a_model()})
    assert answer.status_code == 403
    for path in (
        *("fields", "fields/@@listing", "fields/@@modeleditor", "fields/@@add-field"),
        *("fields/topic", "fields/topic/@@edit", "fields/topic/topic", "fields/topic/@@delete"),
        *("fields/@@add-fieldset", "fields/topic/@@order?pos=1", "@@revisions"),
    ):
        answer = house.page("GET", f"/services/contact/{path}", by=EDITOR)
        assert answer.status_code in (302, 401, 403, 404), path
        assert "require_login" in answer.headers.get("Location", "require_login"), path
    assert contact(house).fields_model == before


def test_an_editor_deletes_pages_but_no_service(house):
    with_forms(house)

    # the hole: an Editor's rights reach every content of the portal
    assert house.ask("DELETE", "/stock", by=EDITOR).status_code == 204

    # closed
    for path in ("/services/contact", "/services"):
        assert house.ask("DELETE", path, by=EDITOR).status_code in (401, 403), path
        page = house.page("GET", f"{path}/delete_confirmation", by=EDITOR)
        assert page.status_code in (302, 401, 403), path
    assert contact(house).published_number is not None
    assert house.ask("DELETE", "/services/contact", by=MANAGER).status_code == 204


def test_an_editor_changes_no_settings_of_a_service(house):
    with_forms(house)
    before = contact(house).texts

    answer = house.ask("PATCH", "/services/contact", by=EDITOR, json={"texts": "{}"})

    assert answer.status_code == 403
    assert contact(house).texts == before


def test_expressions_in_the_xml_run_in_a_stock_form_and_are_refused_here(house):
    secret = "python:context.portal_url()"
    expressions = {
        "TDefault": "string:computed by an expression",
        "TEnabled": secret,
        "TValidator": secret,
        "serverSide": "True",
        "THidden": "True",
        "validators": "isEmail",
    }
    field = (
        '<field name="name" type="zope.schema.TextLine" easyform:{}="{}"><title>N</title></field>'
    )
    with_forms(house, fields=field.format("TDefault", expressions["TDefault"]))

    # the hole
    assert "computed by an expression" in house.page("GET", "/stock").text

    # closed: at PATCH, in the XML editor, and in code
    before = contact(house).fields_model
    for name, text in expressions.items():
        model = a_model(field.format(name, text))
        answer = house.ask("PATCH", "/services/contact", by=MANAGER, json={"fields_model": model})
        assert answer.status_code == 400 and name in answer.text, name
        page = house.page("GET", "/services/contact/fields/@@modeleditor", by=MANAGER)
        data = {**hidden(page.text), "form.button.save": "1", "source": model}
        page = house.page("POST", "/services/contact/fields/@@modeleditor", by=MANAGER, data=data)
        assert name in page.text
        assert contact(house).fields_model == before


def test_names_that_would_be_imported_are_refused(house):
    with_forms(house)
    for model in (
        '<schema based-on="os.system"/>',
        "<schema><invariant>os.system</invariant></schema>",
        '<schema><fieldset name="a"><field name="x" type="zope.schema.Choice"><title>X</title>'
        "<source>os.system</source></field></fieldset></schema>",
        '<schema><fieldset name="a"><field name="x" type="zope.schema.TextLine"><title>X</title>'
        "<defaultFactory>os.getcwd</defaultFactory></field></fieldset></schema>",
        '<schema xmlns:f="http://namespaces.plone.org/supermodel/form"><field name="x"'
        ' type="zope.schema.TextLine" f:widget="os.system"><title>X</title></field></schema>',
        '<schema><field name="x" type="plone.namedfile.field.NamedBlobFile"><title>X</title>'
        "<schema>this</schema></field></schema>",
        '<schema><field name="x" type="plone.namedfile.field.NamedBlobFile"><title>X</title>'
        "<default>this</default></field></schema>",
        '<schema><field name="x" type="plone.namedfile.field.NamedBlobImage"><title>X</title>'
        "<missing_value>this</missing_value></field></schema>",
        '<schema><field name="x" type="zope.schema.Object"><title>X</title>'
        "<min>this</min></field></schema>",
        '<schema><field name="x" type="zope.schema.Set"><title>X</title><value_type'
        ' type="zope.schema.InterfaceField"><default>this</default></value_type></field></schema>',
        '<schema><field name="x" type="zope.schema.Set"><title>X</title>'
        '<value_type type="zope.schema.Object"/>'
        "<default><element>this</element></default></field></schema>",
    ):
        model = f'<model xmlns="http://namespaces.plone.org/supermodel/schema">{model}</model>'
        answer = house.ask("PATCH", "/services/contact", by=MANAGER, json={"fields_model": model})
        assert answer.status_code == 400, model
        with pytest.raises(UnsafeModelError):
            screened(model, FIELDS_ALLOWED)
    assert "this" not in sys.modules


def test_xml_that_another_parser_would_read_as_something_else_is_refused():
    """Read as UTF-7, which it declares, this text is an element that names a module to import."""
    hidden_field = (
        "+ADw-field name=+ACI-z+ACI- type=+ACI-zope.schema.Choice+ACI-+AD4APA-source+AD4-"
        "this+ADw-/source+AD4APA-/field+AD4-"
    )
    for encoding in ("UTF-7", "utf-7", "HZ", "ISO-2022-JP", "UTF-16"):
        for quote in "'\"":
            model = (
                f"<?xml version='1.0' encoding={quote}{encoding}{quote} ?>{a_model(hidden_field)}"
            )
            for source in (model, model.encode(), b"\xef\xbb\xbf" + model.encode()):
                for allowed in ((), (FIELDS_ALLOWED,)):
                    with pytest.raises(UnsafeModelError, match="UTF-8"):
                        screened(source, *allowed)
    assert screened(f"<?xml version='1.0' encoding='UTF-8'?>{a_model()}")
    assert "this" not in sys.modules


def test_markup_that_stands_for_translation_is_refused():
    for attribute in ('i18n:translate="&lt;b>"', 'permitdesk:example="&lt;b>"'):
        field = f'<field name="x" type="zope.schema.TextLine" {attribute}><title>X</title></field>'
        model = a_model(field).replace(
            "<model ", '<model xmlns:i18n="http://xml.zope.org/namespaces/i18n" ', 1
        )
        with pytest.raises(UnsafeModelError, match="HTML"):
            screened(model)


def test_content_overrides_are_stored_by_a_stock_form_and_refused_here(house):
    with_forms(house)
    overrides = {
        "headerInjection": "string:<meta name='injected'>",
        "thanksPageOverride": "string:http://example.com",
        "formActionOverride": "string:http://example.com",
        "onDisplayOverride": "python:1",
        "afterValidationOverride": "python:1",
        "submitLabelOverride": "string:Hello",
    }

    # the hole, for whoever may edit expressions
    answer = house.ask("PATCH", "/stock", by=MANAGER, json=overrides)
    assert answer.status_code == 204
    assert "injected" in house.page("GET", "/stock").text

    # closed for everybody
    for name, text in overrides.items():
        answer = house.ask("PATCH", "/services/contact", by=MANAGER, json={name: text})
        assert answer.status_code == 400 and name in answer.text
        assert getattr(contact(house), name) is None


def test_mail_templates_and_saved_data_have_no_place_in_a_service(house):
    with_forms(house)

    # the hole: a template that an editor wrote
    answer = house.ask("PATCH", "/stock", by=MANAGER, json={"actions_model": MAILER})
    assert answer.status_code == 204 and "tal:content" in stock(house).actions_model
    # and data that piles up in the form
    house.ask("PATCH", "/stock", by=MANAGER, json={"actions_model": SAVE_DATA})
    submit(house, "/stock/view")
    kept = stock(house)._inputStorage["save"]
    assert [row["name"] for row in kept.values()] == ["Abbas"]
    assert "Abbas" in house.ask("GET", "/stock", by=MANAGER).text

    # closed
    for actions in (MAILER, SAVE_DATA):
        answer = house.ask(
            "PATCH", "/services/contact", by=MANAGER, json={"actions_model": actions}
        )
        assert answer.status_code == 400
    saved = {"savedDataStorage": {"save": {"1": {"name": "x"}}}}
    assert house.ask("PATCH", "/services/contact", by=MANAGER, json=saved).status_code == 400
    assert house.page("GET", "/services/contact/@@saveddata", by=MANAGER).status_code == 404


def test_a_get_neither_fails_nor_leaks(house):
    with_forms(house, actions=MAILER)

    # the hole: an error for everybody but Managers, for whom the recipients stand in it
    assert house.ask("GET", "/stock", by=EDITOR).status_code == 500
    assert "inside@office.example" in house.ask("GET", "/stock", by=MANAGER).text

    # closed
    for person in (None, EDITOR, MANAGER):
        answer = house.ask("GET", "/services/contact", by=person)
        assert answer.status_code == 200
        assert "actions_model" not in answer.text
    answer = house.ask("GET", "/@search?portal_type=Service&fullobjects=1")
    assert answer.status_code == 200 and "fields_model" not in answer.text


def test_what_a_visitor_uploads_in_vain_is_kept_sealed_and_not_at_all_by_a_service(house):
    with_forms(house, fields=UPLOAD)
    file = {"form.widgets.passport": ("passport.pdf", b"%PDF-1.4 very personal", "application/pdf")}

    # the name is missing, the form is refused: easyform would leave the file in the clear
    page = house.page("GET", "/stock")
    data = {
        **hidden(page.text),
        "form.widgets.name": "",
        "form.widgets.passport.action": "",
        "form.buttons.submit": "Submit",
    }
    house.page("POST", "/stock/view", data=data, files=file, cookies=page.cookies)
    transaction.begin()
    annotations = dict(house.portal.__annotations__)
    assert "file_upload_map" not in annotations
    (kept,) = annotations["permitdesk.intake.uploads"].values()
    with kept.blob.open("r") as blob:
        assert b"very personal" not in blob.read()

    # closed: nothing is stored
    storage = house.portal._p_jar.db().storage
    before = storage.lastTransaction()
    for path in ("", "/view", "/@@view", "/@@embedded"):
        answer = house.page("POST", f"/services/contact{path}", data=data, files=file)
        assert answer.status_code in (302, 404)
    assert storage.lastTransaction() == before


def test_a_link_prefills_a_stock_form_and_leads_to_a_clean_address_here(house):
    with_forms(house)
    link = "?form.widgets.name=Somebody&name=Somebody&topic=other"

    # the hole
    assert "Somebody" in house.page("GET", f"/stock{link}").text

    # closed
    answer = house.page("GET", f"/services/contact{link}")
    assert answer.status_code == 302 and "Somebody" not in answer.headers["Location"]


def test_a_service_cannot_be_exported_with_its_inside_or_overwritten_by_import(house):
    with_forms(house)
    for path in ("@@export-easyform", "@@import-easyform", "@@folder_contents"):
        assert house.page("GET", f"/services/contact/{path}", by=MANAGER).status_code == 404


def test_creating_a_service_needs_its_permission_and_takes_no_foreign_settings(house):
    with_forms(house)
    new = {"@type": "Service", "id": "mine", "title": "Mine"}

    assert house.ask("POST", "/services", by=EDITOR, json=new).status_code in (401, 403)
    answer = house.ask("POST", "/services", by=MANAGER, json={**new, "actions_model": SCRIPT})
    assert answer.status_code == 400
    made = house.ask("POST", "/services", by=MANAGER, json={**new, "fields_model": a_model()})
    assert made.status_code == 201


def test_markup_in_a_text_runs_in_the_stock_editor_and_is_refused_here(house):
    """Somebody who may design a form must not act as the administrator who looks at it."""
    script = "&lt;script&gt;alert(7)&lt;/script&gt;"
    field = '<field name="x" type="zope.schema.TextLine"><title>X</title>{}</field>'
    hostile = field.format(f"<description>{script}</description>")
    with_forms(house, fields=hostile)
    page = house.page("GET", "/stock/fields", by=MANAGER)
    assert "<script>alert(7)" in page.text

    answer = house.ask(
        "PATCH", "/services/contact", by=MANAGER, json={"fields_model": a_model(hostile)}
    )
    assert answer.status_code == 400 and "HTML" in answer.json()["message"]
    harmless = field.format("<description>Weniger als &lt; 3 Jahre &amp; mehr</description>")
    answer = house.ask(
        "PATCH", "/services/contact", by=MANAGER, json={"fields_model": a_model(harmless)}
    )
    assert answer.status_code == 204
