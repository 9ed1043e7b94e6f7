"""Puts shipped services into the portal, and never over what staff changed there."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from lxml import etree
from plone import api
from plone.supermodel import loadString, serializeSchema
from Products.CMFCore.permissions import (
    AddPortalContent,
    ListFolderContents,
    ModifyPortalContent,
)

from permitdesk.services.addresses import FOLDER, all_services
from permitdesk.services.compose import LIBRARY, ServiceFiles, read_service, shipped_ids
from permitdesk.services.definition import Limits
from permitdesk.services.elements import theirs
from permitdesk.services.paper_files import keep_forms
from permitdesk.services.publish import publish
from permitdesk.services.revision import digest, is_changed, limits_of
from permitdesk.services.service import Service
from permitdesk.services.xml import screened

PARTS = (
    *("fields_model", "texts", "hints", "slugs", "former_slugs", "kind", "reference_prefix"),
    *("fees", "fee_rules", "examples", "paper_forms"),
)
EXAMPLES, PAPER = "examples", "paper_forms"
JSONS = ("texts", "hints", "slugs", "former_slugs", "fee_rules", EXAMPLES, PAPER)
ONLINE = "accepts_applications"
LIMITS = "limits"


@dataclass(frozen=True)
class Imported:
    """What an import did: ``changed`` parts were written, ``kept`` ones staff had changed."""

    service: str
    created: bool
    changed: tuple[str, ...]
    kept: tuple[str, ...]


def services_folder(site):
    """The container of all services, made when it is not there yet."""
    if FOLDER not in site.objectIds():
        with api.env.adopt_roles(["Manager"]):
            folder = api.content.create(
                site, "ServiceFolder", id=FOLDER, title="Online-Dienste", exclude_from_nav=True
            )
            # The container of neutral content: it belongs to no language.
            folder.language = ""
            # Service designers work here and nowhere else: they are no editors of pages.
            for permission in (ModifyPortalContent, AddPortalContent, ListFolderContents):
                folder.manage_permission(permission, ["Service Designer"], acquire=1)
            folder.reindexObject(idxs=["Language"])
    return site[FOLDER]


def import_library(
    site, ids: Iterable[str] | None = None, library: Path = LIBRARY, publish_them: bool = True
) -> list[Imported]:
    """Import shipped services, all by default, and publish them.

    Raises ``BrokenServiceFileError`` or ``UnpublishableError`` for files that do not work.
    """
    chosen = ids or shipped_ids(library)
    reports = []
    with api.env.adopt_roles(["Manager"]):
        for service_id in chosen:
            report = import_service(site, read_service(service_id, library))
            if publish_them and (report.created or report.changed):
                publish(site[FOLDER][service_id])
            reports.append(report)
    return reports


def update_library(site, library: Path = LIBRARY) -> list[Imported]:
    """Bring the shipped services that a portal has up to date, as after an upgrade.

    A service in which staff have begun something is not published over their heads.
    """
    reports = []
    with api.env.adopt_roles(["Manager"]):
        for service in all_services(site, drafts=True):
            if not (library / service.getId() / "service.toml").exists():
                continue
            begun = service.published_number is None or is_changed(service)
            report = import_service(site, read_service(service.getId(), library))
            # Examples are in no revision.
            if set(report.changed) - {EXAMPLES} and not begun:
                publish(service)
            reports.append(report)
    return reports


def import_service(site, files: ServiceFiles) -> Imported:
    """Create a service, or update the parts of it that nobody changed since the last import."""
    folder = services_folder(site)
    created = files.id not in folder.objectIds()
    if created:
        api.content.create(folder, "Service", id=files.id, title=files.title)
    service = folder[files.id]
    changed, kept = [], []
    for part, value in parts_of(files):
        before, now = service.imported.get(part), state_of(service, part)
        after = digest_of(part, value)
        if now == after:
            service.imported[part] = after
        elif before == now or (before is None and not _has_own(service, part)):
            write_part(service, part, value, files)
            service.imported[part] = state_of(service, part)
            changed.append(part)
        elif before != after:
            kept.append(part)
    service.reindexObject()
    return Imported(files.id, created, tuple(changed), tuple(kept))


def _has_own(service: Service, part: str) -> bool:
    """Whether staff wrote examples, or brought forms, before any were shipped."""
    return part in (EXAMPLES, PAPER) and bool(json.loads(getattr(service, part)))


def parts_of(files: ServiceFiles, as_shipped: bool = True) -> Iterable[tuple[str, str]]:
    """The parts of a service as they are kept, by name.

    What was shipped is kept as the stock editor writes it, so that saving there without a change
    is no change; what somebody wrote stays as it was written.
    """
    model = files.fields_model
    yield "fields_model", serializeSchema(loadString(model).schema) if as_shipped else model
    yield "texts", _json(dict(files.texts))
    yield "hints", _json(list(files.hints))
    yield "slugs", _json(dict(files.slugs))
    yield "former_slugs", _json(dict(files.former_slugs))
    yield "kind", files.kind
    yield "reference_prefix", files.reference_prefix
    yield "fees", files.fees
    yield ONLINE, _json(files.accepts_applications)
    yield LIMITS, _json(asdict(files.limits))
    yield "fee_rules", _json(list(files.fee_rules))
    yield EXAMPLES, files.examples
    yield PAPER, files.paper_forms.text()
    for language, table in sorted(files.labels.items()):
        yield (
            f"labels.{language}",
            table_text({key: (each.source, each.text) for key, each in table.items()}),
        )


def digest_of(part: str, value: str) -> str:
    """What tells one content of a part from another."""
    if part in JSONS:
        value = _json(json.loads(value))
    return digest(_canonical(value) if part == "fields_model" else value)


def state_of(service: Service, part: str) -> str:
    """The same of what a service has there now."""
    return digest(_state(service, part))


def _state(service: Service, part: str) -> str:
    if part == "fields_model":
        return _canonical(service.fields_model)
    if part == ONLINE:
        return _json(bool(service.accepts_applications))
    if part == LIMITS:
        return _json(asdict(limits_of(service)))
    if part in JSONS:
        return _json(json.loads(getattr(service, part) or "{}"))
    if part in PARTS:
        return getattr(service, part) or ""
    return table_text(service.labels.get(part.removeprefix("labels."), {}))


def write_part(service: Service, part: str, value: str, files: ServiceFiles) -> None:
    """Put a part of the files into a service, whatever stands there."""
    if part == PAPER:
        keep_forms(service, files.paper_forms, files.paper_bytes)
    elif part == ONLINE:
        service.accepts_applications = json.loads(value)
    elif part == LIMITS:
        limits = Limits(**json.loads(value))
        service.max_files, service.max_megabytes = limits.files, limits.megabytes
    elif part in PARTS:
        setattr(service, part, value)
    else:
        table = {key: tuple(pair) for key, pair in json.loads(value).items()}
        service.labels[part.removeprefix("labels.")] = table


def _canonical(source: str) -> str:
    """Without the empty elements that the stock editor adds when it saves."""
    root = etree.fromstring(screened(source))
    for element in list(root.iter(theirs("description"))):
        if not (element.text or "").strip():
            element.getparent().remove(element)
    for element in root.iter():
        element.text = (element.text or "").strip() or None
        element.tail = None
    return etree.tostring(root, method="c14n2").decode()


def _json(data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def table_text(pairs) -> str:
    """A table of translations as a part."""
    return json.dumps({key: list(pairs[key]) for key in sorted(pairs)}, ensure_ascii=False)
