"""Runs inside Zope: prints what the database holds, read anew from the storage, as JSON."""

import json
import os

from ZODB.POSException import POSKeyError

from permitdesk.casework.office import office
from permitdesk.core import clock, jobs


def digest(document) -> str | None:
    """The hash of a document's bytes; None when the storage has lost them."""
    try:
        return document.stored_sha256()
    except POSKeyError:
        return None


site = globals()["app"][os.environ["PERMITDESK_SITE"]]
found = []
place = office(site)
for unit in place.objectValues():
    for desk in unit.objectValues():
        for case in desk.objectValues():
            sent = case.application
            found.append(
                {
                    "reference": case.reference,
                    "message": sent.answers.get("message"),
                    "documents": [digest(document) for document in sent.documents],
                }
            )
waiting = jobs.queue(site)
print("STORED " + json.dumps(found))  # noqa: T201
# A job whose worker was killed waits for its lease to end; what is due has no such excuse.
print(f"JOBS {len(waiting.due_keys(clock.now())) if waiting is not None else 0}")  # noqa: T201
