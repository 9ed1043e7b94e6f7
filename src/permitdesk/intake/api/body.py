"""Keeps a submission's body from being read before its size is known.

plone.restapi's login plugin parses the JSON of every request in search of a password: all of it,
whatever its size, and a deeply nested one ends in a 500. It looks at the exact media type only.
"""


def keep_body_unread(site, event) -> None:
    """Subscriber: the portal is about to be traversed."""
    request = event.request
    ahead = request.get("TraversalRequestNameStack") or ("",)
    if request.method == "POST" and ahead[0] == "@applications":
        request.environ["CONTENT_TYPE"] = "application/json; charset=utf-8"
