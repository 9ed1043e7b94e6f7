"""The office's own blocks, kept with the services, and which service has which block as of when."""

import json
from collections.abc import Mapping

from persistent.mapping import PersistentMapping
from zope.annotation.interfaces import IAnnotations

from permitdesk.services.addresses import all_services
from permitdesk.services.blocks import (
    Block,
    fitted,
    from_json,
    items,
    shipped_block,
    to_json,
    updated,
)
from permitdesk.services.compose import ServiceFiles, block_names, block_title
from permitdesk.services.importer import services_folder
from permitdesk.services.naming import proposed_id
from permitdesk.services.service import Service

OWN = "own."  # how the ids of the office's blocks begin
_BLOCKS = "permitdesk.services.blocks"
_USED = "permitdesk.services.blocks-used"


def own_blocks(site) -> tuple[Block, ...]:
    """In the order made."""
    kept = IAnnotations(services_folder(site)).get(_BLOCKS, {})
    return tuple(
        Block(id_, data["title"], from_json(data["files"]))
        for id_, data in ((id_, json.loads(text)) for id_, text in kept.items())
    )


def titles(site) -> dict[str, str]:
    """All blocks there are, by id: the office's own first."""
    own = {each.id: each.title for each in own_blocks(site)}
    return own | {name: block_title(name) for name in block_names()}


def block(site, id_: str, known: set[str]) -> Block | None:
    """A block as it is now, for a service that asks ``known`` besides."""
    if id_ in block_names():
        return shipped_block(id_, known)
    found = next((each for each in own_blocks(site) if each.id == id_), None)
    return found and Block(found.id, found.title, fitted(found.files, known))


def keep_block(site, title: str, files: ServiceFiles, id_: str = "") -> str:
    """Keep a block, a new one or another content of one there is; returns its id."""
    annotations = IAnnotations(services_folder(site))
    kept = annotations.get(_BLOCKS)
    if kept is None:
        kept = annotations[_BLOCKS] = PersistentMapping()
    plain = {each.removeprefix(OWN) for each in kept}
    id_ = id_ or OWN + proposed_id(title, plain)
    kept[id_] = json.dumps({"title": title, "files": to_json(files)}, ensure_ascii=False)
    return id_


def forget_block(site, id_: str) -> bool:
    """Delete one of the office's own that no service has; returns whether it is gone."""
    if not id_.startswith(OWN) or users_of(site, id_):
        return False
    IAnnotations(services_folder(site)).get(_BLOCKS, {}).pop(id_, None)
    return True


def used(service: Service) -> Mapping[str, ServiceFiles]:
    """The blocks that were put into a service, each as it was then."""
    kept = IAnnotations(service).get(_USED, {})
    return {id_: from_json(text) for id_, text in kept.items()}


def note_used(service: Service, id_: str, files: ServiceFiles) -> None:
    """Remember that a service has a block, as of now."""
    IAnnotations(service)[_USED] = {**IAnnotations(service).get(_USED, {}), id_: to_json(files)}


def note_taken(service: Service, id_: str, now: ServiceFiles, keys) -> None:
    """Remember that some of a block's items are as of now; of the others what was known stays."""
    base = used(service)[id_]
    note_used(service, id_, updated(base, now, [key for key in keys if key in items(now)]))


def users_of(site, id_: str) -> tuple[Service, ...]:
    """The services that have a block."""
    return tuple(each for each in all_services(site, drafts=True) if id_ in used(each))
