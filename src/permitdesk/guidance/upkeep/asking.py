"""The errand that asks other hosts whether what pages link to is still there."""

from collections.abc import Iterator
from datetime import timedelta

from Products.CMFCore.utils import getToolByName
from zope.interface import implementer

from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import enqueue
from permitdesk.guidance.translating.texts import fields_of, translated_types
from permitdesk.guidance.upkeep import outside
from permitdesk.guidance.upkeep.flaws import reading_of
from permitdesk.guidance.upkeep.targets import absolute, is_own

WEEK, SOON = timedelta(days=7), timedelta(minutes=1)
AT_ONCE = 8  # addresses in one errand: it ends before its lease, whoever does not answer
LONGEST = 2000  # letters of an address


@implementer(IJobHandler)
class AskOutside:
    """Asks for some addresses and records the next errand: the rest soon, all again in a week.
    ``todo`` are the addresses that are left."""

    ask = staticmethod(outside.status_of)

    def __call__(self, site, payload: dict) -> None:
        if not outside.is_on(site):
            return
        todo = payload.get("todo")
        if todo is None:
            todo = sorted(set(addresses(site)))
            outside.forget_others(site, todo)
        for address in todo[:AT_ONCE]:
            outside.note(site, address, self.ask(address))
        rest = todo[AT_ONCE:]
        enqueue(outside.JOB, {"todo": rest} if rest else {}, delay=SOON if rest else WEEK)


def addresses(site) -> Iterator[str]:
    """Every address of another host to which a published page leads."""
    catalog, home = getToolByName(site, "portal_catalog"), site.absolute_url()
    for brain in catalog.unrestrictedSearchResults(
        portal_type=translated_types(), review_state="published"
    ):
        page = brain._unrestrictedGetObject()
        for field in fields_of(page):
            for link in reading_of(page, field).links:
                address = absolute(link.address, brain.getURL(), home)
                if address and len(address) <= LONGEST and not is_own(address, home):
                    yield address
