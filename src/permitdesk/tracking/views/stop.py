"""``…/status/stop``: the page behind the link in a mail that ends mails. Only its button does.

Opening it changes nothing and looks nothing up: whoever follows links in mails, a scanner too, may
do so. A mail program may send the POST by itself when its user says so (RFC 8058).
"""

from collections.abc import Mapping
from functools import cached_property
from urllib.parse import parse_qs, urlencode

from plone.protect.interfaces import IDisableCSRFProtection
from zope.interface import alsoProvides

from permitdesk.core import _
from permitdesk.theme import PageTemplate, private_no_store
from permitdesk.tracking import stop
from permitdesk.tracking.views.base import StatusView


class StopPage(StatusView):
    """Nobody signs in: the token in the address is enough, and good for nothing else."""

    index = PageTemplate("stop.pt")
    path = stop.PATH
    title = _("tracking_stop_title", default="Keine E-Mails mehr?")
    done = False

    def __call__(self) -> str:
        private_no_store(self.request.response)
        if self.posted and self.is_whole:
            # The token is secret and says everything: no forged form has one.
            alsoProvides(self.request, IDisableCSRFProtection)
            stop.end_by(self.site, self.sent)
            self.done = True
        return self.show()

    @cached_property
    def sent(self) -> str:
        """The token, from the form or, as mail programs send it, from the address."""
        found = self.request.form.get(stop.PARAMETER)
        if not isinstance(found, str):
            query = parse_qs(self.request.get("QUERY_STRING", ""))
            found = next(iter(query.get(stop.PARAMETER, [])), "")
        return found

    @cached_property
    def is_whole(self) -> bool:
        """Whether the token is one of ours; says nothing of what it is for."""
        return stop.is_token(self.sent)

    def alternates(self) -> Mapping[str, str]:
        query = f"?{urlencode({stop.PARAMETER: self.sent})}" if self.is_whole else ""
        return {tag: address + query for tag, address in super().alternates().items()}
