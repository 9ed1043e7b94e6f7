"""A sealed inbox: who holds its code can put in one document, and can open nothing."""

import secrets
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from documents.files import a_pdf
from permitdesk.core import clock, reference
from permitdesk.documents import inspect
from permitdesk.intake import drafts, inboxes, pairs, vault
from permitdesk.intake.draft import StepState
from permitdesk.intake.inbox import GRACE, LIFETIME

WORD = "GEHEIME ANTWORT"
PAPER = "employer_declaration"


@pytest.fixture
def site(integration):
    return integration["portal"]


@pytest.fixture
def draft(site):
    opened = drafts.create(site, "employment", 3, "de")
    opened.keep_step("purpose", StepState({"job": WORD}))
    return opened


def inspected(data, name="Erklärung.pdf"):
    return inspect(BytesIO(data), name, ("application/pdf",), 10_000_000)


def put(site, code, data, name="Erklärung.pdf"):
    with inspected(data, name) as found:
        return inboxes.find(site, code).put(code, found)


@given(st.integers(0, 31), st.integers(0, 7))
def test_only_the_private_key_and_what_went_along_reach_the_key_again(place, bit):
    private, public = pairs.new_pair()
    along, key = pairs.key_for(public)
    assert pairs.key_of(private, along) == key
    other, _public = pairs.new_pair()
    assert pairs.key_of(other, along) != key
    assert pairs.key_for(public)[1] != key, "each sealing has a key of its own"
    changed = bytearray(along)
    changed[place] ^= 1 << bit
    assert pairs.key_of(private, bytes(changed)) != key


def test_what_is_put_in_comes_out_for_the_owner(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    pdf = a_pdf(2)
    came = put(site, link.code, pdf)
    (arrived,) = draft.documents
    assert (arrived.requirement, arrived.filename, arrived.by_link) == (
        PAPER,
        "Erklärung.pdf",
        True,
    )
    assert arrived.sha256 == came.sha256
    assert b"".join(draft.read_document(arrived.id)) == pdf


def test_its_code_opens_no_draft_and_the_drafts_code_no_inbox(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    assert drafts.find(site, link.code) is None
    assert inboxes.find(site, draft.code) is None
    for wrapped in draft.draft.wraps.values():
        with pytest.raises(vault.DamagedError):
            vault.unwrap(wrapped, link.code, draft.draft.id)


def test_nothing_stored_can_be_read_with_the_code_alone(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    put(site, link.code, a_pdf(2))
    inbox = inboxes.find(site, link.code)
    stored = [inbox.task, inbox.about, inbox.along, inbox.public, inbox.receipt]
    for plain in (WORD, PAPER, "Erkl", link.code, link.code.replace("-", "")):
        assert all(plain.encode() not in each for each in stored)
    with inbox.file.open("r") as sealed:
        assert b"%PDF" not in sealed.read()
    assert bytes.fromhex(link.private) not in b"".join(stored)
    with pytest.raises(vault.DamagedError):
        inbox.read_about(secrets.token_bytes(32))
    assert inbox.asked(link.code).requirement == PAPER
    with pytest.raises(vault.DamagedError):
        inbox.asked(reference.make_code(secrets.token_bytes(32)))


def test_a_file_of_one_inbox_does_not_open_as_that_of_another(site, draft):
    one, other = (inboxes.issue(site, draft, name) for name in (PAPER, "power_of_attorney"))
    put(site, one.code, a_pdf(1))
    put(site, other.code, a_pdf(2))
    first, second = inboxes.find(site, one.code), inboxes.find(site, other.code)
    first.file, first.along, first.about = second.file, second.along, second.about
    with pytest.raises((vault.DamagedError, InvalidTag)):
        first.read_about(bytes.fromhex(one.private))


def test_a_new_code_ends_the_one_before_and_drops_what_came(site, draft):
    first = inboxes.issue(site, draft, PAPER)
    put(site, first.code, a_pdf())
    second = inboxes.issue(site, draft, PAPER)
    assert inboxes.find(site, first.code) is None
    assert inboxes.find(site, second.code) is not None
    assert draft.documents == ()
    assert [each.code for each in draft.links] == [second.code]


def test_removing_what_came_ends_the_code(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    put(site, link.code, a_pdf())
    draft.remove_document(draft.documents[0].id)
    assert draft.documents == () and draft.links == ()
    assert inboxes.find(site, link.code) is None


def test_it_ends_with_its_time_and_what_came_stays_while_the_draft_does(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    unused = inboxes.issue(site, draft, "power_of_attorney")
    put(site, link.code, a_pdf())
    with clock.frozen(clock.now() + LIFETIME + timedelta(minutes=1)):
        assert inboxes.find(site, link.code) is inboxes.find(site, unused.code) is None
        assert inboxes.drop_expired(site) == 1
        assert [each.requirement for each in draft.documents] == [PAPER]


def test_a_draft_does_not_end_right_after_something_arrived(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    ends = draft.draft.expires
    with clock.frozen(ends - timedelta(hours=1)):
        put(site, link.code, a_pdf())
        assert draft.draft.expires == clock.now() + GRACE > ends
    put_early = inboxes.issue(site, draft, "power_of_attorney")
    ends = draft.draft.expires
    put(site, put_early.code, a_pdf())
    assert draft.draft.expires == ends, "it never ends earlier"


def test_it_ends_with_its_draft(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    put(site, link.code, a_pdf())
    inbox = inboxes.find(site, link.code)
    drafts.drop(site, draft.draft)
    assert inboxes.find(site, link.code) is None
    assert inbox.file is None
    assert inboxes.drop_expired(site) == 1


def test_once_sent_the_code_leads_to_the_case_and_the_file_goes_with_the_draft(site, draft):
    used, unused = (inboxes.issue(site, draft, name) for name in (PAPER, "power_of_attorney"))
    put(site, used.code, a_pdf())
    draft.mark_sent("EM-1", "code", clock.now() + timedelta(hours=24))
    inboxes.lead_to_case(site, draft, "EM-1")
    assert len(draft.documents) == 1, "until it is sure that the case is stored"
    draft.empty()
    inbox = inboxes.find(site, unused.code)
    assert (inbox.reference, inbox.for_case) == ("EM-1", "power_of_attorney")
    assert inboxes.find(site, used.code).file is None
    assert inboxes.find(site, used.code).came(used.code), "it can still be seen that it came"
    drafts.drop(site, draft.draft)
    assert inboxes.find(site, unused.code) is inbox
    assert {each.for_case for each in inboxes.of_case(site, "EM-1")} == {
        PAPER,
        "power_of_attorney",
    }


def test_a_sending_that_failed_gives_the_inboxes_back(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    draft.mark_sent("EM-1", "code", clock.now() + timedelta(hours=24))
    inboxes.lead_to_case(site, draft, "EM-1")
    draft.unmark_sent()
    assert inboxes.find(site, link.code).reference == ""
    put(site, link.code, a_pdf())
    assert len(draft.documents) == 1


def test_a_code_made_for_a_case_ends_the_one_before(site):
    task = inboxes.Task("employment", 1, PAPER)
    first = inboxes.issue_for_case(site, "EM-2", task)
    second = inboxes.issue_for_case(site, "EM-2", task)
    assert inboxes.find(site, first) is None
    assert inboxes.of_case(site, "EM-2") == [inboxes.find(site, second)]
    with clock.frozen(clock.now() + LIFETIME + timedelta(minutes=1)):
        assert inboxes.drop_expired(site) == 2
        assert inboxes.of_case(site, "EM-2") == []


def test_going_on_with_a_newer_revision_keeps_what_came(site, draft):
    link = inboxes.issue(site, draft, PAPER)
    put(site, link.code, a_pdf())
    moved = [replace(each, requirement=f"left:{PAPER}") for each in draft.documents]
    draft.renew(4, {}, [], [], moved)
    (kept,) = draft.documents
    assert kept.requirement == f"left:{PAPER}"
    assert b"".join(draft.read_document(kept.id))
