"""No order of steps leaves a withdrawn code able to open the draft, or the draft without a code."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from OFS.Folder import Folder
from zope.annotation.attribute import AttributeAnnotations
from zope.annotation.interfaces import IAnnotations, IAttributeAnnotatable
from zope.component import provideAdapter
from zope.interface import implementer

from permitdesk.core import clock
from permitdesk.intake import code_mail, drafts, handover
from permitdesk.intake.assistance import APPLICANT, HELPER, Statement
from permitdesk.intake.draft import StepState

HELPERS = "helper"
START = datetime(2026, 11, 20, 13, 2, tzinfo=UTC)
STATEMENTS = (
    Statement("relative", "Karla Beispiel", "", "oral"),
    Statement("counsellor", "Karla Beispiel", "Beratung", "written"),
)


@implementer(IAttributeAnnotatable)
class Site(Folder):
    """Something that has annotations."""


class Codes(RuleBasedStateMachine):
    """``codes``: what each code ever given is, by the code: HELPERS, APPLICANT, ``offer``,
    ``viewing``, or ``gone``. Written down here beside the portal, by what people were told."""

    def __init__(self):
        super().__init__()
        provideAdapter(AttributeAnnotations)
        self.site, self.now = Site("site"), START
        with self.time():
            draft = drafts.create(self.site, "employment", 3, "de")
            draft.keep_step("person", StepState({"family_name": "Nguyen"}))
        self.codes, self.mailed, self.expires = {draft.code: HELPERS}, set(), {}
        self.yes = {draft.code: 0}  # by which yes each code was given

    def time(self):
        return clock.frozen(self.now)

    def of(self, kind):
        return [code for code, found in self.codes.items() if found == kind]

    def gone(self, codes):
        self.codes.update(dict.fromkeys(codes, "gone"))

    def passing_gone(self):
        self.gone([*self.of("offer"), *self.of("viewing")])

    def opened(self, kind):
        return drafts.find(self.site, self.of(kind)[-1])

    @property
    def state(self):
        with self.time():
            kind = HELPERS if self.of(HELPERS) else APPLICANT
            found = self.opened(kind).assistance
        return found.state if found else ""

    @initialize(mailed=st.booleans())
    def somebody_helps(self, mailed):
        self.say(STATEMENTS[0])
        if mailed:
            self.mail(HELPERS)

    @precondition(lambda self: self.of(HELPERS))
    @rule(statement=st.sampled_from(STATEMENTS))
    def say(self, statement):
        with self.time():
            handover.say(self.opened(HELPERS), statement)

    @precondition(lambda self: self.of(HELPERS) and self.state == "open")
    @rule()
    def take_back(self):
        with self.time():
            draft = self.opened(HELPERS)
            may = handover.may_take_back(draft)
            assert may == (not self.of(APPLICANT))
            if may:
                handover.take_back(self.site, draft)
        if may:
            self.passing_gone()

    @precondition(lambda self: self.of(HELPERS) and self.state)
    @rule()
    def offer(self):
        self.passing_gone()
        with self.time():
            code = handover.offer(self.site, self.opened(HELPERS), "ar").code
        self.codes[code], self.expires[code] = "offer", self.now + handover.LIFETIME

    @precondition(lambda self: self.of("offer"))
    @rule()
    def take(self):
        (code,) = self.of("offer")
        with self.time():
            viewing = handover.take(self.site, code)
        self.gone([code])
        self.codes[viewing.code] = "viewing"
        self.expires[viewing.code] = self.now + handover.LIFETIME

    @precondition(lambda self: self.of("viewing"))
    @rule(yes=st.booleans())
    def answer(self, yes):
        with self.time():
            viewing = handover.viewed(self.site, self.of("viewing")[0])
            if yes:
                code = handover.confirm(self.site, viewing, "seen")
                self.codes[code], self.yes[code] = APPLICANT, 1 + max(self.yes.values())
            else:
                handover.decline(self.site, viewing)
        self.passing_gone()

    @precondition(lambda self: self.of(HELPERS) and self.state)
    @rule()
    def confirm_at_once(self):
        """The three steps in a row: by chance they seldom follow each other."""
        self.offer()
        self.take()
        self.answer(yes=True)

    @precondition(lambda self: self.of(APPLICANT) and self.of(HELPERS))
    @rule(which=st.sampled_from((0, -1)))
    def withdraw(self, which):
        code = self.of(APPLICANT)[which]
        with self.time():
            handover.withdraw(self.site, drafts.find(self.site, code))
        self.gone(self.of(HELPERS))
        self.gone([each for each in self.of(APPLICANT) if self.yes[each] > self.yes[code]])
        self.passing_gone()

    @rule(side=st.sampled_from((HELPERS, APPLICANT)))
    def mail(self, side):
        if self.of(side):
            with self.time():
                draft = self.opened(side)
                code = drafts.issue_code(self.site, draft, code_mail.kind(draft))
            self.codes[code], self.yes[code] = side, self.yes[draft.code]
            self.mailed.add(code)

    @rule(side=st.sampled_from((HELPERS, APPLICANT)))
    def withdraw_mailed(self, side):
        others = [code for code in self.of(side) if code not in self.mailed]
        if others:
            with self.time():
                code_mail.withdraw(self.site, drafts.find(self.site, others[0]))
            mine = self.yes[others[0]]
            found = [code for code in self.of(side) if code in self.mailed]
            self.gone([code for code in found if self.yes[code] == mine])

    @rule(minutes=st.sampled_from((1, 1, 1, 29, 31)), clean_up=st.booleans())
    def wait(self, minutes, clean_up):
        self.now += timedelta(minutes=minutes)
        self.gone([c for c, until in self.expires.items() if until <= self.now])
        with self.time():
            if clean_up:
                drafts.drop_expired(self.site)

    @invariant()
    def each_code_opens_what_it_is_for(self):
        with self.time():
            for code, kind in self.codes.items():
                draft = drafts.find(self.site, code)
                assert (draft is not None) == (kind in (HELPERS, APPLICANT)), kind
                if draft is not None:
                    assert draft.step("person").values == {"family_name": "Nguyen"}
                    assert draft.side == (APPLICANT if kind == APPLICANT else HELPER)
                assert (handover.waiting(self.site, code) is not None) == (kind == "offer")
                assert (handover.viewed(self.site, code) is not None) == (kind == "viewing")

    @invariant()
    def somebody_can_open_the_draft(self):
        assert self.of(HELPERS) or self.of(APPLICANT)

    @invariant()
    def no_key_lies_about_that_opens_nothing(self):
        store = IAnnotations(self.site)[drafts.KEY]
        (draft,) = [each for each in store.by_id.values() if each]
        assert set(store.by_code) - {""} == set(draft.wraps)
        expired = 1 if draft.passing[0] and draft.passing[1] <= self.now else 0
        assert len(draft.wraps) == sum(k != "gone" for k in self.codes.values()) + expired


Codes.TestCase.settings = settings(max_examples=120, stateful_step_count=25, deadline=None)
TestCodes = Codes.TestCase
