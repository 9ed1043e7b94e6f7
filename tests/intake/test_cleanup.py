"""The daily clean-up: what is over goes, what is not stays, and it comes back tomorrow."""

from datetime import timedelta

from permitdesk.core import clock, jobs
from permitdesk.intake import cleanup, drafts
from permitdesk.intake.draft import LIFETIME


def waiting(portal):
    queue = jobs.queue(portal)
    return [queue.due[key] for key in queue if queue.get(key).name == cleanup.JOB]


def test_what_is_over_goes_and_the_next_clean_up_is_recorded(portal):
    now = clock.now()
    with clock.frozen(now - LIFETIME):
        old = drafts.create(portal, "contact", 1, "de")
    young = drafts.create(portal, "contact", 1, "de")
    before = waiting(portal)

    with clock.frozen(now):
        cleanup.CleanUp()(portal, {})

    store = drafts._store(portal)
    assert old.draft.id not in store.by_id and old.draft.id not in store.by_code.values()
    assert drafts.find(portal, young.code) is not None
    (following,) = set(waiting(portal)) - set(before)
    assert following == now + timedelta(days=1)


def test_it_is_begun_once(portal):
    cleanup.begin(portal)
    cleanup.begin(portal)
    assert len(waiting(portal)) == 1
