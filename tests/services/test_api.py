import json
import re

import pytest
import transaction
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.core.languages import LANGUAGES
from permitdesk.services import publish

from .house import EDITOR, MANAGER, a_model


def test_the_services_in_the_language_asked_for(shipped):
    answer = shipped.ask("GET", "/@services?lang=en").json()
    german = shipped.ask("GET", "/@services", headers={"Accept-Language": "de"}).json()

    by_id = {item["id"]: item for item in answer["items"]}
    assert set(by_id) >= {"contact", "employment"}
    assert by_id["contact"]["@id"] == f"{shipped.url}/services/contact"
    assert by_id["contact"]["accepts_applications"] is True
    forms = {each["language"]: each["@id"] for each in by_id["contact"]["pdf_forms"]}
    assert set(forms) == set(LANGUAGES)
    assert forms["en"].endswith("/form.pdf")
    assert "de" in by_id["contact"]["languages"]
    titles = {item["id"]: item["title"] for item in german["items"]}
    assert titles["contact"] == "Nachricht an die Ausländerbehörde"
    assert by_id["contact"]["title"] != titles["contact"]


def test_the_form_of_a_service(shipped):
    form = shipped.ask("GET", "/services/employment/@form").json()

    assert form["revision"] == 1
    fields = {field["name"]: field for step in form["steps"] for field in step["fields"]}
    assert fields["birth_date"]["type"] == "partial-date"
    assert fields["nationalities"]["type"] == "multi-code-list"
    assert fields["nationalities"]["search"] == f"{shipped.url}/de/@codes/nationalities"
    assert fields["household"]["type"] == "group" and fields["household"]["fields"]
    assert all(set(option) >= {"value", "title"} for option in fields["work_basis"]["options"])
    assert any(field["condition"] for field in fields.values())
    for document in form["documents"]:
        assert set(document) >= {"id", "title", "description", "required", "condition", "formats"}


def test_a_form_says_what_its_rules_mean(shipped):
    form = shipped.ask("GET", "/services/employment/@form?lang=en").json()

    fields = [field for step in form["steps"] for field in step["fields"]]
    fields += [column for field in fields for column in field.get("fields", ())]
    patterns = {
        rule["value"]: rule
        for field in fields
        for rule in field.get("rules", ())
        if rule["kind"] == "pattern"
    }
    assert patterns["@postal-code"]["regex"] == "[0-9]{5}"
    assert all(rule["message"] for rule in patterns.values())
    assert "Postleitzahl" not in patterns["@postal-code"]["message"]
    assert all(field["max_rows"] > 0 for field in fields if field["type"] == "group")


def test_a_form_says_every_figure_that_its_conditions_name(shipped):
    """Else a program cannot tell which hints are shown."""
    form = shipped.ask("GET", "/services/employment/@form?lang=de").json()

    named = set(re.findall(r'"threshold": "([\w-]+)"', json.dumps(form)))
    assert "blue-card-general" in named
    assert named == form["figures"].keys()
    assert all(float(each["amount"]) > 0 for each in form["figures"].values())


def test_where_to_search_needs_nothing_but_the_words(shipped):
    form = shipped.ask("GET", "/services/employment/@form?lang=uk").json()
    field = next(
        each for step in form["steps"] for each in step["fields"] if each["name"] == "nationalities"
    )
    path = field["search"].removeprefix(shipped.url)
    found = shipped.ask("GET", f"{path}?q=UKR", headers={"Accept-Language": "de"}).json()
    assert found["items"][0] == {"value": "UKR", "title": "Україна"}


def test_a_new_municipality_is_no_form_that_the_browser_has(shipped):
    first = shipped.ask("GET", "/services/contact/@form")
    getUtility(IRegistry)["permitdesk.district.municipalities"] = ("neudorf | Neudorf",)
    transaction.commit()
    again = shipped.ask(
        "GET", "/services/contact/@form", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert again.status_code == 200
    assert "Neudorf" in again.text


def test_a_code_list_is_searched(shipped):
    answer = shipped.ask("GET", "/@codes/nationalities?q=syri&lang=en").json()

    assert answer["items"][0] == {"value": "SYR", "title": "Syria"}
    assert shipped.ask("GET", "/@codes/nothing").status_code == 404
    assert shipped.ask("GET", "/@codes").status_code == 404
    assert "public" not in shipped.ask("GET", "/@codes/countries?q=x").headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/@services", "/services/contact/@form"])
def test_what_the_browser_has_is_not_sent_again(shipped, path):
    first = shipped.ask("GET", f"{path}?lang=de")
    again = shipped.ask("GET", f"{path}?lang=de", headers={"If-None-Match": first.headers["ETag"]})
    other = shipped.ask("GET", f"{path}?lang=en", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert again.content == b""
    shipped.portal["services"]["contact"].fields_model = a_model()
    shipped.portal["services"]["contact"].hints = "[]"
    _publish(shipped.portal["services"]["contact"])
    known = {"If-None-Match": first.headers["ETag"]}
    assert shipped.ask("GET", f"{path}?lang=de", headers=known).status_code == 200


def _publish(service):
    from plone import api

    with api.env.adopt_roles(["Manager"]):
        publish(service)
    transaction.commit()


def test_unknown_services_and_languages(shipped):
    assert shipped.ask("GET", "/services/nothing/@form").status_code == 404
    fallback = shipped.ask("GET", "/services/contact/@form?lang=xx", headers={})
    assert fallback.json()["language"] == "de"


def test_the_lists_of_the_law_that_conditions_name_come_with_the_form(shipped):
    form = shipped.ask("GET", "/services/employment/@form").json()

    assert form["lists"]["western-balkans"]["codes"] == ["ALB", "BIH", "MKD", "MNE", "SRB", "XKX"]
    assert form["lists"]["western-balkans"]["source"] == "§ 26 Abs. 2 BeschV"
    hint = next(each for each in form["hints"] if each["id"] == "western_balkans")
    assert {"field": "nationalities", "in": {"list": "western-balkans"}} in (
        hint["condition"]["all"]
    )
    assert shipped.ask("GET", "/services/contact/@form").json()["lists"] == {}


def test_a_get_writes_nothing(shipped):
    storage = shipped.portal._p_jar.db().storage
    before = storage.lastTransaction()
    for path in ("/@services", "/services/contact/@form", "/services/contact", "/@codes/countries"):
        shipped.ask("GET", path)
    shipped.page("GET", "/services/contact")

    assert storage.lastTransaction() == before


def test_a_person_is_led_to_the_address_in_their_language(shipped):
    german = shipped.page("GET", "/services/contact?family_name=Abbas")
    arabic = shipped.page("GET", "/services/contact", headers={"Accept-Language": "ar"})

    assert german.headers["Location"] == f"{shipped.url}/de/antrag/kontakt"
    assert "/ar/apply/" in arabic.headers["Location"]


def test_a_service_shows_everybody_only_what_is_public(shipped):
    public = shipped.ask("GET", "/services/contact")
    inside = shipped.ask("GET", "/services/contact", by=MANAGER)

    assert public.status_code == 200
    assert not {"fields_model", "actions_model", "texts"} & set(public.json())
    assert {"fields_model", "texts"} <= set(inside.json())
    assert "actions_model" not in inside.json()


def test_publishing_through_the_api_needs_its_permission_and_a_sound_form(shipped):
    path = "/services/contact/@publish"
    service = shipped.portal["services"]["contact"]
    service.fields_model = a_model("<field name='x' type='zope.schema.TextLine'/>")
    transaction.commit()

    assert shipped.ask("POST", path).status_code == 401
    assert shipped.ask("POST", path, by=MANAGER).status_code == 400  # as another site could send
    assert shipped.ask("POST", path, by=EDITOR).status_code == 401
    why = {"reason": "Eine Frage fehlte."}
    refused = shipped.ask("POST", path, by=MANAGER, json=why)
    assert refused.status_code == 400 and "hat keinen Titel" in refused.text

    service.fields_model = a_model()
    service.hints = "[]"
    transaction.commit()
    alone = shipped.ask("POST", path, by=MANAGER, json={})
    assert alone.status_code == 400 and "warum Sie allein" in alone.text
    assert shipped.ask("POST", path, by=MANAGER, json=why).status_code == 200
    assert shipped.ask("GET", "/services/contact/@form").json()["revision"] == 2


def test_a_service_in_preparation_is_not_there_for_the_public(shipped):
    assert shipped.ask("POST", "/services/contact/@workflow/retract", by=MANAGER).status_code == 200

    assert shipped.ask("GET", "/services/contact/@form").status_code in (401, 404)
    assert "contact" not in [i["id"] for i in shipped.ask("GET", "/@services").json()["items"]]
    assert shipped.ask("GET", "/services/contact/@form", by=MANAGER).status_code == 404


def test_the_workflow_cannot_publish_past_the_checks(shipped):
    service = shipped.portal["services"]["contact"]
    service.fields_model = a_model("<field name='x' type='zope.schema.TextLine'/>")
    transaction.commit()
    shipped.ask("POST", "/services/contact/@workflow/retract", by=MANAGER)

    refused = shipped.ask("POST", "/services/contact/@workflow/publish", by=MANAGER)

    assert refused.status_code == 400 and "hat keinen Titel" in refused.text
    assert shipped.ask("GET", "/services/contact/@form", by=MANAGER).status_code == 404
