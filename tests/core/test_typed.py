"""What Zope cannot read of a request is refused, with Zope's own reading."""

import io

import pytest
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
