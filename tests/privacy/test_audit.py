"""The audit trail takes records, keeps their order, and survives a GET."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import transaction
from BTrees.OOBTree import OOBTree
from plone.app.testing import TEST_USER_ID, setRoles
from plone.protect.auto import SAFE_WRITE_KEY
from zope.annotation.interfaces import IAnnotations

import permitdesk
from permitdesk import privacy
from permitdesk.core import clock
from permitdesk.privacy import audit, audit_entry
from permitdesk.privacy.acts import ACTS
from permitdesk.privacy.views.audit import AuditPage

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_records_of_a_day_come_newest_first(portal):
    for hours in (0, 2, 1):
        with clock.frozen(NOON + timedelta(hours=hours)):
            privacy.record("case.read", f"EM-{hours}", "page", who="anna")
    entries = list(privacy.trail(date(2026, 5, 4)))
    assert [entry.subject for entry in entries] == ["EM-2", "EM-1", "EM-0"]
    assert entries[0].who == "anna"
    assert [entry.subject for entry in privacy.trail(date(2026, 5, 4), "EM-1")] == ["EM-1"]
    assert list(privacy.trail(date(2026, 5, 5))) == []


def test_a_day_is_the_day_at_the_office(portal):
    with clock.frozen(datetime(2026, 5, 4, 22, 30, tzinfo=UTC)):  # half past midnight there
        privacy.record("case.read", "EM-1", "page", who="anna")
        assert [entry.subject for entry in privacy.trail(clock.today())] == ["EM-1"]
    assert list(privacy.trail(date(2026, 5, 4))) == []


def test_a_record_carries_who_did_it(portal):
    privacy.record("case.read", "EM-1")
    assert next(privacy.trail(clock.today())).who == "test_user_1_"


def test_nothing_changes_or_removes_a_record(portal):
    verbs = [name for name in dir(privacy) if callable(getattr(privacy, name))]
    assert set(verbs) == {"audit_entry", "prepare", "record", "trail"}
    privacy.record("case.read", "EM-1")
    privacy.prepare(portal)
    assert next(privacy.trail(clock.today())).subject == "EM-1"


def test_records_lie_under_random_keys(portal):
    for number in range(20):
        privacy.record("case.read", str(number))
    day = IAnnotations(portal)[audit.ANNOTATION][clock.today().isoformat()]
    keys = [key for tree in day._trees for key in tree]
    assert len(keys) == len(set(keys)) == 20
    assert {len(key) for key in keys} == {12}


def test_a_writer_keeps_to_one_of_a_days_trees(portal):
    for number in range(20):
        privacy.record("case.read", str(number))
    day = IAnnotations(portal)[audit.ANNOTATION][clock.today().isoformat()]
    assert sorted(len(tree) for tree in day._trees) == [0] * (audit.TREES - 1) + [20]
    del day._v_tree  # another connection
    chosen = set()
    for number in range(200):
        day._v_tree = None
        privacy.record("case.read", str(number))
        chosen.add(day._v_tree)
    assert len(chosen) > 1
    assert len(list(privacy.trail(clock.today()))) == 220


def test_a_day_that_began_as_one_tree_goes_on(portal):
    today, days = clock.today(), IAnnotations(portal)[audit.ANNOTATION]
    before = ("2026-05-04T10:00:00.000+00:00", "anna", "case.read", "EM-1", "")
    days[today.isoformat()] = OOBTree({b"0" * 12: before})
    privacy.record("case.read", "EM-2")
    assert {entry.subject for entry in privacy.trail(today)} == {"EM-1", "EM-2"}


def test_only_the_trail_is_declared_a_safe_write(portal, http_request):
    transaction.savepoint(optimistic=True)
    portal.title = "changed on GET"
    for number in range(200):
        privacy.record("case.read", str(number))
    safe = http_request.environ.get(SAFE_WRITE_KEY, [])
    assert portal._p_oid not in safe
    registered = [obj for obj in portal._p_jar._registered_objects if obj is not portal.aq_base]
    assert {obj._p_oid for obj in registered if "BTree" in type(obj).__name__} <= {*safe, None}


def test_every_kind_of_record_has_words():
    kinds = {action.partition(".")[0] for action in ACTS}
    written = "|".join(map(re.escape, sorted(kinds)))
    named = re.compile(
        rf'(?:record|_record|add|recorded)\((?:[^()"]|\([^()]*\))*"((?:{written})\.[a-z-]+)"'
    )
    package = Path(permitdesk.__file__).parent
    found = {action for path in package.rglob("*.py") for action in named.findall(path.read_text())}
    assert len(found) > 60
    assert found - set(ACTS) == set()


def test_the_page_says_who_and_what_in_words(portal, http_request):
    privacy.record("case.read", "EM-1", "api messages", who=TEST_USER_ID)
    privacy.record("account.joined", "anna", "auditors", who="")
    page = AuditPage(portal, http_request)
    # Both may be of one moment, and then either stands first.
    rows = ([cell.text for cell in row] for row in page.table().rows[:2])
    joined, read = sorted(rows, key=lambda row: row[3], reverse=True)
    assert read[1:] == [
        TEST_USER_ID,
        "Vorgang gelesen",
        "EM-1",
        "über die Schnittstelle (messages)",
    ]
    assert joined[1:] == [
        "niemand angemeldet",
        "Konto in Gruppe aufgenommen",
        "anna",
        "Datenschutz und Prüfung",
    ]


def test_only_who_may_read_the_trail_finds_it_in_the_menu(portal, http_request):
    assert audit_entry(http_request, "de") is None
    setRoles(portal, TEST_USER_ID, ["Auditor"])
    assert audit_entry(http_request, "de").title == "Protokoll der Zugriffe"
