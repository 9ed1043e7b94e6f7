"""What the catalogue knows of translations, so that the coverage page wakes no page."""

from dataclasses import astuple

from plone.indexer import indexer

from permitdesk.core.languages import SOURCE
from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.translating.translations import is_bulk, states_known


@indexer(IGuidance)
def guidance_states(page) -> dict[str, tuple]:
    """Of a German page: by language the values of its ``PageState``. Others have none."""
    if page.language != SOURCE or is_bulk():
        raise AttributeError("guidance_states")
    return {tag: astuple(state) for tag, state in states_known(page).items()}
