"""A submission as it comes through the API: read and looked at before anything is stored.

No document is in memory as a whole: the body is read by chunks and each document decoded into a
temporary file. What cannot be avoided: the web server keeps a body above half a megabyte in a
temporary file of its own, so a document lies on disk up to four times while it is looked at (as
received, as JSON text, decoded, cleaned), for as long as the request takes.
"""

import binascii
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import BinaryIO

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.documents import Refused, inspect, measured, nameless, safe_filename
from permitdesk.intake.interfaces import SubmittedDocument
from permitdesk.intake.lifted import Lifted
from permitdesk.intake.papers import handed_on
from permitdesk.intake.submission import Listed, canonical
from permitdesk.intake.uploads import too_many
from permitdesk.services import Announced, clean_text
from permitdesk.services.definition import MOST_FILES, Requirement

MAX_BODY = 96 * 1024 * 1024  # bytes of JSON; base64 makes a document a third larger
MAX_ANSWERS = 1000  # no service asks as much
_KEYS = {"language", "answers", "documents", "later", "notify", "family_of"}
_LATER_KEYS = {"requirement", "reason", "text", "until"}
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
    file: BinaryIO
    size: int
    sha256: str


@dataclass(frozen=True)
class Payload:
    """What somebody wants to submit. ``files`` closes what it holds open."""

    language: str
    answers: Mapping[str, object]
    papers: tuple[Paper, ...]
    notify: bool = False
    family_of: tuple[str, str] | None = None  # reference and access code of a relative's
    later: tuple[Announced, ...] = ()  # at most one for each requirement
    files: ExitStack = field(default_factory=ExitStack, compare=False)

    def content(self, service: str) -> bytes:
        """What an idempotency key is bound to: everything sent, whatever order it came in."""
        papers = [Listed(p.requirement, p.filename, "", p.size, p.sha256) for p in self.papers]
        return canonical(service, self.language, self.answers, papers, self.later)


def read_payload(body: BinaryIO) -> Payload:
    """Read the JSON of a submission, by chunks; raises ``BadPayloadError``."""
    try:
        lifted = Lifted(body, MAX_BODY)
    except (ValueError, RecursionError) as error:
        raise BadPayloadError(_malformed()) from error
    try:
        return _payload(lifted)
    except BaseException:
        lifted.close()
        raise


def _payload(lifted: Lifted) -> Payload:
    data = lifted.data
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
        return _read(lifted, language)
    except BadPayloadError as error:
        error.language = language
        raise


def _read(lifted: Lifted, language: str) -> Payload:
    data: Mapping[str, object] = lifted.data
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
    if len(documents) > MOST_FILES:  # what the service allows is seen later
        raise BadPayloadError(too_many(MOST_FILES), "documents")
    papers = tuple(_paper(lifted, each, number) for number, each in enumerate(documents))
    if not lifted.is_used_up:
        raise BadPayloadError(_malformed())
    return Payload(
        language,
        answers,
        papers,
        data.get("notify") is True,
        _family_of(data.get("family_of")),
        _later(data.get("later", [])),
        lifted.opened,
    )


def looked_at(
    payload: Payload, requirements: Mapping[str, Requirement]
) -> tuple[list[SubmittedDocument], dict[str, list[Message]]]:
    """The documents as they really are, and why some are refused, by ``documents.<id>``."""
    taken: list[SubmittedDocument] = []
    refused: dict[str, list[Message]] = {}
    for paper in payload.papers:
        requirement = requirements.get(paper.requirement)
        if requirement is None:
            continue  # the check of the documents names it
        try:
            found = inspect(
                paper.file, paper.filename, requirement.formats, requirement.limits.bytes
            )
        except Refused as refusal:
            refused.setdefault(f"documents.{paper.requirement}", []).append(refusal.message)
            continue
        payload.files.enter_context(found)
        taken.append(handed_on(paper.requirement, found))
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


def _later(data: object) -> tuple[Announced, ...]:
    """What comes later. What is wrong with it as an announcement is checked with the answers."""
    if not isinstance(data, list) or len(data) > MOST_FILES:
        raise BadPayloadError(_malformed(), "later")
    found: dict[str, Announced] = {}
    for number, each in enumerate(data):
        name = f"later.{number}"
        if not isinstance(each, dict) or set(each) - _LATER_KEYS:
            raise BadPayloadError(_malformed(), name)
        texts = [each.get(key, "") for key in ("requirement", "reason", "text", "until")]
        if not all(isinstance(text, str) for text in texts) or texts[0] in found:
            raise BadPayloadError(_malformed(), name)
        found[texts[0]] = Announced(texts[0][:80], texts[1], clean_text(texts[2]), texts[3])
    return tuple(found.values())


def _paper(lifted: Lifted, data: object, number: int) -> Paper:
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
    decoded = lifted.opened.enter_context(nameless())
    try:
        lifted.base64(content, decoded)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise BadPayloadError(
            _("intake_api_base64", default="Die Daten der Datei sind kein gültiges Base64."), name
        ) from error
    found = measured(decoded)
    return Paper(requirement[:80], safe_filename(filename), decoded, found.size, found.sha256)


def _malformed() -> Message:
    return _(
        "intake_api_malformed",
        default="Diese Nachricht können wir nicht lesen. Die Beschreibung der Schnittstelle sagt,"
        " wie sie aussehen muss.",
    )
