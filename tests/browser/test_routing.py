"""The head of a unit drafts a rule, compares, puts it in force and enters an absence."""

import pytest

pytestmark = pytest.mark.browser
HEAD = "frau.seidel"
WIDTHS = (768, 1280)  # a tablet, a desk


@pytest.fixture
def page(staff):
    return staff(HEAD)


@pytest.fixture
def look(page, axe, tmp_path):
    """Look at the page in each width, as it stands."""

    def look(name):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 780})
            page.screenshot(path=tmp_path / f"{width}-{name}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{name} is {wide} pixels wide"
            axe(page)

    return look


def test_from_a_draft_to_rules_in_force(page, look):
    main = page.locator("main")
    page.goto("/office/aufenthalt/@@routing")
    page.locator("[name=family_name]").fill("Kaya")
    page.get_by_role("button", name="Ordner zeigen").click()
    assert "Kaya kommt zu „Ak–Al, E–K“." in main.inner_text()
    look("rules")
    page.get_by_role("link", name="Regeln ändern").click()
    page.get_by_role("link", name="Regel hinzufügen").click()
    page.locator("[name=title]").fill("Fachkräfte")
    page.locator("[name=services][value=employment]").check()
    page.locator("[name=question]").select_option("work_basis")
    page.locator("[name=more]").click()
    page.locator("[name=answers][value=blue_card_18g]").check()
    page.get_by_role("button", name="In den Entwurf übernehmen").click()
    assert page.locator("#errors").count(), "nobody was named"
    look("rule")
    page.locator("[name=desks][value=desk-4]").check()
    page.get_by_role("button", name="In den Entwurf übernehmen").click()
    page.get_by_role("button", name="Regel „Fachkräfte“ nach oben").click()
    look("draft")
    page.get_by_role("button", name="Zeigen, was woanders hinkäme").click()
    assert "Verglichene Vorgänge" in main.inner_text()
    look("replay")
    page.get_by_role("link", name="Zurück zum Entwurf").click()
    page.locator("[name=reason]").fill("Mehr Blaue Karten")
    page.get_by_role("button", name="Diese Regeln in Kraft setzen").click()
    assert "Mehr Blaue Karten" in main.inner_text()
    page.get_by_role("link", name="Frühere Regeln").click()
    look("versions")


def test_an_absence_and_a_suspended_range(page, look):
    main = page.locator("main")

    def days():
        for name, year in (("first", "2031"), ("last", "2032")):
            for part, value in (("day", "1"), ("month", "3"), ("year", year)):
                page.locator(f"[name='{name}.{part}']").fill(value)

    page.goto("/office/aufenthalt/@@absences")
    page.locator("[name=who]").select_option("member:frau.kaya")
    days()
    page.locator("[name=deputy]").select_option("desk-2")
    page.get_by_role("button", name="Abwesenheit eintragen").click()
    assert "Vertretung: „Ak–Al, E–K“" in main.inner_text()
    look("absences")
    page.goto("/office/aufenthalt/@@suspensions")
    page.locator("[name=ranges]").fill("S–Z")
    days()
    page.get_by_role("button", name="Bereich aussetzen").click()
    assert "Familiennamen S–Z: 1. März 2031 bis 1. März 2032" in main.inner_text()
    look("suspensions")
    page.get_by_role("button", name="entfernen").first.click()
