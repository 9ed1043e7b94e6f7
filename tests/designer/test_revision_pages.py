"""Findings, review, comparison and taking back, as two designers meet them."""

import json
from html import unescape

import transaction

from designer_builders import a_designer, signed_in
from permitdesk.services.conditions import to_data
from permitdesk.services.definition import Condition

TWICE = Condition(
    all_of=(Condition("topic", "filled"), Condition("topic", "empty")),
)


def opened(browser, portal, path):
    browser.open(f"{portal.absolute_url()}/services{path}")
    assert browser.headers["status"].startswith("200"), browser.contents[:2000]
    shown = unescape(browser.contents)
    return shown[shown.find("<main") : shown.find("</main")]


def test_a_change_goes_by_review_and_comes_back(functional):
    portal = functional["portal"]
    service = portal["services"]["contact"]
    for name in ("gesa", "horst"):
        a_designer(portal, name, name.title())
    hints = json.loads(service.hints)
    first = service.published_number
    service.texts = json.dumps({**json.loads(service.texts), "title": "Kontakt neu"})
    service.hints = json.dumps(
        [
            *hints,
            {
                "id": "twice",
                "step": hints[0]["step"],
                "kind": "info",
                "condition": to_data(TWICE),
                "title": "Nie",
                "text": "Nie",
            },
        ]
    )
    transaction.commit()
    gesa, horst = (signed_in(functional["app"], name) for name in ("gesa", "horst"))

    found = opened(gesa, portal, "/contact/@@findings")
    assert "Die Bedingung kann nie zutreffen" in found, found
    assert "Hinweis „Nie“" in found
    assert "Kontakt neu" in opened(gesa, portal, "/contact/@@compare")

    opened(gesa, portal, "/contact/@@revisions")
    gesa.getControl(name="reason").value = "Neuer Titel <b>"
    gesa.getControl(name="ask").click()
    assert "Um Prüfung gebeten" in unescape(gesa.contents)
    assert "Titel &lt;b&gt;" in gesa.contents and "Titel <b>" not in gesa.contents
    assert "In Prüfung" in opened(gesa, portal, "")

    opened(horst, portal, "/contact/@@revisions")
    horst.getControl(name="send-back").click()
    assert "was geändert werden soll" in unescape(horst.contents), "sent back with a reason only"
    horst.getControl(name="reason").value = "Geprüft"
    horst.getControl(name="publish").click()
    assert f"Fassung {first + 1} veröffentlicht" in unescape(horst.contents)
    assert "ohne zweite Person" not in unescape(horst.contents)

    read = opened(horst, portal, f"/contact/@@revision?state={first}")
    assert "Zum Arbeitsstand machen" in read
    horst.getControl(name="take-back").click()
    assert "Früheren Stand zurückgeholt" in unescape(horst.contents)
    transaction.begin()
    assert "Kontakt neu" not in service.texts and service.published_number == first + 1
