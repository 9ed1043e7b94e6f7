"""Runs inside Zope: prints what the database holds, read anew from the storage, as JSON: cases, and
the drafts that the codes in FAULT_CODES open."""

import hashlib
import json
import os

from ZODB.POSException import POSKeyError
from zope.component.hooks import setSite

from permitdesk.casework.office import office
from permitdesk.core import clock, jobs
from permitdesk.intake import drafts


def digest(document) -> str | None:
    """The hash of a document's bytes; None when the storage has lost them."""
    try:
        return document.stored_sha256()
    except POSKeyError:
        return None


def held(draft) -> dict:
    """What somebody would find who comes back with its code."""
    steps = [draft.step(name).values for name in STEPS]
    return {
        "answers": {name: value for values in steps for name, value in values.items()},
        "sent": bool(draft.sent),
        "files": [
            (each.filename, hashlib.sha256(b"".join(draft.read_document(each.id))).hexdigest())
            for each in draft.documents
        ],
    }


STEPS = ("municipality", "topic", "sender", "about", "reach", "message")
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
setSite(site)
opened = {code: drafts.find(site, code) for code in json.loads(os.environ.get("FAULT_CODES", "[]"))}
print("DRAFTS " + json.dumps({code: held(each) for code, each in opened.items() if each}))  # noqa: T201
