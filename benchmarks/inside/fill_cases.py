"""Runs inside Zope: files cases by the thousand, spread over all desks, services and states.

``fill_cases.py COUNT``: the same cases for the same count. Each is a real case with answers, and in
the case catalogue by the code that the portal uses; routing, mails and notices are left out. One in
ten has a document. It says how long filing one took.
"""

import hashlib
import io
import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SpecialUsers import system
from DateTime import DateTime
from zope.component.hooks import setSite

from permitdesk import services
from permitdesk.casework.case import Case
from permitdesk.casework.handover.assigning import all_desks
from permitdesk.casework.person import person
from permitdesk.casework.routing.filing import _case_id
from permitdesk.core.reference import digest, make_code, make_reference
from permitdesk.intake.interfaces import Submission, SubmittedDocument

BATCH = 250
TODAY = datetime(2026, 11, 28, 9, tzinfo=UTC)
NAMES = (
    "Abbas Müller Al-Ghazali Kaya Zhang Ivanova Petrenko Nguyen Hassan Yılmaz Özdemir Silva Tesfay"
    " Okafor Haddad Wolfeschlegelsteinhausenbergerdorff-Fürstenberg Demir García Kowalski Rahimi"
    " Bondarenko Ben-Salah Mohammadi Novák"
)
GIVEN = "Anna Omar Layla Yusuf Olena Kerem Wei Chidinma Samuel Rima Zoë Ahmad Fatma"
SCRIPTS = ("عمر الغزالي", "Олена Бондаренко", "张伟", "")
# A few are new; most were dealt with long ago.
STATES = {"received": 3, "in_review": 5, "documents_requested": 3, "decided": 1, "closed": 88}
PAPER = b"%PDF-1.7\n" + b"a paper of a benchmark\n" * 80

count, chance = int(sys.argv[-1]), random.Random(5)
site = globals()["app"][os.environ["PERMITDESK_SITE"]]
setSite(site)
newSecurityManager(None, system)
desks = list(all_desks(site["office"]).values())
offered = [
    (service, revision)
    for service in services.all_services(site)
    if (revision := services.published(service)) is not None
]


def day(days: int) -> str:
    return (TODAY + timedelta(days)).date().isoformat()


def answers(revision) -> dict[str, object]:
    """What the lists look at, and some text."""
    values = {
        "family-name": f"{chance.choice(NAMES.split())} {chance.choice('ABCDEFGHIKLMNOP')}",
        "given-names": chance.choice(GIVEN.split()),
        "name-original-script": chance.choice(SCRIPTS),
        "birth-date": f"{chance.randrange(1940, 2010)}-{chance.randrange(1, 13):02d}-12",
        "title-expires": day(chance.randrange(-60, 300)),
        "work-start": day(chance.randrange(-60, 120)),
        "urgency": chance.choice(("", "", "", "soon", "urgent")),
    }
    fields = ((revision.definition.marked(mark), value) for mark, value in values.items())
    found = {field.name: value for field, value in fields if field is not None and value}
    return {**found, "azr_number": str(chance.randrange(10**11, 10**12)), "note": "x" * 400}


def paper() -> SubmittedDocument:
    sha256 = hashlib.sha256(PAPER).hexdigest()
    return SubmittedDocument(
        "passport", "pass.pdf", "application/pdf", len(PAPER), sha256, lambda: io.BytesIO(PAPER), 1
    )


def filed(number: int) -> None:
    service, revision = chance.choice(offered)
    kind = getattr(service, "kind", "") or "application"
    given = answers(revision)
    (state,) = chance.choices(list(STATES), STATES.values())
    is_contact = kind == "contact" and state in ("documents_requested", "decided")
    age = chance.randrange(60) if state != "closed" else chance.randrange(60, 1500)
    submission = Submission(
        service=service.getId(),
        revision=revision.number,
        language=chance.choice(("de", "ar", "uk", "fa", "en", "tr")),
        answers=given,
        documents=[paper()] if number % 10 == 0 else [],
        received_at=TODAY - timedelta(age, chance.randrange(86_400)),
        reference=make_reference("BM", 2026, chance.randbytes(16)),
        access_code_digest=digest(make_code(chance.randbytes(32))),
        fingerprint=hashlib.sha256(str(number).encode()).hexdigest(),
        evidence={},
    )
    case = Case(
        _case_id(submission.reference), kind, submission, person(revision.definition, given)
    )
    case.decision = {"desk": "", "rule": "", "version": "", "reason": "no-match"}
    workflow = "permitdesk_contact" if kind == "contact" else "permitdesk_application"
    moved = {
        "action": None,
        "actor": "frau.kaya",
        "comments": "",
        "review_state": "in_review" if is_contact else state,
        "time": DateTime(),
    }
    case.workflow_history = {workflow: (moved,)}
    desk = chance.choice(desks)
    desk._setOb(case.getId(), case)
    desk[case.getId()].indexObject()


began = time.process_time()
for number in range(count):
    filed(number)
    if number % BATCH == BATCH - 1:
        transaction.commit()
        site._p_jar.cacheGC()
transaction.commit()
print(f"{(time.process_time() - began) / count * 1000:.1f} ms CPU a case")
