from pathlib import Path

import pytest

from permitdesk.core.languages import LANGUAGES
from permitdesk.services import all_services, import_library, parse, published, service_by_slug
from permitdesk.services.compose import BrokenServiceFileError, read_service
from permitdesk.services.definition import Condition
from permitdesk.services.exchange import planned, take
from testing import SERVICES

LIBRARY = Path(__file__).parent / "library"


@pytest.fixture
def small(portal):
    """A small service of our own, imported and published."""
    (report,) = import_library(portal, ["small"], LIBRARY)
    assert report.created
    return portal["services"]["small"]


@pytest.mark.every_text
def test_the_shipped_services_are_imported_and_published(portal):
    reports = import_library(portal)

    assert {each.getId() for each in all_services(portal)} >= {"contact", "employment"}
    # Two are there in every test: to those nothing is done.
    created = {report.service for report in reports if report.created}
    assert created == {report.service for report in reports} - set(SERVICES)
    assert not any(report.kept or (report.changed and not report.created) for report in reports)
    contact = published(portal["services"]["contact"])
    assert contact.number == 1
    assert contact.languages == tuple(LANGUAGES)
    assert service_by_slug(portal, "de", "kontakt").getId() == "contact"
    assert service_by_slug(portal, "de", "nichts") is None


def test_blocks_own_steps_and_settings_become_one_definition(small):
    definition = published(small).definition

    assert [step.name for step in definition.steps] == ["person", "work"]
    assert [field.name for field in definition.fields()] == ["family_name", "job", "has_job"]
    assert definition.steps[1].minutes == 7
    assert definition.marked("family-name").name == "family_name"
    assert [each.id for each in definition.requirements] == ["contract"]


def test_a_blocks_hints_come_with_it_and_a_service_may_leave_them_out(small):
    (hint,) = published(small).definition.hints

    assert (hint.id, hint.step, hint.title) == ("as_in_passport", "person", "Wie im Pass")


def test_a_services_own_hint_takes_the_place_of_a_blocks(tmp_path):
    own = '[[hints]]\nid = "as_in_passport"\ncondition = \'{"field": "job", "filled": true}\'\n'
    library = _changed(tmp_path, "small/service.toml", "[slugs]", f"{own}[slugs]")

    (hint,) = read_service("small", library).hints

    assert hint["condition"] == {"field": "job", "filled": True}


def test_a_service_says_in_its_own_words_and_its_own_case_what_a_block_asks(tmp_path):
    named = '<fieldset name="person" label="Wer sind Sie?" />'
    _changed(tmp_path, "small/fields.xml", '<fieldset name="work"', f'{named}<fieldset name="work"')
    files = read_service("small", _asked_when(tmp_path, "family_name"))

    definition = parse(files.fields_model, files.texts, files.hints)

    assert definition.steps[0].title == "Wer sind Sie?"
    # A translation of the block's words would say something else.
    assert "step.person.title" not in files.labels["en"]
    assert definition.field("family_name").condition == Condition("has_job", "is", True)


def test_a_condition_for_a_field_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BrokenServiceFileError, match="nickname"):
        read_service("small", _asked_when(tmp_path, "nickname"))


def test_importing_again_changes_nothing(portal, small):
    (report,) = import_library(portal, ["small"], LIBRARY)

    assert (report.created, report.changed, report.kept) == (False, (), ())
    assert published(small).number == 1


def test_what_staff_changed_stays_and_is_reported(portal, small, tmp_path):
    small.fields_model = small.fields_model.replace("Familienname", "Nachname")
    trade = b'msgctxt "field.job.title"\nmsgid "Beruf"\nmsgstr "Trade"\n'
    take(small, "en", planned(small, "en", trade))
    library = _changed(tmp_path, "small/service.toml", "Klein", "Kleiner")
    _changed(tmp_path, "blocks/person.xml", "Familienname", "Name der Familie")
    _changed(tmp_path, "small/labels/en.po", "Occupation", "Job")

    (report,) = import_library(portal, ["small"], library)

    assert report.changed == ("texts",)
    assert report.kept == ("fields_model", "labels.en")
    assert "Nachname" in small.fields_model
    assert published(small).text("service.title", "de").value == "Kleiner"
    assert published(small).text("field.job.title", "en").value == "Trade"


def test_saving_in_the_editor_without_a_change_is_no_change(portal, small, tmp_path):
    small.fields_model = small.fields_model.replace(
        "<title>Beruf</title>", "<description/>\n<title>Beruf</title>"
    )
    library = _changed(tmp_path, "blocks/person.xml", "Familienname", "Name der Familie")

    (report,) = import_library(portal, ["small"], library)

    assert report.changed == ("fields_model",) and report.kept == ()


def test_a_file_that_does_not_fit_is_refused(tmp_path):
    library = _changed(tmp_path, "small/service.toml", '"work"', '"leisure"')

    with pytest.raises(BrokenServiceFileError, match="leisure"):
        read_service("small", library)


def _asked_when(tmp_path: Path, name: str) -> Path:
    """A library whose small service asks a block's field of those who have a job."""
    conditions = f"""[conditions]\n{name} = '{{"field": "has_job", "is": true}}'\n\n"""
    return _changed(tmp_path, "small/service.toml", "[slugs]", f"{conditions}[slugs]")


def _changed(tmp_path: Path, name: str, before: str, after: str) -> Path:
    """A copy of the test's library with one text replaced."""
    for path in LIBRARY.rglob("*.*"):
        copy = tmp_path / path.relative_to(LIBRARY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists():
            copy.write_bytes(path.read_bytes())
    text = (tmp_path / name).read_text("utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after), "utf-8")
    return tmp_path


def test_options_keep_their_order_when_the_stock_editor_writes_them(portal):
    import_library(portal)

    definition = published(portal["services"]["employment"]).definition
    kinds = [each.value for each in definition.field("application_kind").options]
    sources = [each.value for each in definition.field("income_sources").options]

    assert kinds == ["first", "renewal", "change_of_purpose", "transfer_new_passport"]
    assert sources[0] == "employment"
    assert sources[-1] == "other"
