"""What is sent with an editor's form lies as a case on the desk of the surname."""

import hashlib
from datetime import timedelta

import pytest
import requests
import transaction
from lxml import html
from plone import api
from plone.app.textfield.value import RichTextValue

from casework_builders import an_office
from documents.files import a_pdf
from permitdesk import casework
from permitdesk.core import clock, gate
from permitdesk.intake.stock import uploads

FIELDS = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="family_name" type="zope.schema.TextLine"><title>Familienname</title></field>
  <field name="topic" type="zope.schema.Choice"><title>Thema</title>
    <values><element key="card">Meine Karte</element><element key="other">Anderes</element></values>
  </field>
  <field name="when" type="zope.schema.Date"><title>Wann</title><required>False</required></field>
  <field name="letter" type="plone.namedfile.field.NamedBlobFile"><title>Brief</title>
    <required>False</required></field>
</schema></model>"""
FILING = """<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>
  <field name="file" type="permitdesk.intake.stock.action.FileIntoCaseworkerFolder">
    <title>Ablegen</title><required>True</required><unit>two</unit>
    <family_name_field>family_name</family_name_field></field></schema></model>"""


@pytest.fixture
def form(functional):
    portal = functional["portal"]
    with api.env.adopt_roles(["Manager"]):
        an_office(portal)
        form = api.content.create(portal["de"], "EasyForm", id="frage", title="Ihre Frage")
        form.fields_model, form.actions_model = FIELDS, FILING
        api.content.transition(form, "publish")
    transaction.commit()
    return form


def send(form, files=None, **answers):
    """Open the page as a visitor and send it; returns the session's page and the answer."""
    session = requests.Session()
    address = form.absolute_url()
    page = session.get(address, timeout=60)
    assert page.status_code == 200
    sent = hidden(page) | {
        "form.widgets.family_name": "Abbas",
        "form.widgets.topic:list": "card",
        "form.buttons.submit": "submit",
    }
    sent |= answers
    return session, sent, session.post(address, data=sent, files=files, timeout=60)


def hidden(page) -> dict[str, str]:
    inputs = html.fromstring(page.text).xpath("//form[@id='form']//input[@type='hidden'][@name]")
    return {each.get("name"): each.get("value", "") for each in inputs}


def reference_of(answer) -> str:
    return html.fromstring(answer.text).xpath("//p[@class='pd-reference']")[0].text_content()


def case_of(form, reference):
    transaction.begin()
    return casework.case_by_reference(form.aq_parent.aq_parent, reference.strip())


def test_a_form_becomes_a_case_with_answers_and_document(form):
    letter = a_pdf(2)
    files = {"form.widgets.letter": ("Brief.pdf", letter, "application/pdf")}

    _session, _sent, answer = send(form, files)

    assert answer.status_code == 200, answer.text[:500]
    assert "no-store" in answer.headers["Cache-Control"]
    case = case_of(form, reference_of(answer))
    assert case.aq_parent.getId() == "a-k" and case.kind == "contact"
    assert case.application.answers == {"family_name": "Abbas", "topic": "card"}
    (document,) = case.application.documents
    assert document.stored_sha256() == hashlib.sha256(letter).hexdigest()


def test_the_case_page_shows_the_form_as_it_was(form):
    _session, _sent, answer = send(form)
    case = case_of(form, reference_of(answer))
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(form)
    transaction.commit()

    url = case.absolute_url()
    page = requests.get(url, auth=("anna", "Geheim-genug-17"), timeout=60)

    assert page.status_code == 200
    text = html.fromstring(page.text).text_content()
    assert "Ihre Frage" in text and "Thema" in text and "Meine Karte" in text
    assert requests.get(url, timeout=60, allow_redirects=False).status_code in (302, 401, 404)


def test_the_same_page_sent_twice_is_one_case_and_a_correction_another(form):
    session, sent, first = send(form)

    again = session.post(form.absolute_url(), data=sent, timeout=60)
    corrected = session.post(
        form.absolute_url(), data=sent | {"form.widgets.family_name": "Zhang"}, timeout=60
    )

    assert reference_of(first) == reference_of(again) != reference_of(corrected)
    assert case_of(form, reference_of(corrected)).aq_parent.getId() == "l-z"


def test_who_sends_too_much_waits_with_what_they_typed(form, monkeypatch):
    gate.forget()
    monkeypatch.setenv("PERMITDESK_LIMITS", "send=1/60")
    send(form)
    session, sent, slow = send(form, **{"form.widgets.family_name": "Zhang"})

    assert slow.status_code == 429 and int(slow.headers["Retry-After"]) >= gate.SHORTEST
    assert "Noch nicht gesendet" in slow.text and 'value="Zhang"' in slow.text
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        answer = session.post(form.absolute_url(), data=sent | hidden(slow), timeout=60)
    assert case_of(form, reference_of(answer)).aq_parent.getId() == "l-z"
    gate.forget()


def test_what_was_typed_and_uploaded_survives_an_error(form):
    letter = a_pdf()
    files = {"form.widgets.letter": ("Brief.pdf", letter, "application/pdf")}

    session, sent, refused = send(form, files, **{"form.widgets.family_name": ""})

    assert refused.status_code == 422
    transaction.begin()
    (kept,) = form.aq_parent.aq_parent.__annotations__[uploads.KEY].values()
    with kept.blob.open("r") as blob:
        assert b"Mietvertrag" not in blob.read() and letter[:40] not in kept.name
    again = sent | hidden(refused) | {"form.widgets.family_name": "Abbas"}
    again["form.widgets.letter.action"] = "nochange"
    answer = session.post(form.absolute_url(), data=again, timeout=60)
    (document,) = case_of(form, reference_of(answer)).application.documents
    assert document.stored_sha256() == hashlib.sha256(letter).hexdigest()


def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_is_stored(form):
    files = {"form.widgets.letter": ("Brief.pdf", b"MZ a program", "application/pdf")}

    _session, _sent, answer = send(form, files)

    assert answer.status_code == 422
    assert "ist aber keines" in html.fromstring(answer.text).text_content()


def test_a_link_fills_in_nothing_and_a_form_without_action_takes_nothing(form):
    address = form.absolute_url()
    assert "Somebody" not in requests.get(
        f"{address}?form.widgets.family_name=Somebody", timeout=60
    ).text  # fmt: skip
    form.actions_model = None
    transaction.commit()

    page = requests.get(address, timeout=60)

    assert "nimmt noch nichts entgegen" in page.text and '<form id="form"' not in page.text


def test_a_rich_text_is_text_and_no_piece_of_our_page(form):
    form.formPrologue = RichTextValue(
        '<p>Bitte <a href="/de">lesen</a></p><iframe src="/de"></iframe>'
        '<p id="form" class="pd-footer" style="position:fixed">davor</p><img src="//x.example/p">',
        "text/html",
        "text/x-html-safe",
    )
    transaction.commit()

    page = html.fromstring(requests.get(form.absolute_url(), timeout=60).text)

    (main,) = page.xpath("//main")
    assert "Bitte lesen" in main.text_content() and "davor" in main.text_content()
    assert not main.xpath(".//iframe | .//img | .//*[@style] | .//*[@class='pd-footer']")
    assert [each.tag for each in page.xpath("//*[@id='form']")] == ["form"]


def test_nothing_is_chosen_before_and_an_error_is_said_in_the_pages_language(form):
    with api.env.adopt_roles(["Manager"]):
        other = api.content.create(form.aq_parent.aq_parent["ar"], "EasyForm", id="su-al")
        other.fields_model, other.actions_model = FIELDS, FILING
        api.content.transition(other, "publish")
    transaction.commit()

    shown = html.fromstring(requests.get(other.absolute_url(), timeout=60).text)
    _session, _sent, answer = send(other, **{"form.widgets.topic:list": "--NOVALUE--"})

    (first, *_rest) = shown.xpath("//select[@name='form.widgets.topic:list']/option")
    assert first.get("value") == "--NOVALUE--"
    assert answer.status_code == 422
    wrong = html.fromstring(answer.text).xpath("//p[contains(@class, 'kern-error')]")
    assert len(wrong) == 1 and wrong[0].text_content().strip()
    assert not any("a" <= letter <= "z" for letter in wrong[0].text_content())
    field = html.fromstring(answer.text).xpath("//select[@name='form.widgets.topic:list']")[0]
    assert field.get("aria-describedby") == wrong[0].get("id")


def test_every_field_has_its_label(form):
    page = html.fromstring(requests.get(form.absolute_url(), timeout=60).text)

    fields = page.xpath("//form[@id='form']//*[self::input or self::select or self::textarea]")
    shown = [
        each
        for each in fields
        if each.get("type") not in ("hidden", "submit")
        and not each.xpath("ancestor::*[@aria-hidden='true']")
    ]
    assert len(shown) == 4
    for each in shown:
        assert page.xpath(f"//label[@for='{each.get('id')}']"), each.get("name")
