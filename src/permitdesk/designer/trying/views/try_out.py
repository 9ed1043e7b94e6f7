"""The tab *Ausprobieren*: begin a trial, examples and whether they still come to the same, open
drafts by revision."""

from functools import cached_property

from AccessControl import getSecurityManager
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.access import staff_id
from permitdesk.core import _, in_words
from permitdesk.core.texts import Shown, say
from permitdesk.designer.trying import opendrafts
from permitdesk.designer.trying.running import Run, runs
from permitdesk.designer.trying.views.asked import WHOLE, WORKING, as_lists, how_to_try
from permitdesk.designer.trying.views.page import NAME, TryingPage
from permitdesk.designer.trying.words import Titles, said
from permitdesk.intake import Questions, hold_trial, trial_address, trials
from permitdesk.services import UnpublishableError, drawn_up, published, working_revision
from permitdesk.services.definition import Revision
from permitdesk.theme import Badge, Cell, Notice, PageTemplate, Table, Widget

FRAME, OUTCOME, EXAMPLE = "try-out-frame", "try-out-outcome", "try-out-example"

BROKEN = _(
    "designer_try_broken",
    default="Der Arbeitsstand lässt sich nicht ausprobieren. Was zu tun ist, steht unter „Prüfung“"
    " und „Fassungen“.",
)
OVER = _("designer_try_over", default="Dieser Versuch ist zu Ende. Beginnen Sie einen neuen.")
STATES = {
    "same": Badge("success", _("designer_example_same", default="Wie bestätigt")),
    "differs": Badge("warning", _("designer_example_differs", default="Anders als bestätigt")),
    "new": Badge("info", _("designer_example_new", default="Noch nicht bestätigt")),
}
CAPTION = _("designer_examples_title", default="Beispiele")
COLUMNS = (
    _("designer_example_column", default="Beispiel"),
    _("designer_example_column_state", default="Stand"),
    _("designer_example_column_differences", default="Was anders ist"),
)
MORE = _("designer_example_more", default="und ${count} weitere Unterschiede")
DRAFTS = _("designer_drafts_title", default="Offene Entwürfe")
DRAFT_COLUMNS = (
    _("designer_drafts_revision", default="Begonnen mit"),
    _("designer_drafts_count", default="Entwürfe"),
    _("designer_drafts_means", default="Was geschieht"),
)
REVISION = _("designer_try_revision", default="Fassung ${number}")
GOES_ON = _(
    "designer_drafts_goes_on",
    default="Wer zurückkommt, liest, was anders ist, und wählt: so weitermachen oder wechseln.",
)
IS_NOW = _("designer_drafts_is_now", default="Das ist die öffentliche Fassung.")
MUST = _(
    "designer_drafts_must",
    default="Wer zurückkommt, muss wechseln. Passende Angaben gehen mit.",
)
FINISHES = _(
    "designer_drafts_finishes",
    default="Der Dienst ist nicht öffentlich. Begonnene Anträge gehen noch zu Ende.",
)
RUNNING_OF = _("designer_try_running_of", default="${state}, läuft bis ${until}")
WORKING_STATE = _("designer_try_working_then", default="Arbeitsstand, wie er war")
SHOWN = 3  # differences in a row of the table; all stand on the example's page


class TryOutPage(TryingPage):
    """The tab."""

    name = NAME
    title = _("designer_tab_try_out", default="Ausprobieren")
    index = PageTemplate("try_out.pt")

    def done(self) -> str | None:
        form = self.request.form
        if "end" in form:
            trials.end(getSite(), self.sent("end"), staff_id())
            return self.here
        if "bind" in form or "release" in form:
            opendrafts.bind(self.context, "bind" in form)
            return f"{self.here}#drafts"
        if not self.questions.check():
            return None
        return self.begin()

    def begin(self) -> str | None:
        """Begin a trial and lead to its first page."""
        answers = self.questions.answers
        state = answers["state"]
        try:
            frozen = (
                drawn_up(self.context) if state == WORKING else self.context.revisions[int(state)]
            )
        except UnpublishableError:
            self.complain(BROKEN, "f-state")
            return None
        setting = trials.Setting(answers.get("as_of", ""), bool(answers.get("documents")))
        return begin_trial(self, frozen, answers["language"], setting, answers["width"])

    @property
    def form_errors(self):
        return self.questions.errors

    @cached_property
    def questions(self) -> Questions:
        form = self.request.form
        return how_to_try(
            sorted(self.context.revisions, reverse=True),
            self.context.published_number,
            self.language,
            form if self.is_posted and "begin" in form else None,
        )

    @property
    def widgets(self) -> list[Widget]:
        return as_lists(self.questions)

    @property
    def notices(self) -> list[Notice]:
        found = []
        if "over" in self.request.form and not self.is_posted:
            found.append(Notice("info", self.translate(OVER)))
        if self.working is None:
            found.append(Notice("warning", self.translate(BROKEN)))
        return found

    @cached_property
    def working(self) -> Revision | None:
        """The working state; None where it cannot be read."""
        try:
            return working_revision(self.context)
        except UnpublishableError:
            return None

    # -- trials that run

    @property
    def running(self) -> list[dict[str, object]]:
        """The trials of the person that this browser can go on with."""
        found = []
        for each in trials.running(getSite(), self.context.getId(), staff_id()):
            state = self._filled(REVISION, number=each.revision)
            until = in_words.moment(each.expires, self.language)
            state = state if each.revision else self.translate(WORKING_STATE)
            found.append(
                {
                    "id": each.id,
                    "title": self._filled(RUNNING_OF, state=state, until=until),
                    "address": f"{self.address}/@@{FRAME}?trial={each.id}",
                    "outcome": f"{self.address}/@@{OUTCOME}?trial={each.id}",
                }
            )
        return found

    # -- examples

    @cached_property
    def runs(self) -> list[Run]:
        return runs(self.context) if self.working is not None else []

    @property
    def new_example(self) -> str:
        return f"{self.address}/@@{EXAMPLE}"

    @property
    def examples(self) -> Table | None:
        if not self.runs:
            return None
        titles = Titles([self.working, published(self.context)], self.language)
        columns = [self.translate(each) for each in COLUMNS]
        rows = [self._row(each, titles) for each in self.runs]
        return Table(self.translate(CAPTION), columns, rows)

    def _row(self, found: Run, titles: Titles) -> list[Cell]:
        lines = said(found.differences, titles)
        more = len(lines) - SHOWN
        if more > 0:
            lines = [*lines[:SHOWN], str(self._filled(MORE, count=more))]
        badge = STATES[found.state]
        return [
            Cell(found.example.title, f"{self.address}/@@{EXAMPLE}?example={found.example.id}"),
            Cell("", badge=Badge(badge.kind, self.translate(badge.text))),
            Cell(" · ".join(lines)),
        ]

    # -- open drafts

    @cached_property
    def open_drafts(self) -> opendrafts.OpenDrafts:
        return opendrafts.of(self.context)

    @property
    def drafts(self) -> Table | None:
        if not self.open_drafts.counts:
            return None
        return Table(
            self.translate(DRAFTS),
            [self.translate(each) for each in DRAFT_COLUMNS],
            [
                [
                    Cell(str(self._filled(REVISION, number=number))),
                    Cell(str(count), numeric=True),
                    Cell(str(self.translate(self._fate(number)))),
                ]
                for number, count in self.open_drafts.counts.items()
            ],
        )

    def _fate(self, number: int) -> Message:
        found = self.open_drafts
        if found.published is None:
            return FINISHES
        if number >= found.published:
            return IS_NOW
        return MUST if number < found.binding_from else GOES_ON

    @property
    def may_bind(self) -> bool:
        return self.context.published_number is not None and bool(
            getSecurityManager().checkPermission(opendrafts.PUBLISH, self.context)
        )

    @property
    def is_bound(self) -> bool:
        return 0 < self.open_drafts.binding_from == self.context.published_number

    def _filled(self, message: Message, **mapping) -> Shown:
        return say(Message(message, mapping=mapping), self.language)


def begin_trial(
    page: TryingPage,
    frozen,
    language: str,
    setting: trials.Setting,
    width: str = WHOLE,
    answers=None,
) -> str:
    """Begin a trial of a state of the page's service; returns where it goes on."""
    service = page.context
    draft = trials.begin(getSite(), service.getId(), frozen, staff_id(), language, setting, answers)
    hold_trial(page.request, draft)
    handle = draft.draft.id
    if width == WHOLE:
        return trial_address(service, handle, language)
    return f"{service.absolute_url()}/@@{FRAME}?trial={handle}&language={language}&width={width}"
