"""What Zope cannot read of a request is refused, with Zope's own reading."""

import io

import pytest
import requests
from zExceptions import BadRequest
from zope.event import notify
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse
from ZPublisher.pubevents import PubStart

FORM = "application/x-www-form-urlencoded"


def read(query, kind=FORM, body=b"x=1"):
    """What a page finds of a request in its form."""
    environ = {
        "REQUEST_METHOD": "POST",
        "SERVER_NAME": "portal.example",
        "SERVER_PORT": "80",
        "QUERY_STRING": query,
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
    }
    request = HTTPRequest(io.BytesIO(body), environ, HTTPResponse())
    notify(PubStart(request))
    request.processInputs()
    return request.form


@pytest.mark.parametrize(
    "query, kind",
    [
        ("", "multipart/form-data"),
        ("", f"{FORM}; charset=nope"),
        ("a:int=x", FORM),
        ("a:float=x", FORM),
        ("a:date=x", FORM),
        ("a:required=", FORM),
        ("a:utf8:ustring=%ff", FORM),
    ],
)
def test_what_cannot_be_read_is_refused(integration, query, kind):
    with pytest.raises(BadRequest):
        read(query, kind)


def test_what_can_be_read_is(integration):
    assert read("b_start:int=10") == {"b_start": 10, "x": "1"}


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/@search?b_start=x", None),
        ("GET", "/@search?b_size=-1", None),
        ("GET", "/@search?b_start=1&b_start=2", None),
        ("GET", "/@search?sort_limit=x", None),
        ("POST", "/@login", "[1, 2]"),
        ("POST", "/@login", '"text"'),
        ("POST", "/@login", "{"),
        ("POST", "/@login", "7"),
        ("POST", "/@login", b"\xff\xfe"),
    ],
)
def test_a_program_that_sends_nonsense_is_told_so(server, method, path, body):
    answer = requests.request(
        method,
        server["portal"].absolute_url() + path,
        data=body,
        headers={"Accept": "application/json", "Content-Type": "application/json"},
        timeout=60,
    )
    assert answer.status_code == 400, answer.text
    assert "type" in answer.json()


def test_a_batch_that_is_a_number_is_searched(server):
    answer = requests.get(
        server["portal"].absolute_url() + "/@search?b_start=0&b_size=5",
        headers={"Accept": "application/json"},
        timeout=60,
    )
    assert answer.status_code == 200
