"""``{service}/@examples``: the examples of a service, what they come to, what is otherwise."""

from dataclasses import replace

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk.access import staff_id
from permitdesk.core.below import Below
from permitdesk.core.body import trusted_body
from permitdesk.designer.trying.api.trying import readable
from permitdesk.designer.trying.running import accept, as_data, run, runs
from permitdesk.services import (
    BadExampleError,
    Example,
    drop_example,
    example,
    keep_example,
    read_example,
)
from permitdesk.theme import private_no_store


class ExamplesService(Below, Service):
    """The example's id, and after it what to do with it, stand in the address."""

    @property
    def here(self) -> str:
        return f"{self.context.absolute_url()}/@examples"

    def one(self) -> Example:
        found = example(self.context, self.path[0]) if len(self.path) == 1 else None
        if found is None:
            raise NotFound("/".join(self.path))
        return found

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
            keep_example(self.context, made)
        except BadExampleError as error:
            raise BadRequest("There are 40 examples.") from error
        self.request.response.setStatus(201)
        return self.told(made)


class ExamplesPatch(ExamplesService):
    """The same for one that is there; what is not named stays. ``{"accept": true}`` makes what it
    comes to now the accepted outcome."""

    def reply(self) -> dict[str, object]:
        private_no_store(self.request.response)
        body, found = trusted_body(self.request), self.one()
        if body.keys() - {"accept"}:
            before = {
                "title": found.title,
                "answers": found.answers,
                "documents": found.documents,
                "language": found.language,
                "as_of": found.as_of,
            }
            made = _read({**before, **body}, found.id)
            keep_example(
                self.context,
                replace(
                    made,
                    accepted=found.accepted,
                    accepted_by=found.accepted_by,
                    accepted_at=found.accepted_at,
                ),
            )
        if body.get("accept") is True:
            readable(self.context)
            accept(self.context, self.one(), staff_id())
        return self.told(self.one())


class ExamplesDelete(ExamplesService):
    def reply(self) -> None:
        trusted_body(self.request)
        drop_example(self.context, self.one().id)
        return self.reply_no_content()


def _read(body: dict, id_: str = "") -> Example:
    try:
        return read_example(body, id_)
    except BadExampleError as error:
        raise BadRequest(error.part) from error
