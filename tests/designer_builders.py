"""Designers as tests write them: who they are, and a browser in which they are signed in."""

import transaction
from plone.app.testing import TEST_USER_ID, TEST_USER_ROLES, setRoles
from plone.testing.zope import Browser

PASSWORD = "Correct-horse-9"


def a_designer(portal, name: str = "gesa", full_name: str = "Gesa Gestalt") -> str:
    """Somebody who may configure and publish services, and nothing else."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    portal.acl_users.userFolderAddUser(name, PASSWORD, ["Member", "Service Designer"], [])
    portal.portal_membership.getMemberById(name).setMemberProperties({"fullname": full_name})
    setRoles(portal, TEST_USER_ID, TEST_USER_ROLES)
    transaction.commit()
    return name


def signed_in(app, name: str, language: str = "de") -> Browser:
    """A browser of that person, without JavaScript."""
    browser = Browser(app)
    browser.addHeader("Authorization", f"Basic {name}:{PASSWORD}")
    browser.addHeader("Accept-Language", language)
    browser.handleErrors = True
    browser.raiseHttpErrors = False
    return browser
