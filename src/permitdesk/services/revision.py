"""Published revisions: frozen in the database, parsed once per process."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from types import MappingProxyType

from persistent import Persistent

from permitdesk.access import actor
from permitdesk.core import clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.memory import Memory
from permitdesk.services.definition import USUAL, Definition, Limits, Revision
from permitdesk.services.findings import Finding
from permitdesk.services.labels import Label, missing, outdated, sources
from permitdesk.services.paper import paper_forms
from permitdesk.services.parse import UnpublishableError, parse, read
from permitdesk.services.service import Service

_thawed = Memory(200)
_in_work = Memory(50)
_slugs = Memory(2000)  # by digest: an address that nobody has costs no parsing


class FrozenRevision(Persistent):
    """What a revision was made of, as texts. Written once; any later change is refused.

    Who published it, why, and whether nobody else had looked at it stands beside it.
    """

    # Before somebody wrote them down.
    published_by = ""
    reason = ""
    alone = False

    def __init__(
        self,
        number: int,
        source: str,
        manifest: str,
        labels: str,
        published_at: str,
        published_by: str = "",
        reason: str = "",
        alone: bool = False,
    ):
        self.number = number
        self.published_by, self.reason, self.alone = published_by, reason, alone
        self.source = source
        self.manifest = manifest
        self.labels = labels
        self.published_at = published_at
        self.digest = digest(source, manifest, labels)

    def name_publisher(self, published_by: str, reason: str = "") -> None:
        """Add who published it where that was not written down; for upgrades, once."""
        self._p_activate()
        if not self.published_by and published_by:
            self.__dict__.update(published_by=published_by, reason=reason)
            self._p_changed = True

    def __setattr__(self, name, value):
        if not name.startswith("_p_"):
            self._p_activate()
            if "digest" in self.__dict__:
                raise TypeError("A published revision never changes.")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        # The database takes an object back (``del _p_oid``) when a transaction is aborted.
        if not name.startswith("_p_"):
            raise TypeError("A published revision never changes.")
        super().__delattr__(name)


class DamagedRevisionError(RuntimeError):
    """The stored revision is not the one that was published."""


def published(service: Service) -> Revision | None:
    """The revision that people see now, or None."""
    number = service.published_number
    return None if number is None else revision(service, number)


def latest(service: Service) -> Revision | None:
    """The newest revision that was published once, also of a service that was taken offline."""
    number = max(service.revisions, default=None)
    return None if number is None else revision(service, number)


def revision(service: Service, number: int) -> Revision:
    """A revision that was published once, such as the one that a draft began with.

    Raises KeyError for a number that never was.
    """
    # With the digest in the key, what an aborted transaction froze is never served afterwards.
    return thawed(service.getId(), service.revisions[number])


def published_slugs(service: Service) -> Iterator[Mapping[str, str]]:
    """The slugs of every revision that was published once. Parses no fields."""
    for frozen in service.revisions.values():
        yield _slugs.recall(frozen.digest, lambda frozen=frozen: _slugs_of(frozen))


def _slugs_of(frozen: FrozenRevision) -> Mapping[str, str]:
    return MappingProxyType(json.loads(frozen.manifest)["slugs"])


def freeze(service: Service, reason: str = "", alone: bool = False) -> Revision:
    """Make the working state the published revision; the same content again keeps its number.

    Raises ``UnpublishableError`` with all that stands in the way.
    """
    source, manifest, labels = _working_state(service)
    latest = max(service.revisions, default=0)
    same = latest and service.revisions[latest].digest == digest(source, manifest, labels)
    if not same:
        latest += 1
        moment = clock.now().isoformat(timespec="seconds")
        service.revisions[latest] = FrozenRevision(
            latest, source, manifest, labels, moment, actor(), reason.strip(), alone
        )
    service.published_number = latest
    return revision(service, latest)


def drawn_up(service: Service) -> FrozenRevision:
    """The working state as it is now, frozen under the number 0 and kept nowhere; of one that is
    published already, that revision. Raises ``UnpublishableError``."""
    source, manifest, labels = _working_state(service)
    frozen = service.revisions.get(max(service.revisions, default=0))
    if frozen is not None and frozen.digest == digest(source, manifest, labels):
        return frozen
    return FrozenRevision(0, source, manifest, labels, "")


def working_revision(service: Service) -> Revision:
    """The working state as if it were published. Raises ``UnpublishableError``."""
    return thawed(service.getId(), drawn_up(service))


def thawed(service_id: str, frozen: FrozenRevision) -> Revision:
    """A frozen revision as a value, wherever it is kept; parsed once per process."""
    key = (service_id, frozen.number, frozen.published_at, frozen.digest)
    return _thawed.recall(key, lambda: _thaw(service_id, frozen))


def is_changed(service: Service) -> bool:
    """Whether publishing would make another revision. Raises ``UnpublishableError``."""
    latest = service.revisions.get(max(service.revisions, default=0))
    return latest is None or latest.digest != digest(*_working_state(service))


def take_back(service: Service, frozen: FrozenRevision) -> None:
    """Make an earlier state the working state again; what it replaces is set aside.

    Publishes nothing. What was translated since stays where the earlier state has nothing.
    """
    aside = _as_it_is(service)
    manifest = json.loads(frozen.manifest)
    limits = Limits(**manifest.get("limits", {}))
    service.fields_model = frozen.source
    for name in ("slugs", "texts", "hints"):
        setattr(service, name, json.dumps(manifest[name], ensure_ascii=False, indent=1))
    service.fee_rules = json.dumps(manifest.get("fee_rules", []), ensure_ascii=False, indent=1)
    service.kind, service.reference_prefix = manifest["kind"], manifest["reference_prefix"]
    service.accepts_applications = manifest.get("accepts_applications", True)
    service.max_files, service.max_megabytes = limits.files, limits.megabytes
    service.paper_forms = paper_forms(manifest.get("paper_forms", {})).text()
    for language, table in json.loads(frozen.labels).items():
        kept = dict(service.labels.get(language, {}))
        service.labels[language] = {**kept, **{key: tuple(pair) for key, pair in table.items()}}
    service.set_aside = aside


def _as_it_is(service: Service) -> FrozenRevision:
    """The working state, also one that cannot be read."""
    labels = {tag: {k: list(v) for k, v in each.items()} for tag, each in service.labels.items()}
    moment = clock.now().isoformat(timespec="seconds")
    texts = json.dumps(labels, **_CANONICAL)
    return FrozenRevision(0, service.fields_model, manifest_of(service), texts, moment, actor())


def _working_state(service: Service) -> tuple[str, str, str]:
    """Fields, manifest and labels as a revision would hold them."""
    texts = sources(working_definition(service))
    labels = json.dumps(_current_labels(service, texts), **_CANONICAL)
    return service.fields_model, manifest_of(service), labels


def edition_of(service: Service) -> str:
    """SHA-256 (hex) of what designers edit: all of the working state but its translations, which
    others may write meanwhile. Parses nothing, so it has an answer for what cannot be read too."""
    return digest(service.fields_model, manifest_of(service), service.title or "", service.fees)


def working_definition(service: Service) -> Definition:
    """What the service would ask if it were published now. Raises ``UnpublishableError``."""
    definition, problems = unfinished(service)
    if definition is None or problems:
        raise UnpublishableError(problems)
    return definition


def unfinished(service: Service) -> tuple[Definition | None, tuple[Finding, ...]]:
    """The same as far as it can be read, with all that stands in the way; read once a process."""
    parts = (service.fields_model, service.texts, service.hints, service.fee_rules)
    key = digest(*parts, str(limits_of(service)))
    return _in_work.recall(key, lambda: read(*_sources_of(service)))


def _sources_of(service: Service) -> tuple:
    return (
        service.fields_model,
        json.loads(service.texts),
        json.loads(service.hints),
        json.loads(service.fee_rules),
        limits_of(service),
    )


def limits_of(service: Service) -> Limits:
    """How many files the service takes, and how large."""
    return Limits(service.max_files, service.max_megabytes)


def manifest_of(service: Service) -> str:
    """Everything of a service but fields and labels, as canonical JSON."""
    return json.dumps(
        {
            "kind": service.kind,
            "reference_prefix": service.reference_prefix,
            "slugs": json.loads(service.slugs),
            "texts": json.loads(service.texts),
            "hints": json.loads(service.hints),
            # Only where they say something: what was published before keeps its digest.
            **({} if service.accepts_applications else {"accepts_applications": False}),
            **({"fee_rules": rules} if (rules := json.loads(service.fee_rules)) else {}),
            **({"limits": asdict(limits)} if (limits := limits_of(service)) != USUAL else {}),
            **({"paper_forms": forms} if (forms := json.loads(service.paper_forms)) else {}),
        },
        **_CANONICAL,
    )


def digest(*parts: str) -> str:
    """SHA-256 (hex) over texts and their lengths."""
    whole = sha256()
    for part in parts:
        data = part.encode()
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.hexdigest()


_CANONICAL = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": False}


def _current_labels(service: Service, texts: Mapping[str, str]) -> dict:
    """Labels whose text still exists, in a fixed order; ``[German, translation]``."""
    return {
        language: {
            key: list(service.labels[language][key])
            for key in texts
            if texts[key] and service.labels[language].get(key, ("", ""))[1]
        }
        for language in sorted(service.labels)
        if language != SOURCE
    }


def _thaw(service_id: str, frozen: FrozenRevision) -> Revision:
    """Raises ``DamagedRevisionError``."""
    if digest(frozen.source, frozen.manifest, frozen.labels) != frozen.digest:
        raise DamagedRevisionError(f"Revision {frozen.number} of {service_id} is damaged.")
    manifest = json.loads(frozen.manifest)
    definition = parse(
        frozen.source,
        manifest["texts"],
        manifest["hints"],
        manifest.get("fee_rules", ()),
        Limits(**manifest.get("limits", {})),
    )
    texts = sources(definition)
    labels = {
        language: {key: Label(*pair) for key, pair in table.items()}
        for language, table in json.loads(frozen.labels).items()
    }
    complete = {language for language in labels if not missing(texts, labels[language])}
    return Revision(
        service=service_id,
        number=frozen.number,
        definition=definition,
        labels=MappingProxyType(
            {
                language: MappingProxyType({key: label.text for key, label in table.items()})
                for language, table in labels.items()
            }
        ),
        digest=frozen.digest,
        published_at=frozen.published_at,
        complete=frozenset({SOURCE, *complete}),
        sources=MappingProxyType(texts),
        kind=manifest["kind"],
        accepts_applications=manifest.get("accepts_applications", True),
        reference_prefix=manifest["reference_prefix"],
        slugs=MappingProxyType(manifest["slugs"]),
        outdated=MappingProxyType(
            {language: frozenset(outdated(texts, table)) for language, table in labels.items()}
        ),
        paper_forms=paper_forms(manifest.get("paper_forms", {})),
    )
