"""A browser without scripts, of the portal's own publisher: pages, their inputs, cookies."""

import secrets
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import lxml.html

from intake.world import PORTAL, ROOT, publish

SKIPPED = ("submit", "button", "file", "image", "reset")
ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
REDIRECTS = (301, 302, 303)


class Page:
    """What a browser shows: its address, its texts, and the inputs of the form to fill in."""

    def __init__(self, path: str, response):
        self.path, self.status = path, response.status
        self.tree = lxml.html.fromstring(response.body)

    @property
    def step(self) -> str:
        return self.path.rpartition("/step/")[2] if "/step/" in self.path else ""

    def one(self, xpath: str):
        found = self.tree.xpath(xpath)
        return found[0] if found else None

    def text(self, xpath: str) -> str:
        found = self.one(xpath)
        return "" if found is None else plain(found)

    def texts(self, xpath: str) -> list[str]:
        return [plain(each) for each in self.tree.xpath(xpath)]

    @property
    def form(self):
        return self.one("//form[@id='step' or @id='send']")

    @property
    def inputs(self) -> dict[str, list]:
        """All inputs of the form by name."""
        found: dict[str, list] = {}
        for each in self.form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
            found.setdefault(each.get("name"), []).append(each)
        return found

    def sent(self) -> dict[str, list[str]]:
        """What a browser sends of the form as it stands, without any button."""
        return {
            name: values
            for name, controls in self.inputs.items()
            if (values := [value for each in controls for value in _values(each)])
        }

    @property
    def shown(self) -> list[str]:
        """The names of the questions on a step."""
        return self.form.xpath(".//input[@name='shown']")[0].get("value").split()

    @property
    def buttons(self) -> list[str]:
        return self.form.xpath(".//button/@name")


class Browser:
    """Keeps cookies, follows redirects."""

    def __init__(self, authorization: str = ""):
        self.cookies: dict[str, str] = {}
        self.authorization = authorization
        self.page: Page | None = None

    def open(self, address: str) -> Page:
        return self._request("GET", address)

    def post(self, address: str, data: dict[str, list[str]], files=()) -> Page:
        """``files`` are name, file name, media type and bytes each."""
        boundary = secrets.token_hex(16)
        body = _multipart(data, files, boundary)
        kind = f"multipart/form-data; boundary={boundary}"
        return self._request("POST", address, body, content_type=kind)

    def _request(self, method: str, address: str, body: bytes = b"", **headers) -> Page:
        for _redirect in range(6):
            path = _path(address)
            sent = {**headers, "accept": "text/html"}
            if self.cookies:
                sent["cookie"] = "; ".join(f"{name}={v}" for name, v in self.cookies.items())
            if self.authorization:
                sent["authorization"] = self.authorization
            response = publish(method, path, body, **sent)
            self._keep(response.cookies)
            if response.status not in REDIRECTS:
                self.page = Page(path.partition("?")[0], response)
                assert response.status == 200, f"{response.status} at {path}"
                return self.page
            method, address, body, headers = "GET", response.headers["location"], b"", {}
        raise AssertionError(f"Too many redirects: {address}")

    def _keep(self, cookies) -> None:
        for each in cookies:
            for name, morsel in SimpleCookie(each).items():
                if morsel["max-age"] == "0" or morsel.value in ("", "deleted"):
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.coded_value


def plain(element) -> str:
    return bare(element.text_content())


def bare(text: str) -> str:
    """A text without the marks by which pages set words apart from a script, on one line."""
    return " ".join(text.translate(ISOLATES).split())


def _path(address: str) -> str:
    """Below the portal, with its query and without its fragment."""
    parts = urlsplit(address)
    path = parts.path.removeprefix(urlsplit(PORTAL).path if parts.netloc else ROOT)
    return f"{path}?{parts.query}" if parts.query else path


def _values(control) -> list[str]:
    if control.tag == "select":
        chosen = control.xpath("./option[@selected]") or control.xpath("./option")[:1]
        return [each.get("value", "") for each in chosen]
    if control.tag == "textarea":
        return [control.text or ""]
    kind = control.get("type", "text")
    if kind in SKIPPED or (kind in ("radio", "checkbox") and control.get("checked") is None):
        return []
    return [control.get("value", "on" if kind in ("radio", "checkbox") else "")]


def _multipart(data: dict[str, list[str]], files, boundary: str) -> bytes:
    parts = [
        (f'form-data; name="{name}"', value.encode()) for name, each in data.items()
        for value in each
    ]  # fmt: skip
    parts += [
        (f'form-data; name="{name}"; filename="{filename}"\r\nContent-Type: {kind}', content)
        for name, filename, kind, content in files
    ]
    lines = [
        b"--%s\r\nContent-Disposition: %s\r\n\r\n%s\r\n" % (boundary.encode(), head.encode(), body)
        for head, body in parts
    ]
    return b"".join(lines) + b"--%s--\r\n" % boundary.encode()
