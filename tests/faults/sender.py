"""Speaks to the API as another program does: answers are values, silence is status 0."""

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
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return Answer(answer.status, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.read().decode("utf-8", "replace"))
    except OSError:
        return Answer(0)
