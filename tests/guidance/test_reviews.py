"""Pages whose day has come are listed, and editors hear of them by mail."""

from datetime import date

import pytest
from plone import api
from zope.lifecycleevent import modified

from permitdesk.core import clock, jobs
from permitdesk.guidance import reviews
from permitdesk.guidance.translating.coverage import Sought, found, pages

THE_DAY = date(2026, 12, 1)


@pytest.fixture
def on(monkeypatch):
    """``on(day)``: it is that day."""
    return lambda day: monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def editor(page):
    api.user.create("iris@kreis.example", "iris", "Correct-horse-9", properties={})
    api.group.add_user("editors", username="iris")
    page.review_by = THE_DAY
    modified(page)
    return api.portal.get()


def mails(site) -> list[dict]:
    queue = jobs.queue(site)
    known = (queue.get(key) for key in queue)
    return [jobs.payload(job) for job in known if job.name == "permitdesk.mail"]


def test_a_page_is_listed_from_the_day_on(editor, english):
    def due(day):
        return [each.title for each in found(pages(editor), Sought(due=True), day)]

    assert due(date(2026, 11, 30)) == []
    assert due(THE_DAY) == ["Arbeiten"]
    assert [title for _day, title, _address in reviews.due(editor, THE_DAY)] == ["Arbeiten"]


def test_editors_get_one_mail_and_another_after_a_week_or_for_another_page(editor, page, make, on):
    on(date(2026, 11, 30))
    assert reviews.remind(editor) == 0
    on(THE_DAY)
    assert reviews.remind(editor) == 1
    assert reviews.remind(editor) == 0
    (mail,) = mails(editor)
    assert mail["to"] == "iris@kreis.example"
    assert page.absolute_url() in mail["body"] and "@@coverage?due=1" in mail["body"]

    on(date(2026, 12, 8))
    assert reviews.remind(editor) == 1
    other = make(page.aq_parent, "GuidancePage", "neu", title="Neu", answer="Ja.")
    other.review_by = THE_DAY
    modified(other)
    assert reviews.remind(editor) == 1
    assert reviews.remind(editor) == 0
    page.review_by = other.review_by = date(2027, 1, 1)
    modified(page)
    modified(other)
    on(date(2026, 12, 24))
    assert reviews.remind(editor) == 0


def test_each_reminder_records_the_next_and_setting_up_twice_records_one(editor):
    def recorded():
        queue = jobs.queue(editor)
        return sum(queue.get(key).name == reviews.JOB for key in queue)

    before = recorded()
    reviews.begin_reminders(editor)
    assert recorded() == before == 1
    reviews.RemindEditors()(editor, {})
    assert recorded() == 2  # the worker takes the one that is done away


def test_source_and_day_stand_at_the_end_of_the_page(visitor, page):
    import transaction

    page.source, page.as_of = "AufenthG", date(2025, 4, 2)
    modified(page)
    transaction.commit()
    visitor.open(page.absolute_url())
    assert "Quelle" in visitor.contents and "AufenthG" in visitor.contents
    assert "2. April 2025" in visitor.contents


def test_an_existing_portal_gets_the_day(page):
    fti = api.portal.get_tool("portal_types")["GuidancePage"]
    kept = [each for each in fti.behaviors if each != reviews.BEHAVIOUR]
    fti.manage_changeProperties(behaviors="\n".join(kept))
    for _time in range(2):
        reviews.be_reviewed(api.portal.get())
    assert list(fti.behaviors) == [*kept, reviews.BEHAVIOUR]
