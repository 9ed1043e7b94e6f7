"""*Check your answers*, read as a person reads it."""

from collections.abc import Iterator

from zope.i18n import translate
from zope.i18nmessageid import Message

from agreement.browser import Page, bare, plain

NO_ANSWER = Message("theme_no_answer", "permitdesk", default="Keine Angabe")
ROW = "div[contains(concat(' ', @class, ' '), ' pd-answers__row ')]"


class Check:
    """Names are those of the form, with ``-`` in place of the points of rows."""

    def __init__(self, page: Page, language: str):
        assert page.path.endswith("/check"), page.path
        self.page, self.language = page, language

    @property
    def problems(self) -> dict[str, str]:
        """What is missing or wrong, by the name of the question."""
        rows = self.page.tree.xpath(
            f"//*[@id='open-points']//{ROW}[contains(@class, 'pd-answers__row--missing')]"
        )
        return {_name(row): " ".join(_texts(row)) for row in rows}

    @property
    def is_open(self) -> bool:
        """Whether nothing is said to stand in the way of sending."""
        return not self.page.tree.xpath("//*[@id='open-points']//*[contains(@class, '--danger')]")

    @property
    def answers(self) -> dict[str, list[str]]:
        """The answers of everything listed, documents too; ``nothing`` where none was given."""
        return dict(_answers(self.page.tree.xpath(f"//section//{ROW}")))

    @property
    def nothing(self) -> list[str]:
        """What stands where an answer could."""
        return [bare(translate(NO_ANSWER, target_language=self.language))]

    def send(self, browser) -> Page:
        return browser.post(self.page.form.get("action"), {**self.page.sent(), "send": ["1"]})


def _answers(rows) -> Iterator[tuple[str, list[str]]]:
    for row in rows:
        if "pd-answers__row--group" not in row.get("class") and _name(row):
            yield _name(row), _texts(row)


def _name(row) -> str:
    found = row.xpath(".//dd[@class='pd-answers__change']/a/@href")
    return found[0].rpartition("#f-")[2] if found else ""


def _texts(row) -> list[str]:
    return [plain(each) for each in row.xpath("./dd[@class='pd-answers__value']/p")]
