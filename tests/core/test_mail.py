"""Mails are recorded with their cause and sent by the worker."""

import pytest
import transaction

from permitdesk.core import jobs, worker
from permitdesk.core.mail import queue_mail


@pytest.fixture
def site(functional):
    return functional["portal"]


def drain(site):
    transaction.commit()
    worker.run_due(site._p_jar.db())
    transaction.begin()


def test_in_development_a_mail_is_a_readable_file(site, tmp_path, monkeypatch):
    monkeypatch.setenv("PERMITDESK_MAIL_DIRECTORY", str(tmp_path))
    queue_mail("amira@example.org", "Ihr Antrag ist da – وصل طلبك", "Guten Tag\nمرحبا\n", "ar")
    assert not list(tmp_path.iterdir())
    drain(site)
    (path,) = tmp_path.iterdir()
    text = path.read_text()
    assert "To: amira@example.org\n" in text
    assert "Subject: Ihr Antrag ist da – وصل طلبك\n" in text
    assert "Content-Language: ar\n" in text
    assert text.endswith("\n\nGuten Tag\nمرحبا\n")
    assert path.stat().st_mode & 0o077 == 0


def test_otherwise_it_goes_out_by_plones_mail_settings(site, monkeypatch):
    monkeypatch.delenv("PERMITDESK_MAIL_DIRECTORY", raising=False)
    site.portal_registry["plone.email_from_address"] = "portal@example.org"
    sent = []

    class Server:
        def send(self, sender, to, message):
            sent.append((sender, to, message))

    monkeypatch.setattr(type(site.MailHost.aq_base), "_makeMailer", lambda self: Server())
    monkeypatch.setattr(
        type(site.MailHost.aq_base),
        "_send",
        lambda self, sender, to, message, immediate=False: (
            self._makeMailer().send(sender, to, message) if immediate else None
        ),
    )
    queue_mail("amira@example.org", "Betreff", "Text", "de")
    drain(site)
    ((sender, to, message),) = sent
    assert "portal@example.org" in sender
    assert to == ["amira@example.org"]
    assert b"Subject: Betreff" in message


def test_without_a_sender_the_mail_waits(site, monkeypatch):
    monkeypatch.delenv("PERMITDESK_MAIL_DIRECTORY", raising=False)
    site.portal_registry["plone.email_from_address"] = None
    key = queue_mail("amira@example.org", "Betreff", "Text", "de")
    drain(site)
    assert jobs.queue(site).get(key).error == "NoSenderError"


@pytest.mark.parametrize(
    "to, subject",
    [("no address", "x"), ("a@example.org\nBcc: b@example.org", "x"), ("a@example.org", "x\ny")],
)
def test_no_header_can_be_smuggled_in(site, to, subject):
    with pytest.raises(ValueError):
        queue_mail(to, subject, "Text", "de")
