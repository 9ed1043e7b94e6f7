"""Prerequisites and derived values are made and changed on pages, as data."""

import json

import pytest
import transaction

from designer_builders import Screens, a_designer, a_service
from permitdesk.services import edition_of, unfinished
from permitdesk.services.compose import read_service
from permitdesk.services.sheet import Sheet, SheetOption

STEP = "angaben"


@pytest.fixture
def screens(functional) -> Screens:
    """A service that asks for a day, two numbers, a level, and stays as rows."""
    a_designer(functional["portal"])
    service = a_service(functional["portal"], "pledge")
    screens = Screens(functional, "pledge")
    sheet = screens.sheet
    sheet.add_step("Angaben")
    sheet.add(STEP, "date", "Geburt")
    for title in ("Lohn", "Miete"):
        sheet.add(STEP, "money", title)
    sheet.add(STEP, "choice", "Deutsch")
    sheet.change("deutsch", options=[_option("A1"), _option("A2"), _option("B1")])
    sheet.add(STEP, "group", "Zeiten")
    for kind, title in (("date", "Von"), ("date", "Bis"), ("yes-no", "Geduldet")):
        sheet.add(STEP, kind, title, group="zeiten")
    service.fields_model = sheet.source
    transaction.commit()
    return screens


def _option(title: str) -> SheetOption:
    return SheetOption(title.lower(), title)


def make(screens: Screens, kind: str, **typed) -> Screens:
    screens.open("design-value").press("save", what=kind)
    return screens.press("save", **typed)


def kept(screens: Screens) -> dict[str, dict]:
    return {each["name"]: each for each in screens.sheet.values()}


def test_values_of_every_simple_kind_are_made(screens):
    make(screens, "age", called="Alter heute", unit="years", field="geburt")
    make(screens, "day", called="Volljährig", field="geburt", plus="18")
    make(screens, "rank", called="Stufe", unit="cefr", field="deutsch", order="A1\nB1\nA2")
    make(
        screens, "sum", called="Rest", unit="euro", of_0="lohn", of_1="miete",
        of_1_way="number", of_1_amount="-1", least_way="number", least_amount="0",
    )  # fmt: skip
    make(screens, "count", called="Wie oft", unit="number", rows="zeiten")
    assert not screens.errors
    assert kept(screens) == {
        "alter_heute": {"name": "alter_heute", "kind": "age", "unit": "years", "field": "geburt"},
        "volljaehrig": {"name": "volljaehrig", "kind": "day", "field": "geburt", "plus": 18},
        "stufe": {"name": "stufe", "kind": "rank", "unit": "cefr", "field": "deutsch",
                  "order": ["a1", "b1", "a2"]},
        "rest": {"name": "rest", "kind": "sum", "unit": "euro", "least": 0,
                 "of": [{"value": "lohn"}, {"value": "miete", "times": -1}]},
        "wie_oft": {"name": "wie_oft", "kind": "count", "rows": "zeiten"},
    }  # fmt: skip
    assert unfinished(screens.stored)[1] == ()


def test_months_and_cases_have_conditions_as_rows(screens):
    screens.open("design-value").press("save", what="months")
    screens.press(
        "case_do", "add", called="Zeit", unit="duration", rows="zeiten",
        **{"from": "von", "until": "bis"},
    )  # fmt: skip
    screens.press("case0_do", "add", case0v_way="number", case0v_amount="halb")
    screens.press("refresh", case0_0_field="geduldet")
    screens.press("save", case0_0_op="is", case0_0_values="yes")
    assert len(screens.errors) == 1 and not kept(screens)
    screens.press("save", case0v_amount="0,5")
    assert not screens.errors
    assert kept(screens)["zeit"]["weights"] == [
        {"when": {"field": "geduldet", "is": True}, "times": 0.5}
    ]

    screens.open("design-value").press("save", what="choose")
    screens.press("save", called="Nötig", unit="duration")
    assert screens.errors and "notig" not in kept(screens)
    screens.press("case_do", "add").press("case_do", "add")
    screens.press("case0_do", "add").press("case1_do", "add")
    screens.press("refresh", case0_0_field="deutsch", case1_0_field="lohn")
    screens.press(
        "case_do", "up:1", case0_0_op="is", case0_0_values="b1", case0v_way="number",
        case0v_amount="36", case1_0_op="filled", case1v_way="field:zeit",
    )  # fmt: skip
    screens.press("save")
    assert not screens.errors
    assert kept(screens)["noetig"]["cases"] == [
        {"when": {"field": "lohn", "filled": True}, "value": {"field": "zeit"}},
        {"when": {"field": "deutsch", "is": "b1"}, "value": 36},
    ]
    assert unfinished(screens.stored)[1] == ()

    assert folded(screens.open("design-value?name=noetig")) == [
        "„Lohn“: ausgefüllt Der Wert ist dann: Wert „zeit“",
        "„Deutsch“: „B1“ Der Wert ist dann: 36",
    ]
    assert len(folded(screens.press("refresh"))) == 2
    assert len(folded(screens.press("refresh", case1v_amount="24"))) == 1
    assert len(folded(screens.press("refresh", case1v_amount="36", case0_0_field=""))) == 1
    assert not folded(screens.press("case1_do", "add"))


def folded(screens: Screens) -> list[str]:
    """What is said of the cases whose inputs are behind it."""
    found = screens.page.xpath("//details[@class='pd-rows__case']/summary")
    return [" ".join(each.text_content().split()) for each in found]


def test_what_is_wrong_is_told_and_kept_as_typed(screens):
    make(screens, "rank", called="Stufe", unit="cefr", field="deutsch", order="A1\nC7")
    assert "C7" in screens.errors[0] and not kept(screens)
    make(screens, "sum", called="Summe", unit="euro")
    assert screens.errors and not kept(screens)
    make(screens, "age", called="", unit="years", field="geburt")
    assert screens.errors and not kept(screens)


def test_a_prerequisite_is_made_with_its_three_conditions_and_changed(screens):
    make(screens, "age", called="Alter", unit="years", field="geburt")
    screens.open(f"design-prerequisite?step={STEP}").press(
        "met_do", "add", title="Alter", text="Sie müssen so alt sein: ${alter}.",
        text_missing="Warten Sie.", show_0="alter",
    )  # fmt: skip
    screens.press("lacks_do", "add")
    screens.press("refresh", met_0_field="alter", lacks_0_field="alter")
    screens.press(
        "save", met_0_op="at_least", met_0_way="number", met_0_amount="18",
        lacks_0_op="below", lacks_0_way="number", lacks_0_amount="18",
    )  # fmt: skip
    assert not screens.errors
    assert screens.page.xpath("string(//*[@id='h-alter']//*[@role='status'])") == "Gespeichert"
    (found,) = screens.sheet.hints
    assert found == {
        "id": "alter", "kind": "prerequisite", "step": STEP, "title": "Alter",
        "text": "Sie müssen so alt sein: ${alter}.", "if_missing": "Warten Sie.",
        "met": {"field": "alter", "at_least": 18}, "missing": {"field": "alter", "below": 18},
        "shows": ["alter"],
    }  # fmt: skip
    assert unfinished(screens.stored)[1] == ()
    assert "Alter" in screens.open(f"design?step={STEP}").text

    # What it needs is not deleted; it leads there.
    screens.open("design-value?name=alter").press("delete")
    assert screens.errors and "design-prerequisite?id=alter" in screens.browser.contents
    screens.open("design-prerequisite?id=alter").press("delete")
    screens.open("design-value?name=alter").press("delete")
    assert not screens.sheet.hints and not kept(screens)


def test_what_is_shipped_is_opened_and_saved_without_a_change(screens):
    shipped = read_service("settlement")
    service = screens.stored
    service.fields_model = Sheet(shipped.fields_model).source
    service.hints = json.dumps(list(shipped.hints), ensure_ascii=False)
    transaction.commit()
    edition, values = edition_of(screens.stored), kept(screens)
    by_kind = {each["kind"]: name for name, each in values.items()}
    assert len(by_kind) >= 6
    for name in by_kind.values():
        screens.open(f"design-value?name={name}").press("save")
        assert not screens.errors, name
    for id_ in ("time", "contributions", "german", "time_with_better_german"):
        screens.open(f"design-prerequisite?id={id_}").press("save")
        assert not screens.errors, id_
    assert (kept(screens), screens.sheet.hints) == (values, list(shipped.hints))
    assert edition_of(screens.stored) == edition
