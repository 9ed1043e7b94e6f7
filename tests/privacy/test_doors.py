"""Whoever administers Zope neither carries the cases away nor undoes what was recorded."""

import json
from base64 import b64encode
from io import BytesIO

import pytest
import transaction
from App.ApplicationManager import AltDatabaseManager
from OFS.ObjectManager import ObjectManager
from plone.app.testing import SITE_OWNER_NAME, SITE_OWNER_PASSWORD
from plone.testing.zope import Browser
from zExceptions import Forbidden

from casework_builders import PASSWORD, a_case, a_user, an_office
from permitdesk import privacy


@pytest.fixture
def administrator(functional):
    browser = Browser(functional["app"])
    browser.raiseHttpErrors = False
    browser.addHeader("Authorization", f"Basic {SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}")
    return browser


@pytest.mark.parametrize(
    "path",
    [
        "manage_exportObject?id=plone&download:int=1",
        "plone/manage_exportObject?id=office&download:int=1",
        "plone/office/two/manage_exportObject?id=a-k&download:int=1",
        "plone/office/two/manage_exportObject?id=a-k",
        "manage_importObject?file=office.zexp",
    ],
)
def test_no_export_and_no_import_through_the_web(functional, administrator, path):
    an_office(functional["portal"])
    a_case("Abbas")
    transaction.commit()
    administrator.open(f"http://nohost/{path}")
    assert administrator.headers["status"].startswith(("403", "404"))
    assert "GEHEIM" not in str(administrator.contents)


def test_zope_would_give_it_all(functional):
    """The hole, so that the door above has something to close."""
    an_office(functional["portal"])
    a_case("Abbas")
    transaction.commit()
    exported = BytesIO()
    functional["portal"]._p_jar.exportFile(functional["portal"]._p_oid, exported)
    assert b"GEHEIME ANTWORT" in exported.getvalue()


def test_no_undo_through_the_web(portal, caplog):
    privacy.record("case.read", "EM-2026-7KQ4M-9TX2B")
    with pytest.raises(Forbidden):
        AltDatabaseManager().manage_undo_transactions(("AAAA now / x",))
    with pytest.raises(Forbidden):
        ObjectManager.manage_exportObject(portal, "office")
    assert "tried to export" in caplog.text


@pytest.mark.parametrize("role", ["Caseworker", "Editor", "Site Administrator", "Manager"])
def test_nobody_lists_or_undoes_transactions_by_rest(functional, role):
    """A site administrator could take back the record of a reading, or a change of access; and
    everybody signed in saw who opened which case when."""
    portal = functional["portal"]
    an_office(portal)
    a_user(portal, "curious", role)
    transaction.commit()
    browser = Browser(functional["app"])
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    headers["Authorization"] = f"Basic {b64encode(f'curious:{PASSWORD}'.encode()).decode()}"
    body = json.dumps({"transaction_ids": ["QkExUzRES0JEcnM9 now"]})

    for method, text in (("GET", ""), ("PATCH", body)):
        answer = browser.testapp.request(
            f"{portal.absolute_url()}/@transactions",
            method=method,
            headers=headers,
            body=text.encode(),
            expect_errors=True,
        )
        assert answer.status_int in (401, 403), (method, answer.status)
