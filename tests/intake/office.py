"""The office as far as intake sees it: keeps cases with real blobs, in trees of the portal."""

import hashlib

from BTrees.OOBTree import OOBTree
from persistent import Persistent
from Products.CMFPlone.interfaces import IPloneSiteRoot
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.component.hooks import getSite
from zope.interface import implementer

from permitdesk.core import clock
from permitdesk.intake.interfaces import IFingerprints, ISubmissionTarget

KEY = "tests.intake.office"


class Case(Persistent):
    def __init__(self, submission):
        self.service = submission.service
        self.answers = dict(submission.answers)
        self.language = submission.language
        self.channel = submission.channel
        self.entered_by = submission.entered_by
        self.missing = tuple(submission.missing)
        self.fingerprint = submission.fingerprint
        self.access_code_digest = submission.access_code_digest
        self.evidence = submission.evidence
        self.notice_address = submission.notice_address
        self.received_at = submission.received_at
        self.announced = tuple(submission.announced)
        self.requirements = [each.requirement for each in submission.documents]
        self.names = [each.filename for each in submission.documents]
        self.blobs = []
        for each in submission.documents:
            blob = Blob()
            with blob.open("w") as target:
                target.write(each.open().read())
            self.blobs.append(blob)

    def contents(self):
        found = []
        for blob in self.blobs:
            with blob.open("r") as source:
                found.append(source.read())
        return found


def filed(site):
    return IAnnotations(site).setdefault(KEY, OOBTree())


@implementer(ISubmissionTarget)
class Office:
    def __init__(self, service):
        self.service = service

    def receive(self, submission):
        filed(getSite())[submission.reference] = Case(submission)

    def stored(self, reference):
        case = filed(getSite()).get(reference)
        if case is None:
            return None
        return {
            "fingerprint": case.fingerprint,
            "documents": [hashlib.sha256(data).hexdigest() for data in case.contents()],
        }


@implementer(IFingerprints)
@adapter(IPloneSiteRoot)
class Received:
    def __init__(self, site):
        self.site = site

    def received_on(self, beginning):
        days = [
            clock.day_of(case.received_at)
            for case in filed(self.site).values()
            if case.fingerprint.startswith(beginning)
        ]
        return days[0] if len(days) == 1 else None
