"""A submission as it comes through the API: read and looked at before anything is stored."""

import base64
import binascii
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.documents import MAX_BYTES, Refused, inspect, safe_filename
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.submission import Listed, canonical
from permitdesk.intake.uploads import MAX_DOCUMENTS
from permitdesk.services.definition import Requirement

MAX_BODY = 96 * 1024 * 1024  # bytes of JSON; base64 makes a document a third larger
MAX_ANSWERS = 1000  # no service asks as much
_KEYS = {"language", "answers", "documents", "notify", "family_of"}
_FAMILY_KEYS = {"reference", "access_code"}
_DOCUMENT_KEYS = {"requirement", "filename", "content-type", "encoding", "data"}


class BadPayloadError(ValueError):
    """A body that is not a submission; ``message`` says what is wrong with it.

    ``language`` is that of the submission, as far as it was read.
    """

    def __init__(self, message: Message, name: str = "") -> None:
        super().__init__(name or str(message))
        self.message, self.name, self.language = message, name, ""


@dataclass(frozen=True)
class Paper:
    """A document as sent, not yet looked at."""

    requirement: str
    filename: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Payload:
    """What somebody wants to submit."""

    language: str
    answers: Mapping[str, object]
    papers: tuple[Paper, ...]
    notify: bool = False
    family_of: tuple[str, str] | None = None  # reference and access code of a relative's

    def content(self, service: str) -> bytes:
        """What an idempotency key is bound to: everything sent, whatever order it came in."""
        papers = [Listed(p.requirement, p.filename, "", len(p.data), p.sha256) for p in self.papers]
        return canonical(service, self.language, self.answers, papers)


def read_payload(body: bytes) -> Payload:
    """Read the JSON of a submission; raises ``BadPayloadError``."""
    try:
        data = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadPayloadError(_malformed()) from error
    if not isinstance(data, dict) or set(data) - _KEYS:
        raise BadPayloadError(_malformed())
    language = data.get("language")
    if not isinstance(language, str) or language not in LANGUAGES:
        raise BadPayloadError(
            _(
                "intake_api_language",
                default="Diese Sprache gibt es hier nicht. Möglich sind: ${languages}.",
                mapping={"languages": ", ".join(LANGUAGES)},
            ),
            "language",
        )
    try:
        return _read(data, language)
    except BadPayloadError as error:
        error.language = language
        raise


def _read(data: Mapping[str, object], language: str) -> Payload:
    answers = data.get("answers")
    if not isinstance(answers, dict):
        raise BadPayloadError(
            _("intake_api_answers", default="„answers“ muss ein Objekt sein."), "answers"
        )
    if len(answers) > MAX_ANSWERS:  # each unknown one is named in the answer, which takes time
        raise BadPayloadError(_malformed(), "answers")
    documents = data.get("documents", [])
    if not isinstance(documents, list):
        raise BadPayloadError(
            _("intake_api_documents", default="„documents“ muss eine Liste sein."), "documents"
        )
    if len(documents) > MAX_DOCUMENTS:
        raise BadPayloadError(
            _(
                "intake_files_too_many",
                default="Ein Antrag kann höchstens ${count} Dateien haben. Fassen Sie mehrere"
                " Seiten in einem PDF zusammen.",
                mapping={"count": MAX_DOCUMENTS},
            ),
            "documents",
        )
    papers = tuple(_paper(each, number) for number, each in enumerate(documents))
    return Payload(
        language, answers, papers, data.get("notify") is True, _family_of(data.get("family_of"))
    )


def looked_at(
    papers: tuple[Paper, ...], requirements: Mapping[str, Requirement]
) -> tuple[list[SubmittedDocument], dict[str, list[Message]]]:
    """The documents as they really are, and why some are refused, by ``documents.<id>``."""
    taken: list[SubmittedDocument] = []
    refused: dict[str, list[Message]] = {}
    for paper in papers:
        requirement = requirements.get(paper.requirement)
        if requirement is None:
            continue  # the check of the documents names it
        try:
            found = inspect(io.BytesIO(paper.data), paper.filename, requirement.formats)
        except Refused as refusal:
            refused.setdefault(f"documents.{paper.requirement}", []).append(refusal.message)
            continue
        taken.append(
            SubmittedDocument(
                paper.requirement, found.filename, found.content_type, found.size, found.sha256,
                lambda data=paper.data: io.BytesIO(data), found.pages,
            )
        )  # fmt: skip
    return taken, refused


def _family_of(data: object) -> tuple[str, str] | None:
    """Reference and access code of an application of the same family; None where none is named."""
    if data is None:
        return None
    if not isinstance(data, dict) or set(data) != _FAMILY_KEYS:
        raise BadPayloadError(_malformed(), "family_of")
    if not all(isinstance(each, str) for each in data.values()):
        raise BadPayloadError(_malformed(), "family_of")
    return data["reference"], data["access_code"]


def _paper(data: object, number: int) -> Paper:
    name = f"documents.{number}"
    if not isinstance(data, dict) or set(data) - _DOCUMENT_KEYS:
        raise BadPayloadError(_malformed(), name)
    requirement, filename = data.get("requirement"), data.get("filename", "")
    if isinstance(requirement, str) and requirement:
        name = f"documents.{requirement[:80]}"
    content, encoding = data.get("data"), data.get("encoding", "base64")
    texts = (requirement, filename, content, encoding, data.get("content-type", ""))
    if not all(isinstance(each, str) for each in texts) or encoding != "base64":
        raise BadPayloadError(_malformed(), name)
    if len(content) > MAX_BYTES * 2:
        raise BadPayloadError(Refused("too-large", limit=MAX_BYTES // 1024**2).message, name)
    try:
        raw = base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadPayloadError(
            _("intake_api_base64", default="Die Daten der Datei sind kein gültiges Base64."), name
        ) from error
    return Paper(requirement[:80], safe_filename(filename), raw)


def _malformed() -> Message:
    return _(
        "intake_api_malformed",
        default="Diese Nachricht können wir nicht lesen. Die Beschreibung der Schnittstelle sagt,"
        " wie sie aussehen muss.",
    )


def _no_constant(name: str):
    raise ValueError(name)  # NaN and Infinity are no JSON
