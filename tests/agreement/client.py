"""A program at the API: it gets forms, looks up codes, applies."""

import base64
from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import quote

from agreement.books import CONTENT, Book
from agreement.form import Form
from intake.world import JSON, PORTAL, publish, submit


@cache
def a_form(service: str, today: date, language: str = "de") -> Form:
    path = f"/services/{service}/@form?lang={language}"
    return Form(publish("GET", path, accept=JSON).json, today)


@cache
def address(service: str, language: str) -> str:
    """Where people find a service in a language."""
    items = publish("GET", f"/@services?lang={language}", accept=JSON).json["items"]
    (found,) = [each["address"] for each in items if each["id"] == service]
    return found


class Codes:
    """Codes of long lists, and their titles by language; each is looked up once."""

    def __init__(self):
        self._pools: dict[str, list[str]] = {}
        self._titles: dict[tuple[str, str, str], str] = {}

    def pool(self, search: str) -> list[str]:
        name = search.rpartition("/")[2]
        if name not in self._pools:
            found = [item["value"] for q in ("a", "e", "s", "k") for item in self._look(search, q)]
            self._pools[name] = sorted(set(found))
        return self._pools[name]

    def title(self, search: str, code: str, language: str) -> str:
        """The title of a code in a language; the code itself where there is no such."""
        name = search.rpartition("/")[2]
        key = (name, code, language)
        if key not in self._titles:
            items = self._look(f"{PORTAL}/{language}/@codes/{name}", code)
            titles = [item["title"] for item in items if item["value"] == code]
            self._titles[key] = titles[0] if titles else code
        return self._titles[key]

    @staticmethod
    def _look(search: str, query: str) -> list[dict]:
        path = search.removeprefix(PORTAL)
        return publish("GET", f"{path}?q={quote(query)}", accept=JSON).json["items"]


def apply(service: str, book: Book, answers: Mapping, requirements) -> "Answer":
    """Send these answers, and the book's files for these requirements."""
    documents = [
        {
            "requirement": requirement,
            "filename": name,
            "content-type": "application/pdf",
            "encoding": "base64",
            "data": base64.b64encode(CONTENT[name]).decode(),
        }
        for requirement in requirements
        for name in book.files[requirement]
    ]
    later = [
        {"requirement": each, **book.later[each]} for each in requirements if each in book.later
    ]
    more = {"later": later} if later else {}
    return Answer(submit(answers, documents, service=service, language=book.language, **more))


class Answer:
    """A reference and what it will cost, or what is wrong by name."""

    def __init__(self, response):
        assert response.status in (201, 400), response.text
        self.reference = response.json.get("reference", "")
        self.fee = (response.json.get("fees") or {}).get("summary", "")
        self.errors: dict[str, list[str]] = {}
        if response.status == 400:
            assert response.json["error"]["type"] == "ValidationError", response.text
            self.errors = response.json["error"]["fields"]
            assert self.errors, response.text
