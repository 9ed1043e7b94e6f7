"""Speaks to the API as another program does: answers are values, silence is status 0."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass

PATIENCE = 60


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing whole did."""

    status: int
    text: str = ""

    @property
    def json(self) -> dict:
        return json.loads(self.text)


def say(url: str, key: str, body: dict, service: str = "contact") -> Answer:
    """Send an application once."""
    return _open(
        urllib.request.Request(
            f"{url}/services/{service}/@applications",
            json.dumps(body).encode(),
            {
                "Accept": "application/json",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            },
        )
    )


def ask(url: str, reference: str, code: str) -> Answer:
    """Ask how far an application is."""
    return _open(
        urllib.request.Request(
            f"{url}/@applications/{reference}",
            headers={"Accept": "application/json", "X-Access-Code": code},
        )
    )


def _open(request: urllib.request.Request) -> Answer:
    try:
        with _answered(request) as answer:
            return Answer(answer.status, answer.read().decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException):  # no connection, or it broke in mid-answer
        return Answer(0)


def _answered(request: urllib.request.Request) -> http.client.HTTPResponse | urllib.error.HTTPError:
    """The answer, refusals too."""
    try:
        return urllib.request.urlopen(request, timeout=PATIENCE)
    except urllib.error.HTTPError as error:
        return error
