"""Managers see what waits and what failed, never what it is about."""

from datetime import timedelta

import pytest
import transaction
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zope.component import getUtilitiesFor

from permitdesk.core import clock, jobs
from permitdesk.core.interfaces import IJobHandler
from permitdesk.site.views.jobs import TITLES


@pytest.fixture
def site(functional):
    """A portal without the jobs that setting it up has recorded."""
    site = functional["portal"]
    queue = jobs.queue(site, create=True)
    for key in list(queue):
        queue.remove(key)
    transaction.commit()
    return site


@pytest.fixture
def browser(functional):
    browser = Browser(functional["app"])
    browser.handleErrors = False
    return browser


def a_failed_job(site, tries=1):
    key = jobs.enqueue("tests.job", {"to": "amira@example.org"})
    for number in range(tries):
        with clock.frozen(clock.now() + timedelta(days=number * 2)):
            jobs.fail(site, jobs.take(site), ValueError("amira@example.org"))
    transaction.commit()
    return key


def test_a_manager_sees_a_failed_job_and_tries_it_again(site, browser):
    key = a_failed_job(site, tries=len(jobs.DELAYS) + 1)
    assert key in jobs.queue(site).dead
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(site.absolute_url() + "/@@jobs")
    assert "tests.job" in browser.contents
    assert "ValueError" in browser.contents
    assert "amira" not in browser.contents
    browser.getControl("Jetzt noch einmal versuchen").click()
    assert "wird jetzt noch einmal versucht" in browser.contents
    transaction.begin()
    assert key not in jobs.queue(site).dead
    assert jobs.queue(site).due[key] <= clock.now()


def test_without_a_token_nothing_is_tried_again(site, browser):
    key = a_failed_job(site)
    before = jobs.queue(site).due[key]
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.post(site.absolute_url() + "/@@jobs", f"key={key}")
    assert browser.headers["status"].startswith("403")
    transaction.begin()
    assert jobs.queue(site).due[key] == before


def test_nobody_else_sees_the_page(site, browser):
    a_failed_job(site)
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    browser.open(site.absolute_url() + "/@@jobs")
    assert "tests.job" not in browser.contents


def test_a_job_is_called_by_what_it_does(site, browser):
    jobs.enqueue("permitdesk.mail", {"to": "amira@example.org"})
    transaction.commit()
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    browser.open(site.absolute_url() + "/@@jobs")
    assert "E-Mail senden" in browser.contents
    assert "permitdesk.mail" not in browser.contents


def test_every_job_has_a_name(functional):
    handlers = {name for name, _handler in getUtilitiesFor(IJobHandler)}
    assert {name for name in handlers if name.startswith("permitdesk.")} == set(TITLES)
