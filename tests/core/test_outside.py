"""What the worker writes into mails begins with the address that people know."""

import pytest
import transaction

from core.test_jobs import handler
from permitdesk.core import jobs, worker


@pytest.fixture
def told(functional, monkeypatch):
    """Where the portal is, as a job of it sees that."""
    site = functional["portal"]
    monkeypatch.setenv("PERMITDESK_SITE", site.getId())
    for name in ("PERMITDESK_ADDRESS", "PERMITDESK_LISTENS"):
        monkeypatch.delenv(name, raising=False)

    def ask():
        seen = []
        with handler(lambda site, payload: seen.append(site.absolute_url())):
            jobs.enqueue("tests.job", {})
            transaction.commit()
            worker.run_due(site._p_jar.db())
            transaction.begin()
        return seen[-1]

    return ask


@pytest.mark.parametrize(
    "public", ["https://portal.example.de", "http://localhost:8103", "http://[::1]:8080"]
)
def test_the_public_address_counts(told, monkeypatch, public):
    monkeypatch.setenv("PERMITDESK_ADDRESS", public)
    monkeypatch.setenv("PERMITDESK_LISTENS", "127.0.0.1:8080")
    assert told() == public


def test_in_development_it_is_where_the_process_listens(told, monkeypatch):
    monkeypatch.setenv("PERMITDESK_LISTENS", "127.0.0.1:8080")
    assert told() == "http://127.0.0.1:8080"
