"""Services are begun, leave as packages, come in and are taken from the library: on the pages."""

import base64
import json
import secrets
from io import BytesIO
from urllib.parse import urlencode

import pytest
import transaction
from lxml import html
from plone import api
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from designer_builders import PASSWORD, a_designer, signed_in
from documents.files import a_pdf
from intake.world import a_message
from intake.world import publish as request
from permitdesk.services import package, publish
from permitdesk.services.paper_files import keep_form, looked_at, paper_forms_of
from permitdesk.services.sheet import Sheet
from permitdesk.services.taking import export, files_of


class Desk:
    """A designer at the list of services."""

    def __init__(self, layer, by: str = "gesa"):
        self.layer, self.portal = layer, layer["portal"]
        self.browser = signed_in(layer["app"], by)
        self.address = f"{self.portal.absolute_url()}/services"

    def open(self, page: str):
        self.browser.open(f"{self.address}/{page}")
        return self

    @property
    def page(self):
        return html.document_fromstring(self.browser.contents)

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    @property
    def errors(self) -> list[str]:
        return [each.text_content().strip() for each in self.page.xpath("//*[@id='errors']//li")]

    def press(self, button: str, **typed):
        """Fill in, and press a button."""
        form = next(each for each in self.page.forms if each.xpath(f".//button[@name='{button}']"))
        data = [(key, each) for key, each in form.form_values() if key not in typed]
        for key, each in typed.items():
            data += [(key, one) for one in (each if isinstance(each, list) else [each])]
        self.browser.post(form.action, urlencode([*data, (button, "1")]))
        return self

    def upload(self, data: bytes):
        """Choose a package, and look at it."""
        self.open("@@import-service")
        self.browser.getControl(name="file").add_file(BytesIO(data), "application/zip", "a.zip")
        self.browser.getControl(name="look").click()
        return self

    def ask(self, path: str, body: dict | None = None) -> dict:
        browser = signed_in(self.layer["app"], "gesa")
        browser.addHeader("Accept", "application/json")
        browser.addHeader("Idempotency-Key", secrets.token_hex(16))
        if body is None:
            browser.open(f"{self.address}/{path}")
        else:
            browser.post(f"{self.address}/{path}", json.dumps(body), "application/json")
        return json.loads(browser.contents)

    def stored(self, name: str):
        transaction.begin()
        return self.portal["services"][name]


@pytest.fixture
def desk(functional) -> Desk:
    a_designer(functional["portal"])
    return Desk(functional)


def change(service, name: str, title: str) -> None:
    sheet = Sheet(service.fields_model)
    sheet.change(name, title=title)
    service.fields_model = sheet.source
    transaction.commit()


def test_a_service_is_begun_from_blocks_and_can_be_published(desk):
    desk.open("@@new-service")
    # What a way needs is not called optional; address and prefix are.
    assert desk.text.count("(freiwillig)") == 2 and desk.text.count("Nur, wenn Sie oben") == 3
    desk.press("save", title="", way="blocks", slug="A b", prefix="v")
    assert len(desk.errors) == 4 and "A b" in desk.browser.contents

    desk.press(
        "save", title="Verpflichtungserklärung", way="blocks", blocks=["person", "passport"],
        slug="", prefix="",
    )  # fmt: skip

    assert desk.browser.url.endswith("/services/verpflichtungserklaerung/@@design")
    made = desk.stored("verpflichtungserklaerung")
    assert made.reference_prefix == "VE"
    assert made.labels["uk"]["step.person.title"]
    with api.env.adopt_roles(["Manager"]):
        assert publish(made).definition.field("family_name")


def test_a_copy_is_changed_leaves_comes_into_another_portal_and_people_apply(desk):
    desk.open("@@new-service").press("save", title="Frage", way="copy", copy="contact")
    change(desk.stored("frage"), "message", "Was wollen Sie wissen?")
    left = export(desk.stored("frage"))
    with api.env.adopt_roles(["Manager"]):
        desk.portal["services"].manage_delObjects(["frage"])
    transaction.commit()

    desk.upload(left)
    assert "Frage" in desk.text and "noch nicht" in desk.text
    desk.press("begin")

    assert export(desk.stored("frage")) == left
    with api.env.adopt_roles(["Manager"]):
        publish(desk.stored("frage"))
    transaction.commit()
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neumuehl | Neumühl",)
    transaction.commit()
    sent = desk.ask("frage/@applications", {"language": "de", "answers": a_message()})
    assert "reference" in sent, sent
    assert sent["reference"].startswith(desk.stored("frage").reference_prefix)


def test_what_was_changed_here_is_not_overwritten_unless_chosen(desk):
    contact = desk.stored("contact")
    files = files_of(contact)
    other = package.write(files)
    change(contact, "message", "Ihre Worte")

    desk.upload(other)
    assert "gibt es hier schon" in desk.text and "Anders als hier" in desk.text
    assert not desk.page.xpath("//input[@name='part'][@checked]")
    desk.press("take")
    assert desk.errors and "Ihre Worte" in desk.stored("contact").fields_model

    change(desk.stored("contact"), "message", "Noch andere Worte")
    desk.press("take", part="fields_model")
    assert "inzwischen geändert" in desk.errors[0]
    desk.press("take", part="fields_model")
    assert "Noch andere Worte" not in desk.stored("contact").fields_model


def test_no_bad_package_comes_in_and_none_is_lost_by_a_long_text(desk):
    desk.upload(b"no zip at all")
    assert "kein Paket" in desk.errors[0]
    desk.upload(package.write(files_of(desk.stored("contact"))))
    desk.press("begin", pack="broken")
    assert "noch einmal" in desk.errors[0]


def test_a_large_package_is_chosen_once_more_when_it_is_taken_over(desk):
    def large(pdf):
        pdf.pages[0].Contents = pdf.make_stream(b"% " + secrets.token_bytes(750_000))

    contact = desk.stored("contact")
    small = package.write(files_of(contact))
    keep_form(contact, "all", *looked_at(BytesIO(a_pdf(change=large)), "Antrag.pdf", "2026-03-02"))
    data = package.write(files_of(contact))
    transaction.commit()
    there = set(desk.portal["services"].objectIds())

    def begin(data: bytes | None) -> set[str]:
        if data is not None:
            file = desk.browser.getControl(name="file")
            file.add_file(BytesIO(data), "application/zip", "a.zip")
        desk.browser.getControl(name="begin").click()
        transaction.begin()
        return set(desk.portal["services"].objectIds()) - there

    desk.upload(data)
    assert not desk.errors and "noch einmal" in desk.text
    assert not begin(small) and "andere Datei" in desk.errors[0]
    desk.upload(data)
    assert not begin(None) and "Wählen Sie eine Datei" in desk.errors[0]
    desk.upload(data)
    (made,) = begin(data)
    (form,) = paper_forms_of(desk.stored(made)).forms.values()
    assert form.size > 700_000


def test_the_library_tells_what_is_newer_and_what_was_changed_here(desk):
    change(desk.stored("contact"), "message", "Ihre Worte")

    desk.open("@@library")
    rows = {
        row.xpath("string(.//a)"): " ".join(row.text_content().split())
        for row in desk.page.xpath("//tbody/tr")
    }
    assert "Nur hier geändert" in rows["Nachricht an die Ausländerbehörde"]
    assert any("Nicht eingerichtet" in each for each in rows.values())
    desk.open("@@library?service=contact").press("take", part="fields_model")
    assert "Ihre Worte" not in desk.stored("contact").fields_model
    desk.open("@@library?service=contact")
    assert not desk.page.xpath("//button[@name='take']")
    desk.open("@@library?service=family").press("begin")
    assert desk.stored("family").published_number is None


def test_the_api_does_what_the_pages_do(desk):
    held = desk.ask("contact/@package")
    body = {"data": held["data"], "preview": True}
    offered = desk.ask("@package", body)["parts"]
    assert offered and [each for each in offered if each["state"] != "same"] == []
    assert base64.b64decode(held["data"]) == export(desk.stored("contact"))
    made = desk.ask("@package", {"data": held["data"], "as_new": True})
    assert made["id"] != "contact" and made["changed"]
    assert desk.ask("@package", {"data": "AAAA"})["error"]["messages"]
    assert {"contact", "family"} <= {each["id"] for each in desk.ask("@library")["items"]}
    begun = desk.ask("@new-service", {"title": "Neu", "way": "skeleton", "skeleton": "1-antrag"})
    assert begun["id"] == "neu"
    wrong = desk.ask("@new-service", {"title": "<b>", "way": "copy", "copy": "../contact"})
    assert set(wrong["error"]["fields"]) == {"title", "copy"}


@pytest.mark.parametrize("page", ["@@new-service", "@@import-service", "@@library"])
def test_nobody_else_comes_in(functional, page):
    portal = functional["portal"]
    portal.acl_users.userFolderAddUser("mia", "Correct-horse-9", ["Member", "Editor"], [])
    transaction.commit()

    desk = Desk(functional, "mia").open(page)

    assert "pd-page--staff" not in desk.browser.contents


class Blocks(Desk):
    """A designer at the blocks of one service."""

    def do(self, what: str, **typed):
        form = next(each for each in self.page.forms if each.xpath(f".//button[@value='{what}']"))
        data = [(key, each) for key, each in form.form_values() if key not in typed]
        for key, each in typed.items():
            data += [(key, one) for one in (each if isinstance(each, list) else [each])]
        self.browser.post(form.action, urlencode([*data, ("do", what)]))
        return self


def test_a_block_is_made_used_changed_and_taken_over_elsewhere(desk):
    here = Blocks(desk.layer)
    for name in ("Eins", "Zwei"):
        desk.open("@@new-service").press("save", title=name, way="nothing")
    here.open("eins/@@blocks").do("insert", new="address")
    here.open("eins/@@blocks").do("make", step="", title="")
    assert len(here.errors) == 2
    here.do("make", step="address", title="Unsere Adresse")
    assert "Unsere Adresse" in here.text
    here.open("zwei/@@blocks").do("insert", new="own.unsere-adresse")
    assert "Straße" in desk.stored("zwei").fields_model

    change(desk.stored("eins"), "street", "Straße oder Platz")
    here.open("eins/@@blocks?block=own.unsere-adresse").do("renew")
    assert "Straße oder Platz" not in desk.stored("zwei").fields_model
    assert "Neuer als hier" in here.open("@@blocks").text
    here.open("zwei/@@blocks?block=own.unsere-adresse")
    assert here.page.xpath("//input[@value='field.street'][@checked]")
    here.do("take")

    assert "Straße oder Platz" in desk.stored("zwei").fields_model
    assert "Neuer als hier" not in here.open("zwei/@@blocks").text
    here.do("insert", new="passport")
    here.open("eins/@@blocks").do("insert", new="own.unsere-adresse")
    assert here.errors


def deleted(block: str) -> int:
    """The status of deleting a block by the API."""
    token = base64.b64encode(f"gesa:{PASSWORD}".encode()).decode()
    path, kind = f"/services/@blocks/{block}", "application/json"
    said = request("DELETE", path, b"{}", accept=kind, content_type=kind,
                   authorization=f"Basic {token}")  # fmt: skip
    return said.status


def test_a_program_sees_puts_in_makes_and_takes_over_blocks(desk):
    for name in ("Eins", "Zwei"):
        desk.open("@@new-service").press("save", title=name, way="nothing")
    found = desk.ask("eins/@blocks")
    assert found["items"] == [] and "address" in [each["id"] for each in found["others"]]
    body = {"do": "insert", "block": "address", "edition": found["edition"]}
    put_in = desk.ask("eins/@blocks", body)
    assert [(each["id"], each["state"]) for each in put_in["items"]] == [("address", "same")]
    assert desk.ask("eins/@blocks", body)["error"]["type"] == "Conflict"
    edition = put_in["edition"]
    again = desk.ask("eins/@blocks", {**body, "edition": edition})
    assert set(again["error"]["fields"]) == {"block"}
    made = desk.ask("eins/@blocks", {"do": "make", "step": "address", "title": "Unsere Adresse"})
    own = made["items"][-1]["id"]
    edition = desk.ask("zwei/@blocks")["edition"]
    desk.ask("zwei/@blocks", {"do": "insert", "block": own, "edition": edition})

    change(desk.stored("eins"), "street", "Straße oder Platz")
    edition = desk.ask("eins/@blocks")["edition"]
    desk.ask("eins/@blocks", {"do": "renew", "block": own, "edition": edition})
    there = desk.ask("zwei/@blocks")
    (newer,) = there["items"]
    assert newer["state"] == "newer" and newer["parts"][0]["part"] == "field.street"
    take = {"do": "take", "block": own, "edition": there["edition"]}
    assert set(desk.ask("zwei/@blocks", take)["error"]["fields"]) == {"parts"}
    taken = desk.ask("zwei/@blocks", {**take, "parts": ["field.street"]})
    assert taken["items"][0]["state"] == "same"
    assert "Straße oder Platz" in desk.stored("zwei").fields_model

    whole = desk.ask(f"@blocks/{own}")
    assert [each["id"] for each in whole["used_in"]] == ["eins", "zwei"] and whole["own"]
    asked = [each["name"] for step in whole["steps"] for each in step["questions"]]
    assert "street" in asked and whole["hints"] == []
    every = desk.ask("@blocks")["items"]
    assert {own, "address", "passport"} <= {each["id"] for each in every}
    assert deleted(own) == 409, "services have it"
    unused = desk.ask("eins/@blocks", {"do": "make", "step": "address", "title": "Weg"})
    with api.env.adopt_roles(["Manager"]):
        desk.portal["services"].manage_delObjects(["eins"])
    transaction.commit()
    gone = unused["items"][-1]["id"]
    assert (deleted("address"), deleted("own.none"), deleted(gone)) == (409, 404, 204)
    assert gone not in [each["id"] for each in desk.ask("@blocks")["items"]]
