"""How long a request waits before it is tried again."""

import pytest
from ZODB.POSException import ConflictError, ReadConflictError
from ZPublisher.HTTPRequest import WSGIRequest

from permitdesk.core import retry


class Request:
    retry_count = 0

    def _old_delay_retry(self):
        self.waited_as_zope = True


def waits(monkeypatch, error: Exception, tries: int, request=None) -> list[float]:
    """The longest that it may sleep after so many tries, for each of the sleeps."""
    slept: list[float] = []
    monkeypatch.setattr(retry.random, "uniform", lambda least, most: most)
    monkeypatch.setattr(retry.time, "sleep", slept.append)
    request = request or Request()
    request.retry_count = tries
    try:
        raise error
    except Exception:
        retry.delay(request)
    return slept


@pytest.mark.parametrize("error", [ConflictError, ReadConflictError])
def test_after_a_conflict_it_waits_about_as_long_as_a_commit_takes(monkeypatch, error):
    longest = [waits(monkeypatch, error(), tries)[0] for tries in range(8)]
    assert longest[0] <= 0.05
    assert longest == sorted(longest)
    assert longest[-1] == retry.LONGEST
    assert sum(longest) < 8, "no thread is held longer than a person waits"


def test_who_lost_the_storage_waits_as_long_as_zope_does(monkeypatch):
    request = Request()
    assert waits(monkeypatch, OSError(), 0, request) == []
    assert request.waited_as_zope


def test_the_publisher_asks_here(portal):
    assert WSGIRequest.delay_retry is retry.delay
