"""The tab *Texte und Angaben*: a designer changes what a service says of itself."""

import json

import pytest
import transaction

from designer_builders import PASSWORD, Screens, a_designer, a_service, signed_in


@pytest.fixture
def screens(functional) -> Screens:
    a_designer(functional["portal"])
    return Screens(functional, "contact")


def test_opening_and_saving_changes_nothing(screens):
    before = screens.stored.texts, screens.stored.slugs, screens.stored.fees
    texts = json.loads(before[0])

    screens.open("texts")
    assert (
        "Nachricht an die Ausländerbehörde"
        in screens.page.get_element_by_id("preview").text_content()
    )
    screens.press("save")

    assert not screens.errors and "Gespeichert" in screens.text
    assert json.loads(screens.stored.texts) == {k: v.strip() for k, v in texts.items()}
    assert list(json.loads(screens.stored.texts)) == list(texts)
    assert json.loads(screens.stored.slugs) == json.loads(before[1])
    assert screens.stored.fees == before[2]


def test_everything_of_a_new_service_is_set_here(functional, screens):
    a_service(functional["portal"], "pledge")
    made = Screens(functional, "pledge").open("texts")

    made.press(
        "save",
        t_title="Verpflichtungserklärung",
        t_need="Ihren Pass\nIhren Lohnzettel",
        slug_de="verpflichtung",
        prefix="VE",
        way="paper",
        fees=["settlement-permit", "residence-permit-grant"],
        files="7",
        megabytes="5",
    )

    assert not made.errors
    service = made.stored
    assert json.loads(service.texts)["need"] == "Ihren Pass\nIhren Lohnzettel"
    assert service.title == "Verpflichtungserklärung"
    assert json.loads(service.slugs) == {"de": "verpflichtung"}
    assert (service.reference_prefix, service.accepts_applications) == ("VE", False)
    assert set(service.fees.split()) == {"settlement-permit", "residence-permit-grant"}
    assert (service.max_files, service.max_megabytes) == (7, 5)


def test_what_cannot_be_is_said_at_its_input_and_what_was_typed_stays(screens):
    before = screens.stored.texts
    screens.open("texts").press(
        "save",
        t_title="Neuer Titel",
        t_who="<script>alert(1)</script>",
        slug_de="Nicht so",
        slug_en="employment",
        prefix="ÄÖ",
        files="61",
    )

    said = " ".join(screens.errors)
    assert len(screens.errors) == 5
    assert "Bindestriche" in said and "große Buchstaben" in said and "früher der Dienst" in said
    assert screens.page.xpath("//input[@name='t_title']/@value") == ["Neuer Titel"]
    assert "<script>alert" not in screens.browser.contents
    assert screens.stored.texts == before


def test_a_preview_keeps_nothing(screens):
    before = screens.stored.texts
    screens.open("texts").press("refresh", t_cost="Das kostet 5 Euro.")
    assert "Das kostet 5 Euro." in screens.page.get_element_by_id("preview").text_content()
    assert screens.stored.texts == before


def test_two_at_once_are_told_of_each_other(functional, screens):
    a_designer(functional["portal"], "otto", "Otto Ordnung")
    other = Screens(functional, "contact", by="otto").open("texts")
    screens.open("texts").press("save", t_cost="Anders.")

    other.press("save", t_who="Auch anders.")
    assert "Gesa Gestalt" in other.text and "Auch anders." in other.text

    other.press("save")
    assert json.loads(other.stored.texts)["who"] == "Auch anders."


def test_nobody_without_the_right_sees_the_page(functional, screens):
    portal = functional["portal"]
    portal.acl_users.userFolderAddUser("mia", PASSWORD, ["Member", "Editor"], [])
    transaction.commit()
    browser = signed_in(functional["app"], "mia")
    browser.open(f"{screens.address}/@@texts")
    assert "t_title" not in browser.contents


def test_the_stock_edit_form_shows_no_json(screens):
    screens.browser.open(f"{screens.address}/edit")
    assert "max_megabytes" in screens.browser.contents
    for name in ("texts", "slugs", "hints", "fee_rules"):
        assert f"form.widgets.{name}" not in screens.browser.contents
        assert f"IServiceSettings.{name}" not in screens.browser.contents
