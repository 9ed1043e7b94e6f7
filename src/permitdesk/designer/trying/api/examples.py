"""``{service}/@examples``: the examples of a service, what they come to, what is otherwise."""

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk.access import staff_id
from permitdesk.core.below import Below
from permitdesk.core.body import trusted_body
from permitdesk.designer.trying.api.trying import readable
from permitdesk.designer.trying.running import accept, as_data, keep, run, runs
from permitdesk.services import (
    BadExampleError,
    Example,
    drop_example,
    edition_of_example,
    example,
    read_example,
)
from permitdesk.theme import private_no_store


class ExamplesService(Below, Service):
    """The example's id, and after it what to do with it, stand in the address."""

    @property
    def here(self) -> str:
        return f"{self.context.absolute_url()}/@examples"

    def one(self, id_: str = "") -> Example:
        name = id_ or (self.path[0] if len(self.path) == 1 else "")
        found = example(self.context, name)
        if found is None:
            raise NotFound("/".join(self.path))
        return found

    def is_overtaken(self, body: dict, found: Example) -> bool:
        """Whether who asks names what the example said before somebody else wrote it."""
        return "edition" in body and body["edition"] != edition_of_example(found)

    def conflict(self, found: Example) -> dict[str, object]:
        self.request.response.setStatus(409)
        return {"error": {"type": "Conflict", "example": self.told(found)}}

    def told(self, found: Example) -> dict[str, object]:
        made = run(self.context, found, readable(self.context))
        return {"@id": f"{self.here}/{found.id}", **as_data(made)}


class ExamplesGet(ExamplesService):
    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        if self.path:
            return self.told(self.one())
        readable(self.context)
        found = runs(self.context)
        return {
            "@id": self.here,
            "items_total": len(found),
            "items": [{"@id": f"{self.here}/{x.example.id}", **as_data(x)} for x in found],
        }


class ExamplesPost(ExamplesService):
    """``{"title", "answers", "documents", "language", "as_of"}`` adds one."""

    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        if self.path:
            raise NotFound("/".join(self.path))
        made = _read(body)
        try:
            keep(self.context, made, staff_id())
        except BadExampleError as error:
            raise BadRequest("There are 40 examples.") from error
        self.request.response.setStatus(201)
        return self.told(self.one(made.id))


class ExamplesPatch(ExamplesService):
    """The same for one that is there; what is not named stays. ``{"accept": true}`` makes what it
    comes to now the accepted outcome. One that names an ``edition`` is refused where somebody has
    written another since."""

    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        body, found = trusted_body(self.request), self.one()
        if self.is_overtaken(body, found):
            return self.conflict(found)
        if body.keys() - {"accept", "edition"}:
            before = {
                "title": found.title,
                "answers": found.answers,
                "documents": found.documents,
                "language": found.language,
                "as_of": found.as_of,
            }
            keep(self.context, _read({**before, **body}, found.id), staff_id())
        if body.get("accept") is True:
            readable(self.context)
            accept(self.context, self.one(), staff_id())
        return self.told(self.one())


class ExamplesDelete(ExamplesService):
    def reply(self) -> dict[str, object] | None:
        body, found = trusted_body(self.request), self.one()
        if self.is_overtaken(body, found):
            return self.conflict(found)
        drop_example(self.context, found.id)
        return self.reply_no_content()


def _read(body: dict, id_: str = "") -> Example:
    try:
        return read_example(body, id_)
    except BadExampleError as error:
        raise BadRequest(error.part) from error
