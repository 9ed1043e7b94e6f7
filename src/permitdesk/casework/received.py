"""Answers which day something was received on, by its fingerprint, and nothing else."""

from datetime import date

from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer

from permitdesk.casework.office import office
from permitdesk.intake.interfaces import IFingerprints


@implementer(IFingerprints)
@adapter(IPloneSiteRoot)
class Received:
    def __init__(self, site):
        self.site = site

    def received_on(self, beginning: str) -> date | None:
        return office(self.site).fingerprints.day(beginning)
