"""Walks through a service as an applicant does: answers what is asked, page by page."""

from collections.abc import Callable
from urllib.parse import urlsplit

from builders import Upload

COMMA = ("de", "uk", "ru", "tr", "fr")
MOST_PAGES = 80


def walk(
    page,
    answers: dict,
    uploads: list[Upload],
    language: str,
    look: Callable[[str], None] = lambda name: None,
) -> None:
    """From any step to the check page; ``look`` is called with the name of each step once.

    Fails with what the page complains about when a step does not go on.
    """
    seen: list[str] = []
    for _turn in range(MOST_PAGES):
        path = urlsplit(page.url).path
        if path.endswith("/check"):
            return
        step = path.rpartition("/")[2]
        if step not in seen:
            look(step)
        assert seen.count(step) < 4, f"{step} does not go on: {complaints(page)}"
        seen.append(step)
        _fill(page, answers, language)
        _upload(page, uploads)
        page.locator(".pd-actions button[name=continue]").click()
    raise AssertionError(f"No end after {MOST_PAGES} pages: {seen}")


def complaints(page) -> str:
    """What the error summary says."""
    return " | ".join(page.locator("#errors li").all_inner_texts())


def shown(page) -> list[str]:
    """The names of the questions on this page."""
    return page.locator("input[name=shown]").input_value().split()


def _fill(page, answers: dict, language: str) -> None:
    for name in shown(page):
        if "." in name or name not in answers:
            continue
        value = answers[name]
        if isinstance(value, list) and value and isinstance(value[0], dict):
            _fill_rows(page, name, value, language)
        else:
            _answer(page, name, value, language)


def _fill_rows(page, group: str, rows: list[dict], language: str) -> None:
    for number, row in enumerate(rows):
        if not page.locator(f'[name="{group}.{number}.remove"]').count():
            page.locator(f'button[name="{group}.add"]').click()
            page.locator(f'[name="{group}.{number}.remove"]').wait_for()
        for name, value in row.items():
            _answer(page, f"{group}.{number}.{name}", value, language)


def _answer(page, name: str, value: object, language: str) -> None:
    def named(suffix: str = "", rest: str = ""):
        return page.locator(f'[name="{name}{suffix}"]{rest}')

    if named(".day").count():
        year, month, day = str(value).split("-")
        for part, text in (("day", day), ("month", month), ("year", year)):
            named(f".{part}").fill("" if text == "00" else text)
    elif named(".search").count():
        for code in value if isinstance(value, list) else [value]:
            if not named(rest=f'[value="{code}"]').count():
                named(".search").fill(code)
                named(".find").click()
            named(rest=f'[value="{code}"]').check()
    elif page.locator(f'select[name="{name}"]').count():
        named().select_option(value)
    elif named(rest="[type=radio]").count():
        wanted = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        named(rest=f'[value="{wanted}"]').check()
    elif named(rest="[type=checkbox]").count():
        for each in value if isinstance(value, list) else ["yes"] if value else []:
            named(rest=f'[value="{each}"]').check()
    else:
        text = str(value)
        if not isinstance(value, str) or text.replace(".", "").isdigit():
            text = text.replace(".", ",") if language in COMMA and "." in text else text
        named().fill(text)


def _upload(page, uploads: list[Upload]) -> None:
    for upload in uploads:
        field = page.locator(f'input[type=file][name="documents.{upload.requirement}"]')
        kept = page.locator(".pd-files__name", has_text=upload.filename)
        if field.count() and not kept.count():
            field.set_input_files(
                {"name": upload.filename, "mimeType": upload.content_type, "buffer": upload.data}
            )
            page.locator(f'button[name="documents.{upload.requirement}.add"]').click()
            kept.first.wait_for()  # with a script it is sent beside the page
