"""Runs inside Zope: prints what the database holds, read anew from the disk, as JSON."""

import json
import os

from permitdesk.casework.office import office

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
                    "documents": [document.stored_sha256() for document in sent.documents],
                }
            )
print("STORED " + json.dumps(found))  # noqa: T201
