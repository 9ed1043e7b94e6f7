"""``/@case-searches`` and ``/@case-columns``: saved searches, and the columns of one's own."""

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk.access import staff_id
from permitdesk.casework.keys import per_key
from permitdesk.casework.office import office
from permitdesk.casework.worklist.api.cases import filter_of
from permitdesk.casework.worklist.columns import BY_ID, chosen
from permitdesk.casework.worklist.kept import Saved, kept, own_kept
from permitdesk.casework.worklist.searching import LONGEST
from permitdesk.casework.worklist.views.asked import text
from permitdesk.core.below import NamedBelow
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


class SearchesGet(Service):
    def reply(self) -> dict:
        private_no_store(self.request.response)
        found = kept(office()).searches(staff_id())
        address = f"{self.context.absolute_url()}/@case-searches"
        return {"@id": address, "items": [told(each, self.context) for each in found]}


class SearchesPost(Service):
    """``{"title", "filter": {…}}``; a search for a person cannot be saved."""

    made = ""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        wanted = body.get("filter")
        if not isinstance(wanted, dict):
            raise BadRequest("filter")
        asked = filter_of(wanted, text(wanted, "q", LONGEST))
        try:
            saved = own_kept(office()).save(staff_id(), text(body, "title", 200), asked)
        except ValueError as error:
            raise BadRequest("title, filter.q, or too many") from error
        self.request.response.setStatus(201)
        self.made = saved.id
        return told(saved, self.context)

    def again(self) -> dict:
        saved = next((e for e in kept(office()).searches(staff_id()) if e.id == self.made), None)
        if saved is None:
            raise NotFound(self.made)
        return told(saved, self.context)


class SearchesDelete(NamedBelow, Service):
    def reply(self) -> None:
        trusted_body(self.request)
        if not own_kept(office()).forget(staff_id(), self.id_):
            raise NotFound(self.id_)
        return self.reply_no_content()


class ColumnsGet(Service):
    def reply(self) -> dict:
        return self.answer()

    def answer(self) -> dict:
        private_no_store(self.request.response)
        own = chosen(kept(office()).columns(staff_id()))
        return {
            "@id": f"{self.context.absolute_url()}/@case-columns",
            "columns": [column.id for column in own],
            "known": list(BY_ID),
        }


class ColumnsPatch(ColumnsGet):
    """``{"columns": [ids]}``; none of them means the usual ones."""

    @per_key
    def reply(self) -> dict:
        given = trusted_body(self.request).get("columns")
        if not isinstance(given, list) or not all(each in BY_ID for each in given):
            raise BadRequest("columns")
        own_kept(office()).choose_columns(staff_id(), tuple(given))
        return self.answer()


def told(saved: Saved, site) -> dict:
    """A saved search as JSON; ``address`` is the one to share."""
    return {
        "@id": f"{site.absolute_url()}/@case-searches/{saved.id}",
        "id": saved.id,
        "title": saved.title,
        "saved_at": saved.at,
        "filter": dict(saved.wanted),
        "address": f"{office().absolute_url()}?search={saved.id}",
    }
