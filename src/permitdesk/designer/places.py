"""From the place of a finding to the page on which one mends it."""

from urllib.parse import urlencode

from permitdesk.services.findings import Place

# The page of each kind of place, and under what name it takes what the place is called.
_PAGES = {
    "step": ("design-step", "step"),
    "field": ("design-question", "name"),
    "option": ("design-question", "name"),
    "document": ("design-document", "name"),
    "hint": ("design-hint", "id"),
    "prerequisite": ("design-prerequisite", "id"),
    "value": ("design-value", "name"),
    "fee": ("design-fees", ""),
    "language": ("translations", "to"),
    "example": ("try-out-example", "example"),
    "text": ("texts", ""),
    "address": ("texts", ""),
}


def page_of(place: Place) -> tuple[str, str]:
    """The page's name and what stands behind ``?``; the form as a whole for what has none."""
    page, key = _PAGES.get(place.kind, ("design", ""))
    query = {key: place.name} if key and place.name else {}
    if place.kind == "language" and place.part:
        query["state"] = place.part
    return page, urlencode(query)
