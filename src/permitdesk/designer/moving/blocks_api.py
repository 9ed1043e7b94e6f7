"""``@blocks``: on the container of services all blocks there are, and who has them; on a service
those that it has, how each stands, and what one does with them."""

from plone.restapi.services import Service as RestService
from zExceptions import BadRequest, NotFound
from zope.component.hooks import getSite
from zope.i18n import translate

from permitdesk.core import languages
from permitdesk.core.below import Below
from permitdesk.core.body import trusted_body
from permitdesk.designer.edition import changed
from permitdesk.designer.moving.blocks_of import BlocksOf, UnfitBlockError, standing
from permitdesk.services import edition_of, own_blocks
from permitdesk.services.blocks import Block, Item
from permitdesk.services.sheet import Sheet


class _Blocks(Below, RestService):
    """The block's id stands in the address."""

    @property
    def here(self) -> str:
        return f"{self.context.absolute_url()}/@blocks"

    def address(self, id_: str) -> str:
        return f"{self.here}/{id_}"

    def one(self) -> str:
        """The id in the address; raises ``NotFound`` for one that no block has."""
        id_ = "/".join(self.path)
        if id_ not in own_blocks.titles(getSite()):
            raise NotFound(id_)
        return id_

    def refuse(self, status: int, **error) -> dict:
        self.request.response.setStatus(status)
        return {"error": error}


class AllBlocksGet(_Blocks):
    def reply(self):
        if self.path:
            return self._whole(self.one())
        found = own_blocks.titles(getSite())
        return {
            "@id": self.here,
            "items_total": len(found),
            "items": [self._named(id_, title) for id_, title in found.items()],
        }

    def _named(self, id_: str, title: str) -> dict[str, object]:
        users = own_blocks.users_of(getSite(), id_)
        return {
            "@id": self.address(id_),
            "id": id_,
            "title": title,
            "own": id_.startswith(own_blocks.OWN),
            "used_in": [_user(service, id_) for service in users],
        }

    def _whole(self, id_: str) -> dict[str, object]:
        # As a service would get it that asks nothing else.
        found = own_blocks.block(getSite(), id_, set())
        return {**self._named(id_, found.title), **_content(found)}


class AllBlocksDelete(_Blocks):
    """One of the office's own that no service has."""

    def reply(self):
        trusted_body(self.request)
        id_ = self.one()
        if not own_blocks.forget_block(getSite(), id_):
            return self.refuse(409, type="Conflict")
        return self.reply_no_content()


class BlocksGet(_Blocks):
    def reply(self):
        if self.path:
            raise NotFound("/".join(self.path))
        return _of_service(self.context)


class BlocksPost(_Blocks):
    """``do`` is ``insert`` or ``renew`` (``block``), ``take`` (``block``, ``parts``), or ``make``
    (``step``, ``title``); ``edition`` is the one that it is about, but for ``make``."""

    def reply(self):
        body = trusted_body(self.request)
        do, parts = body.get("do"), body.get("parts", [])
        texts = [body.get(name, "") for name in ("block", "step", "title")]
        if do not in ("insert", "make", "take", "renew") or not _are_texts(texts):
            raise BadRequest("do, block, step, title")
        if not isinstance(parts, list) or not _are_texts(parts):
            raise BadRequest("parts")
        edition = edition_of(self.context)
        if do != "make" and body.get("edition") != edition:
            return self.refuse(409, type="Conflict", edition=edition)
        try:
            self._do(do, *texts, parts)
        except UnfitBlockError as error:
            language = languages.of(self.request)
            fields = {
                name: [translate(each, target_language=language)]
                for name, each in error.said.items()
            }
            return self.refuse(400, type="ValidationError", fields=fields)
        return _of_service(self.context)

    def _do(self, do: str, block: str, step: str, title: str, parts: list[str]) -> None:
        blocks = BlocksOf(self.context)
        match do:
            case "insert":
                changed(self.context, "step", blocks.insert(block))
            case "take":
                changed(self.context, "step", blocks.take(block, parts))
            case "make":
                blocks.make(step, title)
            case "renew":
                blocks.renew(block)


def _of_service(service) -> dict[str, object]:
    """The blocks of a service and what differs in each."""
    blocks = BlocksOf(service)
    all_blocks = f"{service.aq_parent.absolute_url()}/@blocks"
    return {
        "@id": f"{service.absolute_url()}/@blocks",
        "edition": edition_of(service),
        "items": [
            {
                "@id": f"{all_blocks}/{id_}",
                "id": id_,
                "title": blocks.title(id_),
                "state": standing(items)[0],
                "parts": [_told(each) for each in items or ()],
            }
            for id_, items in ((id_, blocks.items(id_)) for id_ in blocks.used)
        ],
        "others": [
            {"@id": f"{all_blocks}/{id_}", "id": id_, "title": title}
            for id_, title in blocks.others.items()
        ],
    }


def _user(service, id_: str) -> dict[str, str]:
    return {
        "@id": service.absolute_url(),
        "id": service.getId(),
        "title": service.Title() or service.getId(),
        "state": standing(BlocksOf(service).items(id_))[0],
    }


def _content(block: Block) -> dict[str, object]:
    """What a block asks and says, in German."""
    sheet = Sheet(block.files.fields_model)
    return {
        "steps": [
            {
                "name": step.name,
                "title": step.title,
                "questions": [
                    {"name": each.name, "title": each.title, "kind": each.kind}
                    for each in step.questions
                ],
                "documents": [{"name": e.name, "title": e.title} for e in step.documents],
            }
            for step in sheet.steps
        ],
        "hints": [
            {"id": str(each.get("id", "")), "title": str(each.get("title", ""))}
            for each in block.files.hints
        ],
        "languages": sorted(tag for tag, table in block.files.labels.items() if table),
        "fields_model": block.files.fields_model,
    }


def _told(item: Item) -> dict[str, str]:
    return {"part": item.key, "title": item.title, "state": item.state}


def _are_texts(values: list) -> bool:
    return all(isinstance(each, str) for each in values)
