"""Builders: answers to the contact form, and a client for the portal's own publisher."""

import base64
import io
import json
import secrets
from dataclasses import dataclass

import transaction
from ZPublisher.WSGIPublisher import publish_module

from documents.files import a_pdf

JSON = "application/json"
ROOT = "/plone"
PORTAL = f"http://portal.example{ROOT}"


def a_message(**changes):
    """Complete answers to the contact form; a change to None leaves one out."""
    answers = {
        "topic": "other",
        "urgency": "normal",
        "sender_role": "person",
        "family_name": "Nguyen-Öztürk",
        "given_names": "Anh",
        "residence_municipality": "neumuehl",
        "email": "anh@example.org",
        "contact_language": "vi",
        "callback_window": "any",
        "message": "Wann kann ich meine Karte abholen?",
        "privacy_read": True,
    }
    answers |= changes
    return {name: value for name, value in answers.items() if value is not None}


def a_document(data=None, requirement="attachments", filename="Vollmacht.pdf"):
    data = a_pdf(2) if data is None else data
    return {
        "requirement": requirement,
        "filename": filename,
        "content-type": "application/pdf",
        "encoding": "base64",
        "data": base64.b64encode(data).decode(),
    }


@dataclass
class Response:
    status: int
    headers: dict
    body: bytes
    cookies: tuple = ()  # each Set-Cookie as it was sent

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def text(self):
        return self.body.decode()


def publish(method, path, body=b"", **headers):
    """One request through Zope's publisher, with its commit, its retries and its subscribers."""
    transaction.abort()
    path, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": ROOT + path,
        "QUERY_STRING": query,
        "SERVER_NAME": "portal.example",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "portal.example",
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "CONTENT_LENGTH": str(len(body)),
    }
    for name, value in headers.items():
        key = name.upper()
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    started = []
    chunks = publish_module(environ, lambda status, found, *_: started.append((status, found)))
    whole = b"".join(chunks)
    status, found = started[0]
    cookies = tuple(value for name, value in found if name.lower() == "set-cookie")
    return Response(int(status.split()[0]), {k.lower(): v for k, v in found}, whole, cookies)


def submit(answers=None, documents=(), key=None, service="contact", language="de", **more):
    """POST an application as a program does."""
    payload = {
        "language": language,
        "answers": a_message() if answers is None else answers,
        "documents": list(documents),
        **more,
    }
    return send_raw(json.dumps(payload).encode(), key, service)


def send_raw(body, key=None, service="contact", **headers):
    headers.setdefault("idempotency_key", key or secrets.token_hex(16))
    if headers["idempotency_key"] == "-":
        del headers["idempotency_key"]
    return publish(
        "POST", f"/services/{service}/@applications", body, accept=JSON, content_type=JSON,
        **headers,
    )  # fmt: skip
