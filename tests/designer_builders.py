"""Designers as tests write them: who they are, and a browser in which they are signed in."""

from urllib.parse import urlencode

import transaction
from lxml import html
from plone import api
from plone.app.testing import TEST_USER_ID, TEST_USER_ROLES, setRoles
from plone.testing.zope import Browser

from permitdesk.services.sheet import Sheet

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


def a_service(portal, id_: str, title: str = "Verpflichtungserklärung"):
    """A service in which nothing is asked yet."""
    with api.env.adopt_roles(["Manager"]):
        made = api.content.create(portal["services"], "Service", id_, title=title)
    transaction.commit()
    return made


class Screens:
    """A designer at the pages of one service; forms are filled in by the names of their inputs."""

    def __init__(self, layer, service: str, by: str = "gesa", language: str = "de"):
        self.layer, self.id = layer, service
        self.browser = signed_in(layer["app"], by, language)
        self.address = f"{layer['portal'].absolute_url()}/services/{service}"

    def open(self, page: str):
        self.browser.open(f"{self.address}/@@{page}")
        return self

    @property
    def page(self):
        return html.document_fromstring(self.browser.contents)

    @property
    def text(self) -> str:
        """What the page says, in one line."""
        return " ".join(self.page.text_content().split())

    @property
    def errors(self) -> list[str]:
        return [each.text_content().strip() for each in self.page.xpath("//*[@id='errors']//li")]

    def press(self, button: str, value: str = "1", /, **typed):
        """Fill in, and press a button."""
        form = next(each for each in self.page.forms if each.xpath(".//input[@name='edition']"))
        data = [(key, each) for key, each in form.form_values() if key not in typed]
        for key, each in typed.items():
            data += [(key, one) for one in (each if isinstance(each, list) else [each])]
        data = [pair for pair in data if pair[0] != button] + [(button, value)]
        self.browser.post(form.action, urlencode(data))
        return self

    @property
    def stored(self):
        """The service as it is stored now."""
        transaction.begin()
        return self.layer["portal"]["services"][self.id]

    @staticmethod
    def commit() -> None:
        transaction.commit()

    @property
    def sheet(self) -> Sheet:
        service = self.stored
        return Sheet(service.fields_model, service.hints, service.fee_rules)
