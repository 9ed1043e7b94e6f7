"""A caseworker reads cases: as JSON, and on the case page."""

import base64

import transaction

from agreement.browser import Browser, plain
from casework_builders import PASSWORD
from intake.world import JSON, PORTAL, publish
from permitdesk.casework import case_by_reference

# What one case has and another cannot have.
OWN = {
    *("@id", "id", "title", "reference", "received_at", "history", "transitions", "family"),
    "fingerprint",  # of reference and time too
}


class Caseworker:
    def __init__(self, portal, user: str):
        self.portal = portal
        self.authorization = "Basic " + base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()

    def case(self, reference: str) -> dict:
        """``GET {case}``."""
        return self._get(self.address(reference).removeprefix(PORTAL))

    def address(self, reference: str) -> str:
        (found,) = self._get(f"/@cases?q={reference}")["items"]
        return found["@id"]

    def page(self, address: str) -> "CasePage":
        return CasePage(Browser(self.authorization).open(f"{address}?answers=german"))

    def evidence(self, reference: str) -> dict[str, object]:
        """What was shown to the person, as the case keeps it; but for the family's mark."""
        transaction.begin()
        found = case_by_reference(self.portal, reference).application.evidence
        return {name: each for name, each in found.items() if name != "family"}

    def _get(self, path: str) -> dict:
        answer = publish("GET", path, accept=JSON, authorization=self.authorization)
        assert answer.status == 200, answer.text
        return answer.json


class CasePage:
    def __init__(self, page):
        self.page = page

    @property
    def answers(self) -> list[tuple[str, list[str]]]:
        """Questions and answers in their order; the question of a row begins with its title."""
        return [
            (_question(row), [plain(text) for text in row.xpath("./dd/p")])
            for row in self.page.tree.xpath("//*[@id='answers']//div[dt]")
            if not row.xpath("./dd[@class='pd-answers__rows']")
        ]

    @property
    def documents(self) -> list[str]:
        return self.page.texts("//*[@id='documents']//li/a")

    @property
    def missing(self) -> list[str]:
        return self.page.texts("//*[@id='missing']//li")


def _question(row) -> str:
    title = row.xpath("../../h3")
    return f"{plain(title[0])}: {plain(row[0])}" if title else plain(row[0])
