"""``GET /@cases``: the cases that the signed-in person may read, in batches."""

from plone.restapi.batching import DEFAULT_BATCH_SIZE, HypermediaBatch
from plone.restapi.services import Service

from permitdesk.access import staff_id
from permitdesk.casework.api.case import summary
from permitdesk.casework.office import office
from permitdesk.casework.worklist.listing import MAX_SIZE, Filter, worklist
from permitdesk.theme import private_no_store


class CasesGet(Service):
    """Filters ``desk`` (``unit/desk``), ``state``, ``service``, ``news``, ``unreached``, ``q``; in
    the order of ``sort_on``."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        form = self.request.form
        wanted = Filter(
            desk=_text(form, "desk"),
            state=_text(form, "state"),
            service=_text(form, "service"),
            channel=_text(form, "channel"),
            news="new" if _text(form, "news") else "",
            unreached="yes" if _text(form, "unreached") else "",
            text=_text(form, "q"),
            sort_on=_text(form, "sort_on") or "received",
            descending=_text(form, "sort_order", "descending") != "ascending",
        )
        start = form["b_start"] = _number(form, "b_start", 0)
        size = form["b_size"] = min(_number(form, "b_size", DEFAULT_BATCH_SIZE), MAX_SIZE) or 1
        user = staff_id()
        place = office()
        total, rows = worklist(user, place, wanted, start, size)
        # plone.restapi's own links; it need not have the rows to count them.
        batch = HypermediaBatch(self.request, range(total))
        answer = {
            "@id": batch.canonical_url,
            "items": [summary(row, place.absolute_url()) for row in rows],
            "items_total": total,
        }
        return {**answer, "batching": batch.links} if batch.links else answer


def _text(form, name: str, default: str = "") -> str:
    value = form.get(name, default)
    return value[:100] if isinstance(value, str) else default


def _number(form, name: str, default: int) -> int:
    value = _text(form, name)
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 8 else default
