"""``GET /@cases`` and ``POST /@cases-search``: the cases that the signed-in person may read."""

import re
from collections.abc import Mapping
from dataclasses import replace

from plone.restapi.batching import DEFAULT_BATCH_SIZE, HypermediaBatch
from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk.access import staff_id
from permitdesk.casework.office import office
from permitdesk.casework.worklist import looking
from permitdesk.casework.worklist.api.summary import summary
from permitdesk.casework.worklist.kept import kept
from permitdesk.casework.worklist.listing import MAX_SIZE, Filter, worklist
from permitdesk.casework.worklist.searching import LONGEST, PART_OF_REFERENCE
from permitdesk.casework.worklist.views.asked import NAMES, text
from permitdesk.core.body import trusted_body
from permitdesk.core.reference import parse_reference
from permitdesk.theme import private_no_store

_DIGIT = re.compile(r"\d")
BY_POST = "A birth date or an AZR number has no place in an address: POST /@cases-search"


class CasesGet(Service):
    """The filters of the workplace by their names, ``search`` for a saved one, ``q`` a reference or
    a name; in the order of ``sort_on`` and ``sort_order``, by default the newest first."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        form = self.request.form
        typed = text(form, "q", LONGEST)
        is_reference = parse_reference(typed) or PART_OF_REFERENCE.fullmatch(typed.upper())
        if _DIGIT.search(typed) and not is_reference:
            raise BadRequest(BY_POST)
        wanted = filter_of(form, typed, "received", "descending")
        start = form["b_start"] = _number(form, "b_start", 0)
        size = form["b_size"] = min(_number(form, "b_size", DEFAULT_BATCH_SIZE), MAX_SIZE) or 1
        total, items = _listed(wanted, start, size)
        # plone.restapi's own links; it need not have the rows to count them.
        batch = HypermediaBatch(self.request, range(total))
        answer = {"@id": batch.canonical_url, "items": items, "items_total": total}
        return {**answer, "batching": batch.links} if batch.links else answer


class CasesSearch(Service):
    """The same with all of it in the body, which no log keeps; ``q`` may also be a birth date or an
    AZR number. It changes nothing."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        wanted = filter_of(body, text(body, "q", LONGEST))
        start, size = (body.get(name, usual) for name, usual in (("b_start", 0), ("b_size", 25)))
        if not all(type(each) is int and each >= 0 for each in (start, size)):
            raise BadRequest("b_start, b_size")
        total, items = _listed(wanted, start, min(size, MAX_SIZE) or 1)
        return {
            "@id": f"{self.context.absolute_url()}/@cases-search",
            "items": items,
            "items_total": total,
        }


def filter_of(given: Mapping, typed: str, sort_on: str = "", sort_order: str = "") -> Filter:
    """The filter that a request names, beginning with a saved one where it names one. Raises
    ``BadRequest`` for a value that is no text."""
    saved = kept(office()).search(text(given, "search"))
    found = saved.filter if saved else Filter()
    for name in NAMES:
        if not isinstance(given.get(name, ""), str):
            raise BadRequest(name)
    asked = {name: text(given, name) for name in NAMES if name in given}
    if asked.get("unreached"):
        asked["unreached"] = "yes"
    if asked.get("unanswered"):
        asked["unanswered"] = "yes"
    if asked.get("news"):
        asked["news"] = "new"
    sort_on = text(given, "sort_on") or ("" if saved else sort_on)
    if sort_on:
        order = text(given, "sort_order") or ("" if "sort_on" in given else sort_order)
        usual = "descending" if sort_on == "received" else "ascending"
        asked |= {"sort_on": sort_on}
        return replace(found, **asked, descending=(order or usual) != "ascending", text=typed)
    return replace(found, **asked, text=typed)


def _listed(wanted: Filter, start: int, size: int) -> tuple[int, list[dict]]:
    place = office()
    total, rows = worklist(staff_id(), place, wanted, start, size)
    looking.record("api", wanted, total, start)
    address = place.absolute_url()
    return total, [summary(row, address) for row in rows]


def _number(form, name: str, default: int) -> int:
    value = text(form, name)
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 8 else default
