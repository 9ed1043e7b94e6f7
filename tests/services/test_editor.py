"""easyform's own field editor on a service: it works, and keeps what is ours."""

from pathlib import Path

import transaction
from lxml import html

from permitdesk.services import import_library
from permitdesk.services.definition import FIELD_TYPES
from permitdesk.services.revision import working_definition

from .house import MANAGER, House

EVERY_KIND = Path(__file__).parent / "every_kind.xml"
FIELDS = "/services/employment/fields"


def service(house: House):
    transaction.begin()
    return house.portal["services"]["employment"]


def form_of(page, action: str) -> dict[str, object]:
    """All inputs of the form on a page as a browser would send them."""
    document = html.fromstring(page.text)
    found = next(each for each in document.forms if action in (each.action or ""))
    return dict(found.form_values())


def save(house: House, name: str, **changes: str):
    path = f"{FIELDS}/{name}/@@edit"
    page = house.page("GET", path, by=MANAGER)
    assert page.status_code == 200, page.text[:500]
    data = form_of(page, "@@edit") | changes | {"form.buttons.save": "Save"}
    return house.page("POST", path, by=MANAGER, data=data, cookies=page.cookies)


def test_every_field_is_shown_in_the_stock_editor(shipped):
    page = shipped.page("GET", f"{FIELDS}/@@listing", by=MANAGER)

    assert page.status_code == 200
    for field in working_definition(service(shipped)).fields():
        assert f'data-field_id="{field.name}"' in page.text, field.name


def test_changing_a_title_in_the_stock_editor_keeps_everything_of_ours(shipped):
    before = working_definition(service(shipped))
    source = service(shipped).fields_model

    answer = save(shipped, "family_name", **{"form.widgets.title": "Nachname wie im Pass"})

    assert answer.status_code == 200
    after = working_definition(service(shipped))
    assert after.field("family_name").title == "Nachname wie im Pass"
    title = f"<title>{before.field('family_name').title}</title>"
    changed = source.replace(title, "<title>Nachname wie im Pass</title>", 1)
    assert service(shipped).fields_model == changed


def test_each_kind_of_field_opens_and_saves_without_a_change(house):
    import_library(house.portal, ["employment"], publish_them=False)
    employment = house.portal["services"]["employment"]
    employment.fields_model = EVERY_KIND.read_text("utf-8")
    employment.hints = employment.fee_rules = "[]"
    transaction.commit()
    before = working_definition(service(house))
    assert {field.type for field in before.fields()} == FIELD_TYPES

    for name in "abcdefghijklmnopqr":
        answer = save(house, name)
        assert answer.status_code == 200, name
        assert working_definition(service(house)) == before, name


def test_a_condition_is_edited_and_a_malformed_one_is_explained(shipped):
    key = "IServiceFieldSettings.condition"

    refused = save(shipped, "job_title", **{f"form.widgets.{key}": '{"field": "x", "like": 1}'})
    assert refused.status_code == 200 and "Diesen Vergleich gibt es nicht" in refused.text

    text = '{"field": "work_basis", "is": "unsure"}'
    save(shipped, "job_title", **{f"form.widgets.{key}": text})
    condition = working_definition(service(shipped)).field("job_title").condition
    assert (condition.field, condition.value) == ("work_basis", "unsure")


def test_the_editor_offers_no_expressions_and_only_what_can_be_drawn(shipped):
    page = shipped.page("GET", f"{FIELDS}/family_name/@@edit", by=MANAGER)
    add = shipped.page("GET", f"{FIELDS}/@@add-field", by=MANAGER)

    for name in ("TDefault", "TEnabled", "TValidator", "serverSide"):
        assert name not in page.text
    for foreign in ("ReCaptcha", "Likert", "Rich Label"):
        assert foreign not in add.text
    assert "Geldbetrag" in add.text
    assert shipped.page("GET", f"{FIELDS}/family_name/family_name", by=MANAGER).status_code == 404


def test_a_field_is_added_and_deleted(shipped):
    path = f"{FIELDS}/@@add-field"
    page = shipped.page("GET", path, by=MANAGER)
    document = html.fromstring(page.text)
    option = document.xpath("//option[normalize-space()='Geldbetrag']/@value")[0]
    data = form_of(page, "add-field") | {
        "form.widgets.title": "Miete",
        "form.widgets.__name__": "extra_rent",
        "form.widgets.factory:list": option,
        "form.buttons.add": "Add",
    }
    answer = shipped.page("POST", path, by=MANAGER, data=data, cookies=page.cookies)

    assert answer.status_code == 302
    assert 'type="permitdesk.services.fields.Money"' in service(shipped).fields_model
    assert "extra_rent" in service(shipped).fields_model
