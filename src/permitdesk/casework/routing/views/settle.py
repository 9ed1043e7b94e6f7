"""Confirms or rejects that another case is of the same person or family; moves nothing."""

from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import MethodNotAllowed

from permitdesk.casework.once import form_key
from permitdesk.casework.routing.suggestions import settle


class Settle(BrowserView):
    """``other`` is the reference, ``kind`` person or family, ``verdict`` yes or no.

    What is no suggestion (any more) changes nothing.
    """

    def __call__(self):
        if self.request.method != "POST":
            raise MethodNotAllowed("POST")
        CheckAuthenticator(self.request)
        form = self.request.form
        sent = {name: form.get(name) for name in ("other", "kind", "verdict", "key")}
        if all(isinstance(each, str) for each in sent.values()) and sent["verdict"] in _VERDICTS:
            settle(
                self.context,
                sent["other"],
                sent["kind"],
                _VERDICTS[sent["verdict"]],
                form_key(self.request),
            )
        address = f"{self.context.absolute_url()}#suggestions"
        return self.request.response.redirect(address, status=303)


_VERDICTS = {"yes": True, "no": False}
