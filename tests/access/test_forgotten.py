"""Forgotten passwords: no way tells whether an account exists, none fills a mailbox."""

import json
import re
from email import message_from_bytes
from email.policy import default

import pytest
import transaction
from plone import api
from plone.testing.zope import Browser
from Products.CMFPlone.tests.utils import MockMailHost
from Products.MailHost.interfaces import IMailHost
from zExceptions import HTTPTooManyRequests

from casework_builders import a_user
from permitdesk.core import gate

ADDRESS = "anna@example.org"


@pytest.fixture
def portal(functional, monkeypatch):
    portal = functional["portal"]
    a_user(portal, "anna", groups=("caseworkers",))
    with api.env.adopt_roles(["Manager"]):
        api.user.get("anna").setMemberProperties({"email": ADDRESS})
        a_user(portal, "nomail", groups=("caseworkers",))
        api.user.get("nomail").setMemberProperties({"email": ""})
        api.portal.set_registry_record("plone.email_from_address", "amt@example.org")
        api.portal.set_registry_record("plone.email_from_name", "Amt")
        api.portal.set_registry_record("plone.smtp_host", "localhost")
    portal._delObject("MailHost")
    portal._setObject("MailHost", MockMailHost("MailHost"))
    portal.getSiteManager().registerUtility(portal.MailHost, IMailHost)
    transaction.commit()
    gate.forget()
    monkeypatch.setenv("PERMITDESK_LIMITS", "")
    yield portal
    gate.forget()


def ask(portal, name, **body):
    """The answer of plone.restapi, as a program sees it."""
    browser = Browser(portal.aq_parent)
    browser.raiseHttpErrors = False
    browser.addHeader("Accept", "application/json")
    browser.post(
        f"{portal.absolute_url()}/@users/{name}/reset-password",
        json.dumps(body),
        "application/json",
    )
    return browser.headers["Status"].split()[0], browser.contents


def mails(portal):
    transaction.begin()
    return portal.MailHost.messages


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"reset_token": "x"},
        {"reset_token": "x", "new_password": "k"},
        {"reset_token": "x", "new_password": "Lang-genug-2026"},
        {"reset_token": "x", "old_password": "y"},
        {"old_password": "x", "new_password": "Lang-genug-2026"},
        {"old_password": "x"},
        {"new_password": "Lang-genug-2026"},
    ],
)
def test_an_unknown_name_is_answered_as_a_known_one(portal, body):
    known, unknown, without = (ask(portal, name, **body) for name in ("anna", "nobody", "nomail"))
    assert known == unknown == without
    assert known[0] in ("200", "400", "403")


def test_an_account_of_the_root_is_answered_as_an_unknown_name(portal):
    portal.aq_parent.acl_users.userFolderAddUser("emergency", "Lang-genug-2026", ["Manager"], [])
    transaction.commit()
    assert ask(portal, "emergency") == ask(portal, "nobody")


def test_a_mail_server_that_is_down_tells_nothing(portal, monkeypatch):
    """Plone's mail host connects when the transaction ends, unless it is told to do it at once."""

    def refuse():
        raise ConnectionRefusedError

    def send(self, *args, immediate=False, **more):
        refuse() if immediate else transaction.get().addBeforeCommitHook(refuse)

    monkeypatch.setattr(MockMailHost, "send", send)
    assert ask(portal, "anna") == ask(portal, "nobody")


def test_who_has_an_account_gets_the_mail(portal):
    assert ask(portal, "anna")[0] == "200"
    (mail,) = mails(portal)
    assert f"To: {ADDRESS}".encode() in mail


def test_mails_have_a_limit_for_the_account_that_nobody_sees(portal, monkeypatch):
    monkeypatch.setenv("PERMITDESK_LIMITS", "reset=100/100")
    answers = {ask(portal, name) for name in ["anna"] * 6 + ["nobody"] * 6}
    assert len(answers) == 1
    assert len(mails(portal)) == gate.BUDGETS[gate.ACCOUNT].burst


def test_who_asks_for_many_is_slowed_down_whatever_names_they_try(portal):
    statuses = [ask(portal, f"name{number}")[0] for number in range(7)]
    assert statuses == ["200"] * 5 + ["429"] * 2
    assert ask(portal, "anna")[0] == "429"
    assert not mails(portal)


def test_plones_own_pages_have_the_same_limits(portal):
    said = set()
    for name in ("anna", "nobody"):
        browser = Browser(portal.aq_parent)
        browser.post(f"{portal.absolute_url()}/mail_password", f"userid={name}")
        said.add((browser.url, browser.headers["Status"]))
    assert len(said) == 1
    tool = portal.portal_registration
    for _ in range(3):
        tool.mailPassword("anna", portal.REQUEST.clone())
    with pytest.raises(HTTPTooManyRequests):
        tool.mailPassword("anna", portal.REQUEST.clone())


def test_the_link_in_the_mail_gives_a_new_password_once(portal):
    browser = Browser(portal.aq_parent)
    browser.open(f"{portal.absolute_url()}/login-help?lang=de")
    browser.getControl(name="form.buttons.reset").click()
    assert 'id="errors"' in browser.contents, "the name is missing"
    browser.getControl(name="form.widgets.reset_password").value = "anna"
    browser.getControl(name="form.buttons.reset").click()
    assert "ist jetzt eine E-Mail unterwegs" in browser.contents
    (mail,) = mails(portal)
    text = message_from_bytes(mail, policy=default).get_content()
    (link,) = re.findall(r"http\S+/passwordreset/\w+", text)

    def choose(password, again):
        browser.getControl(name="userid").value = "anna"
        browser.getControl(name="password").value = password
        browser.getControl(name="password2").value = again
        browser.getControl("Neues Passwort speichern").click()

    browser.open(f"{link}?lang=de")
    choose("Ganz-neu-2026", "Ganz-anders-2026")
    assert 'id="errors"' in browser.contents
    choose("Ganz-neu-2026", "Ganz-neu-2026")
    assert browser.url.endswith("/office"), "signed in, and where the work is"
    again = Browser(portal.aq_parent)
    again.open(f"{link}?lang=de")
    assert "Dieser Link gilt nicht mehr" in again.contents


def test_an_address_that_somebody_typed_is_in_no_log(portal, caplog):
    caplog.set_level("INFO")
    browser = Browser(portal.aq_parent)
    browser.open(f"{portal.absolute_url()}/login-help")
    browser.getControl(name="form.widgets.recover_username").value = "somebody@example.org"
    browser.getControl(name="form.buttons.get_username").click()
    assert browser.headers["Status"].startswith("200")
    assert "somebody" not in caplog.text
