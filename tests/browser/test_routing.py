"""The head of a unit drafts a rule, compares, puts it in force and enters an absence."""

import pytest

pytestmark = pytest.mark.browser
HEAD = "frau.seidel"


def _signed_in(demo, open_page, login: str, width: int):
    page = open_page(width=width)
    page.goto("/login")
    page.locator("[name=__ac_name]").fill(login)
    page.locator("[name=__ac_password]").fill(demo.password(login))
    page.locator("[name='buttons.login']").click()
    page.wait_for_url("**/office")
    return page


@pytest.mark.parametrize("width", [768, 1280])
def test_from_a_draft_to_rules_in_force(demo, open_page, axe, tmp_path, width):
    page = _signed_in(demo, open_page, HEAD, width)
    main = page.locator("main")

    def look(name):
        page.screenshot(path=tmp_path / f"{width}-{name}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} pixels wide"
        axe(page)

    page.goto("/office/aufenthalt/@@routing")
    page.locator("[name=family_name]").fill("Kaya")
    page.get_by_role("button", name="Ordner zeigen").click()
    assert "Kaya kommt zu „Ak–Al, E–K“." in main.inner_text()
    look("rules")
    page.get_by_role("link", name="Regeln ändern").click()
    page.get_by_role("link", name="Regel hinzufügen").click()
    page.locator("[name=title]").fill(f"Fachkräfte {width}")
    page.locator("[name=services][value=employment]").check()
    page.locator("[name=question]").select_option("work_basis")
    page.locator("[name=more]").click()
    page.locator("[name=answers][value=blue_card_18g]").check()
    page.get_by_role("button", name="In den Entwurf übernehmen").click()
    assert page.locator("#errors").count(), "nobody was named"
    look("rule")
    page.locator("[name=desks][value=desk-4]").check()
    page.get_by_role("button", name="In den Entwurf übernehmen").click()
    page.get_by_role("button", name=f"Regel „Fachkräfte {width}“ nach oben").click()
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


@pytest.mark.parametrize("width", [768, 1280])
def test_an_absence_and_a_suspended_range(demo, open_page, axe, tmp_path, width):
    page = _signed_in(demo, open_page, HEAD, width)
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
    page.screenshot(path=tmp_path / f"{width}-absences.png", full_page=True)
    axe(page)
    page.goto("/office/aufenthalt/@@suspensions")
    page.locator("[name=ranges]").fill("S–Z")
    days()
    page.get_by_role("button", name="Bereich aussetzen").click()
    assert "Familiennamen S–Z: 1. März 2031 bis 1. März 2032" in main.inner_text()
    page.screenshot(path=tmp_path / f"{width}-suspensions.png", full_page=True)
    axe(page)
    page.get_by_role("button", name="entfernen").first.click()
