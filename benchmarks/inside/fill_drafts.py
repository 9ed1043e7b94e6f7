"""Runs inside Zope: fills the store with drafts, by the code that the wizard uses.

``fill_drafts.py SERVICE COUNT``: each draft holds one step with 45 answers.
"""

import os
import sys

import transaction
from benchmarks.forms import answers
from zope.component.hooks import setSite

from permitdesk.intake import drafts
from permitdesk.intake.draft import StepState

BATCH = 500
service, count = sys.argv[-2], int(sys.argv[-1])
site = globals()["app"][os.environ["PERMITDESK_SITE"]]
setSite(site)
for number in range(count):
    draft = drafts.create(site, service, 1, "de")
    draft.keep_step("s1", StepState(answers(number)))
    if number % BATCH == BATCH - 1:
        transaction.commit()
        site._p_jar.cacheGC()
transaction.commit()
