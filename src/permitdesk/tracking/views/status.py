"""The status page: how far the case is, what is missing, what can be done. Nothing personal."""

from functools import cached_property

from permitdesk.casework import applicant, told
from permitdesk.core import _, clock, in_words
from permitdesk.services import announced_in_words
from permitdesk.theme import Badge, Fact, Notice, PageTemplate, Task
from permitdesk.tracking import certificate
from permitdesk.tracking import session as sessions
from permitdesk.tracking.progress import Progress, progress
from permitdesk.tracking.views import given
from permitdesk.tracking.views.base import StatusView
from permitdesk.tracking.views.decision import DecisionPage, HearingLetter
from permitdesk.tracking.views.documents import asked_until, rejected_files, unusable_files
from permitdesk.tracking.views.mails import failure_of

HEARING_UNTIL = _("tracking_hearing_until", default="Antworten Sie bis zum ${day}.")
HEARING_OVER = _(
    "tracking_hearing_over",
    default="Die Zeit zum Antworten war am ${day} zu Ende. Wir prüfen jetzt alles und entscheiden"
    " dann.",
)
HEARING_LETTER = _("tracking_hearing_letter", default="Unser Brief dazu (PDF, Deutsch)")
HEARING_ANSWER = _("tracking_hearing_answer", default="Jetzt antworten")
DECISION_THERE = _("tracking_decision_there", default="Da")


class StatusPage(StatusView):
    index = PageTemplate("status.pt")
    index_page = True
    abstract = _(
        "tracking_lead",
        default="Hier sehen Sie, wie weit Ihr Antrag oder Ihre Nachricht ist. Sie brauchen Ihre"
        " Eingangsbestätigung.",
    )

    @cached_property
    def progress(self) -> Progress:
        return progress(self.case.kind, self.case.history, lacks=bool(self.missing))

    @cached_property
    def missing(self) -> list[applicant.Missing]:
        asks = applicant.takes_papers(self.case)
        return applicant.missing(self.case, self.language) if asks else []

    @property
    def can_withdraw(self) -> bool:
        return applicant.can_withdraw(self.case)

    @property
    def is_open(self) -> bool:
        return applicant.is_open(self.case)

    def sentence(self) -> str:
        return self.translate(self.progress.sentence)

    def what_next(self) -> str:
        return self.translate(self.progress.next)

    def since(self) -> str:
        return in_words.moment(self.progress.since, self.language)

    @property
    def notices(self) -> list[Notice]:
        """What did not work and needs something done about it."""
        failure = failure_of(self)
        return [
            *given.notices(self),
            *self.hearing,
            *certificate_notice(self),
            *asked_until(self),
            *rejected_files(self),
            *unusable_files(self),
            *([failure] if failure else []),
        ]

    @property
    def hearing(self) -> list[Notice]:
        """Until when somebody can answer to a letter, and the letter."""
        asked = told.hearing(self.case)
        if asked is None:
            return []
        is_over = asked.until < clock.today().isoformat()
        message = HEARING_OVER if is_over else HEARING_UNTIL
        day = in_words.day(asked.until, self.language)
        text = self.translate(type(message)(message, mapping={"day": day}))
        letter = self.translate(HEARING_LETTER)
        links = [(letter, f"{self.start}/{HearingLetter.path}")] if asked.letter else []
        if not is_over:
            links.append((self.translate(HEARING_ANSWER), f"{self.start}/messages"))
        return [Notice("info" if is_over else "warning", text, links=links)]

    @property
    def tasks(self) -> list[Task]:
        return [*self.decision, *self.papers, self.letters]

    @property
    def decision(self) -> list[Task]:
        """Where the decision is read. Not here: who stands behind the person may read along."""
        if told.decision(self.case) is None:
            return []
        state = Badge("info", self.translate(DECISION_THERE))
        return [Task(self.translate(DecisionPage.title), state, f"{self.start}/decision")]

    @property
    def papers(self) -> list[Task]:
        if not applicant.takes_papers(self.case):
            return []
        # What staff asked for since is asked for, whatever was said before.
        later = [
            each
            for each in self.missing
            if each.announced and not (each.asked or each.rejected or each.expired)
        ]
        count = len(self.missing) - len(later)
        if later and not count:
            return self.announced(later)
        if not count and not applicant.may_hand_in(self.case, self.language):
            return []
        if count:
            text = _("tracking_missing_count", default="Es fehlt: ${count}")
            state = Badge("warning", self._counted(text, count))
        else:
            state = Badge("success", self.translate(_("tracking_missing_none", default="Alles da")))
        title = self.translate(_("tracking_papers", default="Unterlagen nachreichen"))
        return [Task(title, state, f"{self.start}/documents"), *self.announced(later)]

    def announced(self, later: list[applicant.Missing]) -> list[Task]:
        """What the person said that they hand in later, each with its own upload."""
        said = _("tracking_announced", default="Sie wollten es nachreichen")
        over = _("tracking_announced_overdue", default="Ihr Termin ist vorbei")
        today = clock.today()
        return [
            Task(
                each.title,
                Badge("warning", self.translate(over))
                if each.announced.is_overdue(today)
                else Badge("info", self.translate(said)),
                f"{self.start}/documents#form-{each.id}",
                announced_in_words(each.announced, self.language, own_words=False),
            )
            for each in later
        ]

    @property
    def letters(self) -> Task:
        count = len(applicant.new_messages(self.case))
        if count:
            text = _("tracking_messages_new", default="Neu: ${count}")
            state = Badge("info", self._counted(text, count))
        else:
            none = _("tracking_messages_none", default="Nichts Neues")
            state = Badge("neutral", self.translate(none))
        title = self.translate(_("tracking_messages", default="Nachrichten"))
        return Task(title, state, f"{self.start}/messages")

    def facts(self) -> list[Fact]:
        """Nothing personal: who stands behind the person may read along."""
        return [
            *given.facts(self),
            Fact(
                self.translate(_("tracking_reference", default="Vorgangsnummer")),
                self.case.reference,
                isolate=True,
            ),
            Fact(
                self.translate(_("tracking_received_at", default="Bei uns eingegangen")),
                in_words.moment(self.case.application.received_at, self.language),
            ),
            Fact(
                self.translate(_("tracking_documents", default="Unterlagen dabei")),
                str(len(self.case.documents)),
            ),
        ]

    def _counted(self, message, count: int) -> str:
        return self.translate(type(message)(message, mapping={"count": str(count)}))


def certificate_notice(view: StatusView) -> list[Notice]:
    """That a Fiktionsbescheinigung was issued, and how one gets it."""
    found = applicant.certificate(view.case)
    if found is None:
        return []
    kind = "warning" if found.is_expired else "success"
    told = " ".join(map(view.translate, certificate.sentences(found, view.language)))
    return [Notice(kind, view.translate(certificate.title(found)), told)]


class LeavePage(StatusView):
    """Signs out, by POST only; what is fetched by GET changes nothing."""

    path = "leave"

    def show(self) -> str:
        return self.go()

    def take(self) -> str:
        sessions.end(self.site, self.request, self.case, self.session)
        self.case, self.left = None, True
        self.path = ""  # the form leads to the status page
        return self.ask_to_sign_in()
