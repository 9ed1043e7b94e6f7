"""A person's browser, as little of it as measuring needs: one connection, cookies, forms."""

import http.client
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

_HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>", re.S)
_ATTRIBUTE = re.compile(r"(name|value)=\"([^\"]*)\"")
PATIENCE = 120  # seconds
_Fields = Mapping[str, object] | Sequence[tuple[str, str]]


class UnexpectedAnswerError(RuntimeError):
    """An answer that ends the measurement: a figure with errors in it is none."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str = ""

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden inputs of the page."""
        found = (dict(_ATTRIBUTE.findall(tag)) for tag in _HIDDEN.findall(self.text))
        return {each["name"]: each.get("value", "") for each in found if "name" in each}

    def form(self, button: str) -> tuple[str, list[tuple[str, str]]]:
        """Path and contents of the form with this button, as a browser would send them; raises
        ``UnexpectedAnswerError``."""
        page = html.document_fromstring(self.body, base_url=self.url)
        for form in page.forms:
            if form.xpath(f".//*[@name='{button}']"):
                address = urlsplit(urljoin(self.url, form.action or ""))
                path = address.path + (f"?{address.query}" if address.query else "")
                return path, form.form_values()
        raise UnexpectedAnswerError(f"{self.url} has no {button}: {self.body[:300]!r}")


class Client:
    """Keeps one connection to a server, and the cookies that it was given; ``authorization`` is a
    header of that name."""

    def __init__(self, url: str, authorization: str = "") -> None:
        self._url, self._authorization = url, authorization
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}

    def get(self, path: str, expect: int = 200) -> Answer:
        return self.ask("GET", path, expect=expect)

    def post(self, path: str, fields: _Fields, expect: int) -> Answer:
        """Send a form without files."""
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", path, urlencode(fields).encode(), kind, expect)

    def upload(
        self,
        path: str,
        fields: Iterable[tuple[str, str]],
        file: tuple[str, bytes] | None,
        expect: int,
    ) -> Answer:
        """Send a form that may hold files, with one PDF or with none."""
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields
        ]
        if file is not None:
            name, data = file
            parts += (
                f"--{edge}\r\nContent-Disposition: form-data; "
                f'name="{name}"; filename="papier.pdf"\r\n'
                "Content-Type: application/pdf\r\n\r\n".encode(),
                data,
                b"\r\n",
            )
        parts.append(f"--{edge}--\r\n".encode())
        kind = f"multipart/form-data; boundary={edge}"
        return self.ask("POST", path, b"".join(parts), kind, expect)

    def ask(
        self, method: str, path: str, body: bytes = b"", kind: str = "", expect: int = 200, **more
    ) -> Answer:
        """One request; raises ``UnexpectedAnswerError`` for another status than expected."""
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        if kind:
            headers["Content-Type"] = kind
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in self._cookies.items())
        if self._authorization:
            headers["Authorization"] = self._authorization
        self._connection.request(method, path, body or None, headers)
        response = self._connection.getresponse()
        answer = Answer(
            response.status, response.headers, response.read(), urljoin(self._url, path)
        )
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value.strip('"')
        if answer.status != expect:
            raise UnexpectedAnswerError(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
        return answer
