"""What a package or a shipped service holds against a service here, and taking it over by parts.

Nothing that somebody changed here is overwritten unless they choose it.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import partial

from plone import api

from permitdesk.core.languages import SOURCE
from permitdesk.services import package
from permitdesk.services.addresses import all_services, former_slugs, slug_of
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.definition import Revision
from permitdesk.services.examples import examples, to_json, without_people
from permitdesk.services.importer import (
    EXAMPLES,
    LIMITS,
    ONLINE,
    digest_of,
    parts_of,
    services_folder,
    state_of,
    table_text,
    write_part,
)
from permitdesk.services.labels import Label, sources
from permitdesk.services.layout import laid_out
from permitdesk.services.naming import proposed_id, proposed_prefix
from permitdesk.services.paper_files import bytes_of, paper_forms_of
from permitdesk.services.parse import read
from permitdesk.services.revision import limits_of, unfinished
from permitdesk.services.service import Service

# How a part that comes in stands against the one that is here.
NEW, SAME, NEWER, DIFFERENT, BOTH, OURS = "new", "same", "newer", "different", "both", "ours"
LIBRARY, PACKAGE = "", "package:"  # where it comes from: what was taken is remembered apart


@dataclass(frozen=True)
class Offer:
    """A part that could be taken. ``state``: NEW (no service yet), SAME, NEWER (changed there
    only), OURS (changed here only), BOTH, DIFFERENT (nobody knows by whom)."""

    part: str
    state: str

    @property
    def is_open(self) -> bool:
        """Whether taking it changes something."""
        return self.state != SAME

    @property
    def is_safe(self) -> bool:
        """Whether nobody's work here is lost by taking it."""
        return self.state in (NEW, NEWER)


def files_of(service: Service) -> ServiceFiles:
    """The working state of a service as one value."""
    return ServiceFiles(
        id=service.getId(),
        kind=service.kind,
        reference_prefix=service.reference_prefix,
        fees=service.fees or "",
        title=service.title or service.getId(),
        slugs=json.loads(service.slugs),
        texts=json.loads(service.texts),
        hints=tuple(json.loads(service.hints)),
        fee_rules=tuple(json.loads(service.fee_rules)),
        fields_model=service.fields_model,
        labels={
            language: {key: Label(*pair) for key, pair in table.items()}
            for language, table in sorted(service.labels.items())
        },
        accepts_applications=bool(service.accepts_applications),
        former_slugs=json.loads(service.former_slugs),
        limits=limits_of(service),
        examples=_examples_of(service),
        paper_forms=paper_forms_of(service),
        paper_bytes=partial(bytes_of, service),
    )


def export(service: Service) -> bytes:
    """The service's package; the same bytes for the same service."""
    definition, _problems = unfinished(service)
    order = [key for key, text in sources(definition).items() if text] if definition else []
    return package.write(files_of(service), order)


def filename(service: Service) -> str:
    return f"{service.getId()}.zip"


def revision_of(files: ServiceFiles) -> Revision:
    """A service as a page draws and compares it, as far as it can be read."""
    definition, _problems = read(
        files.fields_model, files.texts, files.hints, files.fee_rules, files.limits
    )
    if definition is None:
        raise ValueError(files.id)
    texts = sources(definition)
    labels = {
        language: {key: each.text for key, each in table.items() if texts.get(key)}
        for language, table in files.labels.items()
    }
    return Revision(
        files.id,
        0,
        definition,
        labels,
        "",
        sources=texts,
        kind=files.kind,
        accepts_applications=files.accepts_applications,
        reference_prefix=files.reference_prefix,
        slugs=files.slugs,
        paper_forms=files.paper_forms,
    )


def offers(service: Service | None, files: ServiceFiles, origin: str) -> tuple[Offer, ...]:
    """Every part that comes in, and how it stands; ``origin`` is LIBRARY or PACKAGE."""
    return tuple(
        Offer(part, _stands(service, part, value, origin))
        for part, value in parts_of(files, as_shipped=origin == LIBRARY)
    )


def taken(service: Service, files: ServiceFiles, parts: Collection[str]) -> ServiceFiles:
    """What the service would be with these parts."""
    here = files_of(service)
    names = {LIMITS: "limits", ONLINE: "accepts_applications"}
    changed = {
        names.get(part, part): getattr(files, names.get(part, part))
        for part in parts
        if not part.startswith("labels.")
    }
    tags = [part.removeprefix("labels.") for part in parts if part.startswith("labels.")]
    labels = {**here.labels, **{tag: files.labels[tag] for tag in tags}}
    return replace(here, **changed, labels=labels)


def take(service: Service, files: ServiceFiles, parts: Collection[str], origin: str) -> list[str]:
    """Put these parts into the service; returns which of them changed it."""
    changed = []
    for part, value in parts_of(files, as_shipped=origin == LIBRARY):
        if part not in parts:
            continue
        if state_of(service, part) != digest_of(part, value):
            write_part(service, part, value, files)
            changed.append(part)
        service.imported[origin + part] = _state(service, part, origin)
    if "texts" in parts:
        service.title = files.title
    service.reindexObject()
    return changed


def put(service: Service, files: ServiceFiles) -> None:
    """Make the form and its translations those of the files; of the rest nothing changes."""
    for part, value in parts_of(files, as_shipped=False):
        is_form = part in ("fields_model", "hints") or part.startswith("labels.")
        if is_form and state_of(service, part) != digest_of(part, value):
            write_part(service, part, value, files)


def begin(site, files: ServiceFiles, origin: str | None = None) -> Service:
    """Make a service of files that nobody here has yet, as the current user.

    Its id is ``files.id``. With an ``origin`` it is remembered what came from there.
    """
    folder = services_folder(site)
    made = api.content.create(folder, "Service", id=files.id, title=files.title)
    for part, value in parts_of(files, as_shipped=origin == LIBRARY):
        write_part(made, part, value, files)
        if origin is not None:
            made.imported[origin + part] = _state(made, part, origin)
    made.reindexObject()
    return made


def named(site, files: ServiceFiles, slug: str = "", prefix: str = "") -> ServiceFiles:
    """The files with an id, an address and a prefix that no service here has; those given are kept,
    and what is not given is made from the title."""
    there = all_services(site, drafts=True)
    taken = {*services_folder(site).objectIds(), *(slug_of(each, SOURCE) for each in there)}
    taken |= {each for service in there for each in former_slugs(service, SOURCE)}
    slug = slug or proposed_id(files.title, taken)
    prefix = prefix or proposed_prefix(files.title, {each.reference_prefix for each in there})
    slugs = {**files.slugs, SOURCE: slug}
    return replace(files, id=slug, slugs=slugs, reference_prefix=prefix)


def open_parts(found: Iterable[Offer]) -> list[str]:
    return [each.part for each in found if each.is_open]


def _state(service: Service, part: str, origin: str) -> str:
    """A package has no translations of what is not asked, so those here do not count."""
    if origin == PACKAGE and part == EXAMPLES:
        return digest_of(part, _examples_of(service))
    if origin == PACKAGE and part == "fields_model":
        return digest_of(part, laid_out(service.fields_model))
    if origin == LIBRARY or not part.startswith("labels."):
        return state_of(service, part)
    definition, _problems = unfinished(service)
    asked = {key for key, text in sources(definition).items() if text} if definition else None
    table = service.labels.get(part.removeprefix("labels."), {})
    kept = {key: pair for key, pair in table.items() if asked is None or key in asked}
    return digest_of(part, table_text(kept))


def _examples_of(service: Service) -> str:
    """What somebody here said was right of an example, and who, stays here."""
    return to_json([without_people(each) for each in examples(service)])


def _stands(service: Service | None, part: str, value: str, origin: str) -> str:
    if service is None:
        return NEW
    before, now = service.imported.get(origin + part), _state(service, part, origin)
    after = digest_of(part, value)
    if now == after:
        return SAME
    if before is None:
        return DIFFERENT
    if before == now:
        return NEWER
    return OURS if before == after else BOTH
