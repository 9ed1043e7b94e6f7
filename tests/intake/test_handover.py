"""A draft goes from who helps to the applicant: what each code opens, and when no more."""

from datetime import UTC, datetime, timedelta

import pytest
from OFS.Folder import Folder
from zope.annotation.attribute import AttributeAnnotations
from zope.annotation.interfaces import IAnnotations, IAttributeAnnotatable
from zope.component import provideAdapter
from zope.interface import implementer

from permitdesk.core import clock, reference
from permitdesk.intake import code_mail, drafts, handover
from permitdesk.intake.assistance import APPLICANT, HELPER, Statement
from permitdesk.intake.draft import StepState
from permitdesk.intake.vault import lookup

NOW = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
STATEMENT = Statement("counsellor", "Karla Beispiel", "Beratung Auental", "oral")


@implementer(IAttributeAnnotatable)
class Site(Folder):
    """Stands where the portal stands: something that has annotations."""


@pytest.fixture
def site():
    provideAdapter(AttributeAnnotations)
    return Site("site")


def a_draft(site, statement=STATEMENT):
    draft = drafts.create(site, "employment", 3, "de")
    draft.keep_step("person", StepState({"family_name": "Nguyen"}))
    if statement is not None:
        handover.say(draft, statement)
    return draft


def handed_over(site, draft):
    """The draft as the applicant has it who has just confirmed."""
    viewing = handover.take(site, handover.offer(site, draft, "ar").code)
    return drafts.find(site, handover.confirm(site, viewing, "seen"))


def look_ups(site):
    return set(IAnnotations(site)[drafts.KEY].by_code) - {""}


def test_who_helps_stands_in_the_draft_and_may_be_said_otherwise(site):
    with clock.frozen(NOW):
        draft = a_draft(site)
        said = drafts.find(site, draft.code).assistance
        assert (said.statement, said.said_at, said.state) == (STATEMENT, NOW.isoformat(), "open")
    with clock.frozen(NOW + timedelta(hours=1)):
        handover.say(draft, Statement("relative", "Karla Beispiel", "", "written"))
        assert draft.assistance.statement.mandate == "written"
        assert draft.assistance.said_at == (NOW + timedelta(hours=1)).isoformat()


def test_a_draft_from_before_knows_of_no_help_and_of_no_hand_over(site):
    draft = a_draft(site, None)
    # As such a draft was stored: its class has the values.
    assert "passing" not in draft.draft.__dict__
    assert draft.assistance is None
    assert drafts.find(site, draft.code).step("person").values == {"family_name": "Nguyen"}
    assert drafts.drop_expired(site) == 0


def test_the_applicant_gets_the_same_draft_with_a_code_of_their_own(site):
    draft = a_draft(site)
    viewing = handover.take(site, handover.offer(site, draft, "ar").code)
    assert viewing.step("person").values == {"family_name": "Nguyen"}
    code = handover.confirm(site, viewing, "seen")
    theirs = drafts.find(site, code)
    assert theirs.draft is draft.draft
    assert (theirs.side, draft.side) == (APPLICANT, HELPER)
    assert draft.assistance.state == "confirmed", "the helper sees it"
    assert handover.viewed(site, viewing.code) is None, "that was for reading only"


def test_a_code_of_a_hand_over_works_once_and_opens_no_draft(site):
    draft = a_draft(site)
    code = handover.offer(site, draft, "ar").code
    assert handover.offered(draft).code == code
    assert drafts.find(site, code) is None
    assert handover.viewed(site, code) is None, "it is not typed yet"
    viewing = handover.take(site, code)
    assert handover.is_viewed(draft)
    assert handover.offered(draft) is None
    assert handover.take(site, code) is None
    assert drafts.find(site, viewing.code) is None, "who reads cannot change anything"
    assert handover.take(site, viewing.code) is None


def test_a_hand_over_ends_after_half_an_hour(site):
    with clock.frozen(NOW):
        draft = a_draft(site)
        code = handover.offer(site, draft, "ar").code
    with clock.frozen(NOW + handover.LIFETIME - timedelta(seconds=1)):
        assert handover.offered(draft).code == code
        viewing = handover.take(site, code)
    late = NOW + handover.LIFETIME * 2 - timedelta(seconds=1)
    with clock.frozen(late):
        assert handover.viewed(site, viewing.code) is None
        assert not handover.is_viewed(draft)
        assert len(look_ups(site)) == 2
        drafts.drop_expired(site)
        assert look_ups(site) == {lookup(draft.code)}, "the daily clean-up drops its key"
        assert drafts.find(site, draft.code)
        again = handover.offer(site, draft, "ar").code
    with clock.frozen(late + handover.LIFETIME):
        assert handover.offered(draft) is None
        assert handover.take(site, again) is None


def test_a_new_offer_ends_the_one_before_and_who_reads_begins_anew(site):
    draft = a_draft(site)
    first = handover.offer(site, draft, "ar").code
    second = handover.offer(site, draft, "fa").code
    assert handover.take(site, first) is None
    viewing = handover.take(site, second)
    third = handover.offer(site, draft, "fa").code
    assert handover.viewed(site, viewing.code) is None
    assert handover.take(site, third)


def test_after_sending_nothing_is_handed_over(site):
    draft = a_draft(site)
    code = handover.offer(site, draft, "ar").code
    draft.mark_sent("EM-2026-7KQ4M-9TX2B", "7KQ4", clock.now() + timedelta(hours=24))
    assert handover.take(site, code) is None
    draft.empty()
    assert handover.take(site, code) is None
    assert drafts.find(site, draft.code).sent, "its own code leads to the receipt"


def test_ending_the_access_ends_what_a_later_yes_gave(site):
    """Who helps may have said that yes to themselves."""
    draft = a_draft(site)
    theirs, later = handed_over(site, draft), handed_over(site, draft)
    mailed = drafts.issue_code(site, later, code_mail.kind(later))
    kept = drafts.issue_code(site, theirs, code_mail.kind(theirs))
    handover.withdraw(site, drafts.find(site, kept))
    assert look_ups(site) == {lookup(theirs.code), lookup(kept)}
    assert drafts.find(site, later.code) is None and drafts.find(site, mailed) is None


def test_a_later_yes_ends_nothing_that_an_earlier_one_gave(site):
    draft = a_draft(site)
    theirs, later = handed_over(site, draft), handed_over(site, draft)
    handover.withdraw(site, later)
    assert look_ups(site) == {lookup(theirs.code), lookup(later.code)}


def test_codes_of_a_yes_from_before_they_were_counted_stay(site):
    draft = a_draft(site)
    theirs = drafts.find(site, drafts.issue_code(site, draft, APPLICANT))
    mailed = drafts.issue_code(site, theirs, f"{APPLICANT} mail")
    assert code_mail.kind(drafts.find(site, mailed)) == f"{APPLICANT} mail"
    later = handed_over(site, draft)
    handover.withdraw(site, theirs)
    assert look_ups(site) == {lookup(theirs.code), lookup(mailed)}
    assert drafts.find(site, later.code) is None


def test_who_said_no_gets_no_code_and_nothing_is_sent_in_their_name(site):
    draft = a_draft(site)
    viewing = handover.take(site, handover.offer(site, draft, "ar").code)
    handover.decline(site, viewing)
    assert draft.assistance.state == "declined"
    assert not draft.assistance.may_send(HELPER)
    assert not handover.may_take_back(draft)
    assert look_ups(site) == {lookup(draft.code)}
    handover.say(draft, Statement("relative", "Jemand Anderes", "", "guardian"))
    assert not draft.assistance.may_send(HELPER), "another statement is no yes"
    handed_over(site, draft)
    assert draft.assistance.may_send(HELPER), "they thought it over"


def test_the_applicant_ends_the_helpers_access_and_keeps_everything(site):
    draft = a_draft(site)
    draft_code, mailed = draft.code, drafts.issue_code(site, draft, code_mail.KIND)
    theirs = handed_over(site, draft)
    waiting = handover.offer(site, draft, "de").code
    handover.withdraw(site, theirs)
    for code in (draft_code, mailed):
        assert drafts.find(site, code) is None
    assert handover.take(site, waiting) is None
    kept = drafts.find(site, theirs.code)
    assert kept.step("person").values == {"family_name": "Nguyen"}
    assert kept.assistance.state == "withdrawn"
    assert kept.assistance.confirmed_at, "that they had helped stays true"
    assert look_ups(site) == {lookup(theirs.code)}
    assert set(kept.draft.wraps) == look_ups(site)


def test_a_code_that_the_applicant_had_mailed_stays_theirs(site):
    draft = a_draft(site)
    drafts.issue_code(site, draft, code_mail.KIND)
    theirs = handed_over(site, draft)
    assert code_mail.mailed(theirs) == (), "the helper's is not theirs to see"
    mine = drafts.issue_code(site, theirs, code_mail.kind(theirs))
    assert code_mail.mailed(theirs) == (lookup(mine),)
    code_mail.withdraw(site, drafts.find(site, draft.code))
    assert drafts.find(site, mine).side == APPLICANT
    handover.withdraw(site, theirs)
    assert drafts.find(site, mine)


def test_a_changed_statement_is_one_that_nobody_confirmed(site):
    draft = a_draft(site)
    theirs = handed_over(site, draft)
    handover.say(draft, STATEMENT)
    assert draft.assistance.state == "confirmed", "saved again as it was"
    handover.say(draft, Statement("relative", "Karla Beispiel", "", "oral"))
    assert draft.assistance.state == "open"
    assert not handover.may_take_back(draft), "or the applicant could not end their access"
    handover.confirm_again(theirs, "seen later")
    assert draft.assistance.state == "confirmed"


def test_a_mistake_is_taken_back_with_the_offer(site):
    draft = a_draft(site)
    code = handover.offer(site, draft, "ar").code
    assert handover.may_take_back(draft)
    handover.take_back(site, draft)
    assert draft.assistance is None
    assert handover.take(site, code) is None
    assert drafts.find(site, draft.code)


def test_no_code_is_ever_found_that_was_not_given(site):
    a_draft(site)
    stranger = reference.make_code(bytes(32))
    assert drafts.find(site, stranger) is None
    assert handover.take(site, stranger) is None
    assert handover.viewed(site, stranger) is None
