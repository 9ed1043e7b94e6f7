"""Draws the pictures of docs/designing-a-service.md (``make pictures``).

A clerk makes the service of the browser test in a demo district of its own; what the manual shows
is cut out of the pages on the way, 1280 pixels wide, in German.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

import running_portal
from clerk import SERVICE, Clerk, Designer, built

PICTURES = running_portal.ROOT / "docs" / "pictures"
WIDTH, COLUMN, COLOURS, LARGEST = 1280, 720, 64, 60_000


def keep(page, name: str, first: str, last: str = "", width: int = WIDTH, most: int = 1500) -> None:
    """Cut out what lies from one element to the end of another."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    top = page.locator(first).first.bounding_box()
    end = page.locator(last or first).last.bounding_box()
    low = max(top["y"] - 16, 0)
    tall = min(end["y"] + end["height"] + 16 - low, most)
    seen = page.screenshot(clip={"x": 0, "y": low, "width": width, "height": tall}, full_page=True)
    drawn = Image.open(io.BytesIO(seen)).convert("RGB").quantize(COLOURS)
    target = PICTURES / f"{name}.png"
    drawn.save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.name}: {drawn.width} × {drawn.height}, {size} bytes")  # noqa: T201
    assert size <= LARGEST, f"{target} is too large"


def draw(portal, browser) -> None:
    def at_a_desk(login: str, kind=Clerk):
        page = browser.new_page(
            viewport={"width": WIDTH, "height": 900}, locale="de-DE", base_url=portal.url
        )
        return kind(page, login, portal.password(login))

    clerk = at_a_desk("frau.yildiz", Designer)
    page = clerk.page
    page.goto("/services")
    clerk.follow("Neuer Dienst")
    clerk.write("Wie heißt der Dienst auf Deutsch?", SERVICE)
    clerk.tick("Mit nichts: Ich mache alle Abschnitte selbst")
    keep(page, "new", "h1", ".pd-actions", COLUMN)
    clerk.press("Dienst anlegen und gestalten")
    built(clerk)

    clerk.follow("Formular")
    clerk.follow("Wie lange bleiben die Gäste?")
    keep(page, "form", ".pd-designer__head", ".pd-designer__adding")
    clerk.follow("Frage hinzufügen")
    keep(page, "kind", "h1", ".pd-actions", COLUMN)
    clerk.follow("Zurück ohne Änderung")
    page.get_by_role("link", name="„Letzter Tag“ bearbeiten").click()
    page.locator("#condition").get_by_role("button", name="Bedingung hinzufügen").click()
    clerk.choose("Frage", "Geburtsdatum", page.locator("#condition li").nth(1))
    clerk.choose("Vergleich", "vor dem Tag", page.locator("#condition li").nth(1))
    clerk.choose("Verglichen mit", "… Jahre vor heute", page.locator("#condition li").nth(1))
    clerk.write("Zahl oder Tag", "18", page.locator("#condition li").nth(1))
    keep(page, "condition", "#condition", width=COLUMN)

    clerk.follow("Prüfung")
    keep(page, "findings", ".pd-designer__head", ".pd-findings >> nth=1 >> li >> nth=2")
    clerk.follow("Übersetzungen")
    clerk.follow("English", page.locator("main"))
    rows = page.locator(".pd-text-row")
    for number, text in enumerate(("Declaration of commitment", "Who makes the declaration?")):
        rows.nth(number).locator("textarea").fill(text)
    keep(page, "translation", "h1", ".pd-text-row >> nth=2")

    clerk.follow("Fassungen")
    clerk.write("Was und warum?", "Neu: Verpflichtungserklärung. Bitte die Unterlagen ansehen.")
    clerk.press("Um Prüfung bitten")
    second = at_a_desk("herr.admin")
    second.page.goto("/services")
    second.follow(SERVICE)
    second.follow("Fassungen")
    keep(second.page, "review", ".pd-designer__head", ".pd-actions")
    head = at_a_desk("frau.seidel")
    head.follow("Aufenthalt")
    head.follow("Online-Dienste")
    keep(head.page, "unit", "h1", "main form button[type=submit]", COLUMN)


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, sync_playwright() as playwright:
        portal = running_portal.start(Path(directory))
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            draw(portal, browser)
            browser.close()
        finally:
            portal.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
