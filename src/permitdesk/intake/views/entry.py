"""Staff enter what came on paper, by e-mail or at the counter: the same pages, bound to a login.

``/office/entry`` asks what came; ``/office/entry/<draft>/step/…``, ``check`` and ``receipt`` are
the applicants' pages in German. A draft's id in the address keeps two entries apart; it opens
nothing without the code in the browser's cookie and the login that began it.
"""

from functools import cached_property

from AccessControl import Unauthorized
from zope.component import queryAdapter
from zope.component.hooks import getSite
from zope.publisher.interfaces import NotFound

from permitdesk import privacy
from permitdesk.access import staff_id
from permitdesk.core import _, languages
from permitdesk.intake import drafts
from permitdesk.intake.draft import OpenDraft
from permitdesk.intake.entry import Entry
from permitdesk.intake.form import Form
from permitdesk.intake.interfaces import IWhereabouts, Whereabouts
from permitdesk.intake.views.check import CheckPage
from permitdesk.intake.views.entry_frame import EntryFrame
from permitdesk.intake.views.entry_start import EntryStart
from permitdesk.intake.views.receipt import ReceiptPage, ReceiptPdf
from permitdesk.intake.views.rest import RestOfAddress
from permitdesk.intake.views.save import SavePage
from permitdesk.intake.views.step import StepPage
from permitdesk.services import services_folder
from permitdesk.theme import Answer, Notice, PageTemplate


class EntryPage(EntryFrame):
    """What turns a page for applicants into one for staff; comes before it among the bases."""

    is_entry = True
    gaps_allowed = True
    # A family's further applications are begun by the family itself.
    offers_another = False
    unsent_others = 0

    @property
    def login(self) -> str:
        return staff_id()

    @cached_property
    def handle(self) -> str:
        """The draft's id in the address."""
        return self.request["permitdesk.entry"]

    @property
    def cookie(self) -> str:
        return f"entry-{self.handle}"

    def opened(self, code: str) -> OpenDraft | None:
        draft = drafts.find(self.site, code, self.login)
        return draft if draft is not None and draft.draft.id == self.handle else None

    @cached_property
    def address(self) -> str:
        return f"{self.entry_address}/{self.handle}"

    @property
    def last_crumb(self) -> str:
        return self.service_title

    @cached_property
    def entry(self) -> Entry:
        """What was said at the beginning."""
        return Entry(**self.draft.about["entry"])


class EntryStep(EntryPage, StepPage):
    """A step. Nothing that is missing holds up; nothing stops what lies on the table already."""

    navigation = ()
    breadcrumb = ()

    def __call__(self) -> str:
        # Another language is another address; here there is one.
        self.request.form.pop("language", None)
        return super().__call__()

    def begin(self) -> bool:
        """An entry begins on the page before: here a lost draft is asked for by its code."""
        self.request.form.pop("restart", None)
        self.request.form["had_draft"] = "1"
        return super().begin()

    def stops(self, form: Form) -> bool:
        return False


class EntryCheck(EntryPage, CheckPage):
    """Everything that was entered; what is missing is named and does not hold up."""

    stopped = False
    mail_address = ""
    title = _("intake_entry_check", default="Prüfen Sie, was Sie erfasst haben")

    @cached_property
    def gaps(self) -> tuple[str, ...]:
        return self.form.gaps()

    @property
    def open_points(self) -> list[Answer]:
        missing = self.translate(_("intake_entry_missing", default="fehlt"))
        wrong, doubts = [], []
        for point in super().open_points:
            (wrong if point.missing else doubts).append(point)
        gaps = [
            Answer(self.title_of(name), (missing,), change=self.change_of(name), missing=True)
            for name in self.gaps
        ]
        return [*wrong, *gaps, *doubts]

    @property
    def notice(self) -> Notice:
        if self.problems or not self.gaps:
            return super().notice
        title = _("intake_entry_gaps", default="Das fehlt")
        text = _(
            "intake_entry_gaps_text",
            default="Sie können den Vorgang trotzdem anlegen. Das Fehlende steht dann im Vorgang.",
        )
        return Notice("warning", self.translate(title), self.translate(text))

    @property
    def applicants_language(self) -> str:
        return self.entry.language

    def entry_arguments(self) -> dict[str, object]:
        return {"entry": self.entry, "missing": self.gaps}


class EntrySave(EntryPage, SavePage):
    """The code of an entry; it opens for this login only."""

    @property
    def resume_address(self) -> str:
        return self.entry_address


class EntryReceipt(EntryPage, ReceiptPage):
    """Reference, access code and desk; the answers are read where the case is read."""

    index = PageTemplate("entry_receipt.pt")
    title = _("intake_entry_filed", default="Der Vorgang ist angelegt.")

    @cached_property
    def whereabouts(self) -> Whereabouts | None:
        place = queryAdapter(self.service, IWhereabouts)
        return place.of(self.receipt.reference) if place is not None else None


class EntryReceiptPdf(EntryPage, ReceiptPdf):
    """For the applicant's hands: in their language, without the answers."""

    @property
    def paper_language(self) -> str:
        return self.receipt.language

    def show(self) -> bytes:
        privacy.record("receipt.printed", self.receipt.reference)
        return super().show()


PAGES = {
    ("check",): EntryCheck,
    ("receipt",): EntryReceipt,
    ("receipt.pdf",): EntryReceiptPdf,
    ("save",): EntrySave,
}


class EntryPages(RestOfAddress):
    """On the office, which says with its permission who may enter."""

    def __call__(self):
        if not staff_id():  # an account of Zope's root, whatever its roles
            raise Unauthorized("Please log in.")
        languages.fix(self.request, languages.SOURCE)
        if not self.path:
            return EntryStart(self.context, self.request)()
        handle, *rest = self.path
        service = services_folder(getSite()).get(drafts.service_of(getSite(), handle))
        if service is None:  # an entry that is over, or was deleted
            return self.leave()
        self.request["permitdesk.entry"] = handle
        page = self.page(service, rest)
        # With a POST the page asks for the code; what was typed is not lost.
        if page is None or (page.draft is None and not page.posted):
            return self.leave()
        return page()

    def page(self, service, rest: list[str]):
        """The page of an entry at the rest of its address; None for the beginning of all."""
        if len(rest) == 2 and rest[0] == "step":
            return EntryStep(self.context, self.request, service, rest[1])
        if tuple(rest) in PAGES:
            return PAGES[tuple(rest)](self.context, self.request, service)
        if rest in ([], ["resume"]):
            return None
        raise NotFound(self.context, "/".join(rest), self.request)

    def leave(self) -> str:
        self.request.response.redirect(f"{self.context.absolute_url()}/entry", status=303)
        return ""
