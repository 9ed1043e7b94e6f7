"""A few applications by invented people, sent the way every application is sent."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources
from io import BytesIO

import pikepdf
from zope.globalrequest import getRequest

from permitdesk.core import clock
from permitdesk.core.secrets import derive
from permitdesk.documents import inspect
from permitdesk.intake import SubmittedDocument, ToSend, send
from permitdesk.services import (
    all_services,
    check_answers,
    check_documents,
    clean_answers,
    published,
    relevant_answers,
    required_documents,
)


class UnsendableError(ValueError):
    """A shipped application does not fit what its service asks (any more)."""


def create_applications(site) -> None:
    """Send the applications; each has a key of its own, so twice is once."""
    source = resources.files("permitdesk.demo") / "applications.json"
    services = {service.getId(): service for service in all_services(site)}
    for entry in json.loads(source.read_text("utf-8")):
        with clock.frozen(clock.now() - timedelta(days=entry["days_ago"])):
            _send(site, services[entry["service"]], entry)


def _send(site, service, entry: Mapping) -> None:
    revision, today, language = published(service), clock.today(), entry["language"]
    definition = revision.definition
    answers = clean_answers(definition, _dated(entry["answers"], today))
    needed = [each for each in required_documents(definition, answers, today) if each.required]
    documents = [_document(each.id, each.title, entry["id"]) for each in needed]
    counts = {each.requirement: 1 for each in documents}
    problems = {
        **check_answers(revision, answers, None, language, today),
        **check_documents(revision, answers, counts, today),
    }
    if problems:
        raise UnsendableError(f"{entry['id']}: {problems}")
    send(
        site,
        service,
        getRequest(),
        ToSend(
            revision,
            language,
            relevant_answers(definition, answers, today),
            documents,
            derive("demo application", entry["id"].encode()).hex(),
            content=entry["id"].encode(),  # days move on; the same application stays the same
        ),
    )


def _dated(value, today: date):
    """Replace ``@+30`` by the day in thirty days: what is sent must not grow old in its file."""
    if isinstance(value, dict):
        return {key: _dated(each, today) for key, each in value.items()}
    if isinstance(value, list):
        return [_dated(each, today) for each in value]
    if isinstance(value, str) and value.startswith("@"):
        return (today + timedelta(days=int(value[1:]))).isoformat()
    return value


def _document(requirement: str, title: str, application: str) -> SubmittedDocument:
    data = _paper(f"{application}: {requirement}")
    with inspect(BytesIO(data), f"{title}.pdf") as found:
        kept = found.kept.read()
    return SubmittedDocument(
        requirement,
        found.filename,
        found.content_type,
        found.size,
        found.sha256,
        lambda: BytesIO(kept),
        found.pages,
        found.kept_size,
        found.kept_sha256,
        found.scan,
    )


def _paper(text: str) -> bytes:
    """A page that says it is an example."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page = pdf.pages[0]
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    drawn = (
        "BT /F1 22 Tf 60 760 Td (BEISPIEL - kein echtes Dokument) Tj"
        f" 0 -40 Td /F1 14 Tf ({text}) Tj ET"
    )
    page.Contents = pdf.make_stream(drawn.encode("ascii"))
    out = BytesIO()
    pdf.save(out, static_id=True)
    return out.getvalue()
