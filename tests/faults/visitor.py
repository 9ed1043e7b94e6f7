"""A person at a browser without scripts, over HTTP: fills in pages, and tries again when they
break. Their browser keeps its cookies, so the draft stays the same."""

import secrets
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import lxml.html
import requests

PATIENCE = 60
DOCUMENT = "documents.attachments"


class BrokenError(Exception):
    """No page came, or one that asks to try again."""


class LostError(AssertionError):
    """The portal forgot what it had accepted, or told the person something impossible."""


class Visitor:
    """Walks through the contact form with these answers and one document."""

    def __init__(self, url: Callable[[], str], answers: dict, document: bytes):
        self.url, self.answers, self.document = url, answers, document
        self.browser = requests.Session()
        self.done: set[str] = set()
        self.unknown = 0  # how often in a row the draft was not there
        self.again = 0  # steps that were asked although they had been stored
        self.place = "/de/antrag/kontakt/step/municipality"

    def go_on(self) -> tuple[str, str] | None:
        """One page: reload, fill in, send. Reference and code when the receipt is shown.

        Raises ``BrokenError`` when there was none; then the same is done again.
        """
        page, path = self._open("GET", self.place)
        if path.endswith("/receipt"):
            return _receipt(page)
        self._is_known(path)
        self.place = path
        form = page.get_element_by_id("send" if path.endswith("/check") else "step")
        data = {name: value for name, value in form.form_values() if name}
        files = {}
        if path.endswith("/check"):
            data["send"] = "1"
        else:
            step = path.rpartition("/")[2]
            if step in self.done:
                self.again += 1
            shown = data["shown"].split()
            data |= {
                name: "yes" if self.answers[name] is True else str(self.answers[name])
                for name in shown
                if name in self.answers
            }
            data = {name: value for name, value in data.items() if name != DOCUMENT}
            if DOCUMENT in shown and "Vollmacht.pdf" not in form.text_content():
                files[DOCUMENT] = ("Vollmacht.pdf", self.document, "application/pdf")
            data["continue"] = "1"
        there, place = self._open("POST", path, data, files)
        if place.endswith("/receipt"):
            return _receipt(there)
        if place.endswith("/check") and path.endswith("/check"):
            problems = " | ".join(there.xpath("//*[@id='errors' or @id='open-points']//text()"))
            raise LostError(f"not sent: {' '.join(problems.split())}")
        self._is_known(place)
        if place != path and "/step/" in path:
            self.done.add(path.rpartition("/")[2])
        self.place = place
        return None

    def _is_known(self, path: str) -> None:
        """A client that is behind for a moment does not know the draft yet: the person goes back
        and loads the page again. A draft that stays unknown is lost."""
        if path.endswith("/resume"):
            self.unknown += 1
            if self.unknown < PATIENCE:
                time.sleep(0.5)
                raise BrokenError("asked for the code")
        elif path.startswith("/de/antrag/kontakt/"):
            self.unknown = 0
            return
        raise LostError(f"sent to {path} from {self.place}")

    def heard(self, path: str, data: dict, files: dict, to: str) -> None:
        """A POST was answered with a redirect: what it brought is acknowledged from now on."""

    def _open(self, method: str, path: str, data=None, files=None):
        """The page that is shown in the end, and its path."""
        # Which process answers is the proxy's choice: another one for every request.
        address = urljoin(self.url(), path)
        try:
            body = {"data": data, "files": _parts(files)} if method == "POST" else {}
            if method == "POST" and not path.endswith("/check"):
                body = {"files": [*((n, (None, v)) for n, v in data.items()), *_parts(files)]}
            for _redirect in range(6):
                answer = self.browser.request(
                    method, address, timeout=PATIENCE, allow_redirects=False, **body
                )
                if not answer.is_redirect:
                    break
                to = urlsplit(answer.headers["Location"]).path
                if method == "POST":
                    self.heard(path, data, files or {}, to)
                path = to
                method, address, body = "GET", urljoin(self.url(), path), {}
        except requests.RequestException as error:
            raise BrokenError(type(error).__name__) from None
        if answer.status_code >= 500 or answer.status_code == 429:
            raise BrokenError(str(answer.status_code))
        if answer.is_redirect:
            # Two clients of which one is behind, after its storage was killed: it sends back what
            # the other sends on. Who loads the page again a moment later gets on; who never does
            # is counted as stuck.
            raise BrokenError(f"in a circle at {path}")
        if answer.status_code != 200:
            raise LostError(f"{answer.status_code} at {path}")
        return lxml.html.fromstring(answer.content), urlsplit(answer.url).path


def _parts(files: dict | None) -> list:
    return list((files or {}).items())


def _receipt(page) -> tuple[str, str]:
    found = page.xpath("//p[contains(@class, 'pd-reference')]/bdi/text()")
    if len(found) < 2:
        raise BrokenError("half a receipt")
    return found[0].strip(), found[1].strip()


def a_text() -> str:
    """A message by which its case is known again."""
    return f"Wann kann ich meine Karte abholen? {secrets.token_hex(8)}"
