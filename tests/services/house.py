"""A functional portal over HTTP: who asks, what, as whom."""

from dataclasses import dataclass

import requests
import transaction
from plone.app.testing import (
    SITE_OWNER_NAME,
    SITE_OWNER_PASSWORD,
    TEST_USER_ID,
    TEST_USER_ROLES,
    setRoles,
)

EDITOR = ("editor", "Correct-horse-9")
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:permitdesk="urn:permitdesk:service" xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema permitdesk:steps='{{"one": {{"minutes": 4}}}}'>
    <fieldset name="one" label="Eins">{fields}</fieldset>
  </schema>
</model>"""
NAME = '<field name="name" type="zope.schema.TextLine"><title>Name</title></field>'


@dataclass
class House:
    """A portal and its address."""

    portal: object
    url: str

    def ask(self, method: str, path: str, by: tuple[str, str] | None = None, **kwargs):
        """One JSON request; redirects are not followed."""
        headers = {"Accept": "application/json", **kwargs.pop("headers", {})}
        return requests.request(
            method,
            self.url + path,
            auth=by,
            headers=headers,
            allow_redirects=False,
            timeout=60,
            **kwargs,
        )

    def page(self, method: str, path: str, by: tuple[str, str] | None = None, **kwargs):
        """The same, as a browser asks."""
        headers = {"Accept": "text/html", **kwargs.pop("headers", {})}
        return self.ask(method, path, by, headers=headers, **kwargs)


def a_house(layer) -> House:
    portal = layer["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    portal.acl_users.userFolderAddUser(EDITOR[0], EDITOR[1], ["Member", "Editor"], [])
    setRoles(portal, TEST_USER_ID, TEST_USER_ROLES)
    transaction.commit()
    return House(portal, portal.absolute_url())


def a_model(fields: str = NAME) -> str:
    return MODEL.format(fields=fields)
