"""Somebody who goes through pages in one language and has each of them looked at."""

from collections.abc import Callable
from pathlib import Path

import page_checks
import pdf_ua
from matrix import templates

HERE = Path(__file__).parent
SPACING, MOVING, FORCED = (
    (HERE / f"{name}.js").read_text() for name in ("spacing", "moving", "forced")
)
LOCALES = {"de": "de-DE", "uk": "uk-UA", "ar": "ar-SY"}
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")
ZOOMED = 640  # a window of 1280 pixels at 200 %
# The spacing that WCAG 2.2, 1.4.12 names, and text twice as large (1.4.4).
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"""
UNFOLD = "() => document.querySelectorAll('details').forEach(each => each.open = true)"
LARGE = "html { font-size: 200% !important; }"


class Visit:
    """``page`` is before whom the visit stands just now; ``seen`` which templates were shown."""

    def __init__(self, language: str, world, keep: Callable[[str, str], None]) -> None:
        self.language, self.world, self._keep = language, world, keep
        self.seen: set[str] = set()
        self.problems: list[str] = []
        self.page = self.arrive()

    def arrive(self):
        """A visitor of the public pages, without JavaScript; stands there from now on."""
        self.page = self._noted(self.world.open_page(320, locale=LOCALES[self.language]))
        self.at_work = False
        return self.page

    def sign_in(self, login: str):
        """Somebody of the office, who reads the workplace in the language of the visit."""
        self.page = self._noted(self.world.staff(login, locale=LOCALES[self.language]))
        self.at_work = True
        choice = {"name": "pd-language", "value": self.language, "url": self.world.url}
        self.page.context.add_cookies([choice])
        return self.page

    def _noted(self, page):
        page.documents = []

        def note(answer):
            request = answer.request
            if request.is_navigation_request() and request.frame == page.main_frame:
                page.documents.append(answer)

        page.on("response", note)
        return page

    def go(self, path: str) -> None:
        """Open an address; ``{}`` is the language."""
        self.page.goto(path.replace("{}", self.language))

    def open(self, service: str, rest: str = "") -> None:
        """The page of a service in the language of the visit."""
        self.go(f"/services/{service}")
        if rest:
            self.go(self.page.url.partition("?")[0] + rest)

    def translated(self, german: str) -> None:
        """A page that is known by its German address."""
        self.go(german)
        if self.language != "de":
            link = self.page.locator(f".pd-languages a[hreflang={self.language}]")
            self.go(link.get_attribute("href"))

    def paper(self, path: str, language: str = "") -> None:
        """A PDF keeps PDF/UA; its main language is that of the visit if none is named."""
        answer = self.page.context.request.get(path)
        assert answer.body().startswith(b"%PDF-"), (path, answer.status)
        for problem in pdf_ua.findings(answer.body(), language or self.language):
            self.problems.append(f"{path}: {problem}")

    def follow(self, link: str) -> None:
        """Open what the first link (a selector of CSS) leads to."""
        found = self.page.locator(f"main a{link}").first
        self.go(found.get_attribute("href"))

    def press(self, button: str) -> None:
        """Press the first of these buttons; folded parts around it are opened."""
        self._unfold()
        with self.page.expect_navigation():
            self.page.locator(f"main {button}").first.click()

    def _unfold(self) -> None:
        with page_checks.scripts_allowed(self.page):
            self.page.evaluate(UNFOLD)

    def fill(self, **values: str) -> None:
        """Fill in fields by name, whatever their kind."""
        self._unfold()
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            elif field.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"main [name='{name}'][value='{value}']").first.check()
            else:
                field.fill(value)

    def date(self, name: str, year: int, month: int, day: int) -> None:
        """Fill in a date of three fields."""
        for part, value in (("day", day), ("month", month), ("year", year)):
            self.page.locator(f"[name='{name}.{part}']").fill(str(value))

    def look(self, template: str, floor: int = 5, known: bool = True) -> None:
        """The page keeps what a page must keep, and it is really this template's.

        Not ``known`` where its own texts stand there only sometimes.
        """
        page = self.page
        self.seen.add(template)
        said = templates.text_of(page.content())
        language = page.locator("html").get_attribute("lang")
        if language != self.language and not self.at_work:
            self.problems.append(f"{page.url} is in {language}")
        marks = templates.marks(template, language)
        if known and marks and not any(" ".join(mark.split()) in said for mark in marks):
            self.problems.append(f"{page.url} does not show {template}")
        if page.documents:
            self._keep(f"{template} {self.language}", page.documents[-1].text())
        for problem in looked_at(page, floor):
            self.problems.append(f"{template}, {page.url}: {problem}")


def looked_at(page, floor: int) -> list[str]:
    """What is wrong with a page on phone and desk, by day and by night, and for whoever reads
    with larger text, wider lines, the colours of the system or less motion."""
    found: list[str] = []

    def check(name: str, problems) -> None:
        found.extend(f"{name}: {problem}" for problem in problems)

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        check(f"{width}", too_wide(page, width))
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            try:
                page_checks.assert_accessible(page, floor, whole=scheme == SCHEMES[0])
            except AssertionError as failed:
                check(f"{width} {scheme}", [str(failed)])
        page.emulate_media(color_scheme="light")
        with page_checks.scripts_allowed(page):
            check(f"{width} spaced", page.evaluate(SPACING, SPACED))
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    with page_checks.scripts_allowed(page):
        check("1280 text twice as large", page.evaluate(SPACING, LARGE))
        check("less motion", page.evaluate(MOVING))
        check("colours of the system", page.evaluate(FORCED))
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    page.set_viewport_size({"width": ZOOMED, "height": 400})
    check("zoomed to 200 %", too_wide(page, ZOOMED))
    return found


def too_wide(page, width: int) -> list[str]:
    """Whether one would have to scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{wide} pixels wide"] if wide > width else []
