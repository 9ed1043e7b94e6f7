"""What was sent: answers, documents, revision, language, time, evidence. It never changes."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from persistent import Persistent
from ZODB.blob import Blob

from permitdesk.intake.interfaces import Submission, SubmittedDocument
from permitdesk.services import Announced


class UnchangeableError(AttributeError):
    """Somebody tried to change what an applicant sent."""


class DamagedError(ValueError):
    """The bytes that arrived are not those that were announced."""


class Frozen(Persistent):
    """Attributes are set once, at creation."""

    def _freeze(self, **attributes) -> None:
        for name, value in attributes.items():
            super().__setattr__(name, value)

    def __setattr__(self, name, value):
        if not name.startswith(("_p_", "_v_")):
            raise UnchangeableError(name)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        if not name.startswith(("_p_", "_v_")):
            raise UnchangeableError(name)
        super().__delattr__(name)


class Document(Frozen):
    """A document as it is kept; ``id`` is its place among the application's documents, from 1.

    ``size`` and ``sha256`` are of the bytes as received; see ``SubmittedDocument``.
    """

    kept_size = 0  # of the first versions: kept as received
    kept_sha256 = ""
    scan = ""
    by_link = False

    def __init__(self, id_: str, submitted: SubmittedDocument):
        blob = Blob()
        with submitted.open() as received, blob.open("w") as kept:
            shutil.copyfileobj(received, kept, 1 << 16)
        self._freeze(
            id=id_,
            requirement=submitted.requirement,
            filename=submitted.filename,
            content_type=submitted.content_type,
            size=submitted.size,
            sha256=submitted.sha256,
            pages=submitted.pages,
            kept_size=submitted.kept_size,
            kept_sha256=submitted.kept_sha256,
            scan=submitted.scan,
            by_link=submitted.by_link,
            blob=blob,
        )
        if self.stored_sha256() != self.given_sha256:
            raise DamagedError(f"Document {id_} differs from what was announced.")

    @property
    def given_size(self) -> int:
        """The size of what is handed out."""
        return self.kept_size or self.size

    @property
    def given_sha256(self) -> str:
        """The hash of what is handed out."""
        return self.kept_sha256 or self.sha256

    def stored_sha256(self) -> str:
        """SHA-256 (hex) of the bytes as they are in the storage."""
        with self.blob.open("r") as kept:
            return hashlib.file_digest(kept, "sha256").hexdigest()


class Application(Frozen):
    """Everything that a submission held, but for the access code's digest."""

    family = ""  # the mark of the applications begun together; none in the first versions
    # What applications from before were: sent online, by the applicant, complete.
    missing: tuple[str, ...] = ()
    entered_by = ""
    _announced = "[]"

    def __init__(self, submission: Submission):
        self._freeze(
            service=submission.service,
            revision=submission.revision,
            language=submission.language,
            received_at=submission.received_at,
            fingerprint=submission.fingerprint,
            channel=submission.channel,
            family=str(submission.evidence.get("family", "")),
            missing=tuple(submission.missing),
            entered_by=submission.entered_by,
            _announced=json.dumps([asdict(each) for each in submission.announced]),
            _answers=_frozen(submission.answers),
            _evidence=_frozen(submission.evidence),
            documents=tuple(
                Document(str(number), document)
                for number, document in enumerate(submission.documents, 1)
            ),
        )

    @property
    def answers(self) -> dict[str, object]:
        """The language-neutral answers by field name; a copy."""
        return json.loads(self._answers)

    @property
    def announced(self) -> dict[str, Announced]:
        """The documents that the person hands in later, by requirement, and why."""
        return {each["requirement"]: Announced(**each) for each in json.loads(self._announced)}

    @property
    def evidence(self) -> dict[str, object]:
        """What was shown to the person who sent this; a copy."""
        return json.loads(self._evidence)

    def document(self, id_: str) -> Document | None:
        return next((document for document in self.documents if document.id == id_), None)


def _frozen(value: Mapping) -> str:
    def plain(other):
        if isinstance(other, Mapping):
            return dict(other)
        if isinstance(other, set | frozenset):
            return sorted(other)
        if isinstance(other, datetime) or hasattr(other, "isoformat"):
            return other.isoformat()
        raise TypeError(f"{type(other).__name__} cannot be kept as an answer")

    return json.dumps(value if isinstance(value, dict) else dict(value), default=plain)
