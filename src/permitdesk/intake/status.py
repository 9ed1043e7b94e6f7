"""Where the state of what was sent can be looked up: a higher room says so."""

from zope.component import queryAdapter

from permitdesk.core.interfaces import IStatusAddress


def status_address(site, language: str) -> str:
    """The address of the status page in a language; the home page's where there is none."""
    found = queryAdapter(site, IStatusAddress)
    return found(language) if found is not None else f"{site.absolute_url()}/{language}"
