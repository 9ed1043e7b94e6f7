"""A case (Vorgang): the office's object around an application."""

from collections.abc import Mapping

from AccessControl import ClassSecurityInfo
from AccessControl.class_init import InitializeClass
from Acquisition import aq_base, aq_inner, aq_parent
from plone.dexterity.content import Item
from zope.component import getAdapter
from zope.event import notify
from zope.interface import implementer

from permitdesk.casework import gate
from permitdesk.casework.application import Application, Document
from permitdesk.casework.catalogue import CaseCatalogue
from permitdesk.casework.closed import close_case
from permitdesk.casework.interfaces import CaseGone, ICase, IRow
from permitdesk.casework.later import Entry, Later, LaterDocument
from permitdesk.casework.papers import Papers
from permitdesk.casework.person import Person
from permitdesk.casework.row import Row
from permitdesk.casework.ties import ties
from permitdesk.core import clock
from permitdesk.intake.interfaces import Submission

PORTAL_TYPE = "Case"


@close_case
@implementer(ICase)
class Case(Item):
    """Its title is the reference, never a name; no catalogue but the office's own knows it."""

    security = ClassSecurityInfo()
    security.declareObjectProtected("View")

    # A method with a docstring would be an address of its own.
    security.declarePrivate(
        "access_code_digest",
        "add_later",
        "application",
        "decided",
        "document_by_id",
        "documents",
        "history",
        "kind",
        "later",
        "notice_address",
        "papers",
        "person",
        "replace_access_code",
        "row",
        "service",
    )

    portal_type = PORTAL_TYPE
    exclude_from_nav = True
    papers = None  # or its Papers; cases from before have none until somebody writes one
    # What is not here Dexterity looks for in schema and behaviours, which takes long.
    _later = None
    # Only what ``responsibility`` grants counts here, whatever somebody grants above.
    __ac_local_roles_block__ = True

    @property
    def __ac_local_roles__(self) -> dict:
        return {}

    def __init__(self, id_: str, kind: str, submission: Submission, person: Person):
        super().__init__(id=id_, title=submission.reference)
        self.reference = submission.reference
        self.kind = kind
        self.access_code_digest = submission.access_code_digest
        self.notice_address = submission.notice_address
        self.person = person
        self.application = Application(submission)
        self.papers = Papers()

    def decided(self, decision: Mapping[str, object]) -> None:
        """Keep why the case is on its desk (``routing.Decision`` as a mapping)."""
        self.decision = dict(decision)

    @property
    def service(self) -> str:
        return self.application.service

    @property
    def later(self) -> Later:
        """What came after the application; change it by ``add_later`` only."""
        # Cases have one from the first entry on; those of the first versions came without.
        kept = getattr(aq_base(self), "_later", None)
        return Later() if kept is None else kept  # an empty one is false

    def add_later(self, entry: Entry | LaterDocument) -> bool:
        """Add what came after the application; False for what was there already."""
        later = self.own_later()
        added = later.add(entry)
        if added:
            self.reindexObject()
        return added

    security.declarePrivate("own_later")

    def own_later(self) -> Later:
        later = self.later
        if later._p_jar is None:
            self._later = later
        return later

    @property
    def documents(self) -> tuple[Document, ...]:
        """Those of the application and those handed in later."""
        return (*self.application.documents, *self.later.of(LaterDocument))

    def document_by_id(self, id_: str) -> Document | None:
        return next((document for document in self.documents if document.id == id_), None)

    def replace_access_code(self, digest: str) -> None:
        """From now on only the code with this digest opens the status page."""
        self.access_code_digest = digest

    @property
    def state(self) -> str:
        """The state of the case's one workflow."""
        for history in (getattr(self, "workflow_history", None) or {}).values():
            return history[-1]["review_state"]
        return ""

    @property
    def history(self) -> list[dict]:
        """The changes of state, oldest first: ``action``, ``actor``, ``time``, ``review_state``."""
        for history in (getattr(self, "workflow_history", None) or {}).values():
            return [dict(change) for change in history]
        return []

    def __before_publishing_traverse__(self, first, second=None):
        request = second if second is not None else first
        gate.guard(self, request)
        super().__before_publishing_traverse__(first, second)

    def row(self) -> Row:
        """The case as lists show it."""
        return getAdapter(self, IRow)

    # The public catalogue never hears of a case: these replace CMFCatalogAware's.

    def indexObject(self):
        self._catalogue().put(self.row())
        self._office().join_family(self.application.family, self.reference)
        self.remember()

    def reindexObject(self, idxs=(), update_metadata=1, uid=None):
        self._catalogue().put(self.row())

    def unindexObject(self):
        self._catalogue().remove(self.reference)
        self._office().families.remove(self.application.family, self.reference)
        self._office().fingerprints.remove(self.application.fingerprint)
        ties(self._office()).forget(self.reference)
        notify(CaseGone(self))

    security.declarePrivate("remember")

    def remember(self) -> None:
        """Have the office confirm the fingerprint of what was sent to who asks."""
        day = clock.day_of(self.application.received_at)
        self._office().remember(self.application.fingerprint, day)

    def reindexObjectSecurity(self, skip_self=False):
        """Nothing to do: who may read is computed, never indexed."""

    def notifyModified(self):
        """What was sent is not modified; the history has the rest."""

    def _catalogue(self) -> CaseCatalogue:
        return self._office().cases

    def _office(self):
        desk = aq_parent(aq_inner(self))
        return aq_parent(aq_parent(aq_inner(desk)))


InitializeClass(Case)
