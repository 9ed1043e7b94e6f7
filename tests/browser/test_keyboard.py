"""Somebody who uses the keyboard alone sends a message, without JavaScript."""

import pytest

from builders import applicants, documents_for, full_answers
from keyboard import FOCUSED, Keyboard

pytestmark = pytest.mark.browser
MOST_KEYS = 600


def test_a_message_by_keyboard_alone(open_page):
    answers = full_answers("contact", applicants("contact")[0])
    uploads = {each.requirement: each for each in documents_for("contact", answers)}
    page = open_page(width=1280)
    page.goto("/de/antrag/kontakt")
    keyboard = Keyboard(page)
    keyboard.follow("[href*='step/']")
    done: set[str] = set()
    for _key in range(MOST_KEYS):
        if page.url.endswith("/check"):
            break
        it = keyboard.next()
        name = it["name"]
        if it["tag"] == "body" or (name in done and it["type"] not in ("submit", "checkbox")):
            continue
        if it["type"] == "file":
            requirement = name.removeprefix("documents.")
            if requirement in uploads:
                upload = uploads.pop(requirement)
                with page.expect_file_chooser() as chooser:
                    page.keyboard.press("Enter")
                chooser.value.set_files(
                    {
                        "name": upload.filename,
                        "mimeType": upload.content_type,
                        "buffer": upload.data,
                    }
                )
        elif name == "continue":
            done.clear()
            with page.expect_navigation():
                page.keyboard.press("Enter")
        elif it["tag"] != "button":
            done.add(name)
            _answer(page, it, answers)
    else:
        raise AssertionError(f"No end after {MOST_KEYS} keys, at {page.url}")
    while (it := keyboard.next())["name"] != "send":
        pass
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/receipt"), page.locator("#errors li").all_inner_texts()


def _answer(page, it: dict, answers: dict) -> None:
    name, keys = it["name"], page.keyboard
    root, _, part = name.rpartition(".")
    if part in ("day", "month", "year") and root in answers:
        year, month, day = answers[root].split("-")
        text = {"day": day, "month": month, "year": year}[part]
        keys.type("" if text == "00" else text)
        return
    if name not in answers:
        return
    value = answers[name]
    if it["type"] == "radio":
        wanted = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        keys.press("Space")
        for _other in range(30):
            if page.evaluate(FOCUSED)["value"] == wanted:
                return
            keys.press("ArrowDown")
        raise AssertionError(f"{name} has no {wanted}")
    if it["type"] == "checkbox":
        given = value if isinstance(value, list) else ["yes"] if value else []
        if it["value"] in given and not it["checked"]:
            keys.press("Space")
    elif it["tag"] == "select":
        for _other in range(400):
            if page.evaluate(FOCUSED)["value"] == value:
                return
            keys.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")
    elif isinstance(value, str):
        keys.type(value)
