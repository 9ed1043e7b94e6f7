"""What the tests of the dossier share: a browser and the API, as one of the staff."""

from html import unescape

import requests
import transaction
from plone.testing.zope import Browser

from casework_builders import PASSWORD

JSON = {"Accept": "application/json", "Content-Type": "application/json"}


class Desk:
    """A browser of somebody who works here."""

    def __init__(self, app, user, errors=False):
        self.browser = Browser(app)
        self.browser.addHeader("Authorization", f"Basic {user}:{PASSWORD}")
        self.browser.handleErrors = errors
        self.browser.raiseHttpErrors = False

    def open(self, case, query=""):
        self.browser.open(f"{case.absolute_url()}{query}")
        return self.text

    @property
    def text(self):
        return unescape(self.browser.contents)

    def send(self, form, **fields):
        """Fill in a form of the page and send it; what is shown then."""
        found = self.browser.getForm(id=form)
        for name, value in fields.items():
            found.getControl(name=name.replace("__", ".")).value = value
        found.submit()
        transaction.begin()
        return self.text

    def press(self, address, index=0):
        """Press the button of a form that is sent to this page."""
        self.browser.getForm(action=f"/@@{address}", index=index).submit()
        transaction.begin()
        return self.text


def call(thing, method, path, user="anna", headers=JSON, **more):
    """A request to the API; the answer."""
    answer = requests.request(
        method,
        f"{thing.absolute_url()}/{path}",
        auth=(user, PASSWORD) if user else None,
        headers=headers,
        timeout=60,
        **more,
    )
    transaction.begin()
    return answer
