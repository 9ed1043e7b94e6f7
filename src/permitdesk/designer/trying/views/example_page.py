"""One example: how it differs, what it comes to now, accept that, change or delete it."""

import json
from functools import cached_property
from hashlib import sha256

from permitdesk.access import staff_id
from permitdesk.core import _
from permitdesk.core.texts import Shown as Said
from permitdesk.designer.edition import Edit
from permitdesk.designer.trying.outcome import at_home, form_for
from permitdesk.designer.trying.running import Run, accept, day_of, keep, run
from permitdesk.designer.trying.views.asked import BAD, WHOLE, as_lists, example_asked, example_data
from permitdesk.designer.trying.views.page import TryingPage
from permitdesk.designer.trying.views.shown import Shown
from permitdesk.designer.trying.views.try_out import (
    BROKEN,
    EXAMPLE,
    NAME,
    STATES,
    begin_trial,
)
from permitdesk.designer.trying.words import Titles, said
from permitdesk.intake import Questions, trials
from permitdesk.services import (
    BadExampleError,
    Example,
    UnpublishableError,
    drawn_up,
    drop_example,
    edition_of_example,
    example,
    published,
    read_example,
    working_revision,
)
from permitdesk.services.definition import Revision
from permitdesk.theme import Badge, ErrorLink, Notice, PageTemplate, Widget

NEW = _("designer_example_new_title", default="Neues Beispiel")
OTHER_NOW = _(
    "designer_example_other_now",
    default="Inzwischen kommt etwas anderes heraus. Lesen Sie es noch einmal, dann bestätigen Sie.",
)
GONE = _(
    "designer_example_gone",
    default="Jemand hat dieses Beispiel inzwischen gelöscht. Was Sie eingegeben haben, steht noch"
    " hier. Speichern Sie noch einmal, dann gibt es das Beispiel wieder.",
)
SURE = _(
    "designer_example_sure", default="Setzen Sie zuerst das Häkchen, dass Sie es löschen möchten."
)


class ExamplePage(TryingPage):
    """``example`` names one; without it, a new one is written. Two at once are told apart by what
    the example says, not by the service's edition, of which it is no part."""

    name = EXAMPLE
    index = PageTemplate("example_page.pt")

    def __call__(self):
        if self.is_gone and not self.is_posted:
            return self.go(self.tab_address)
        return super().__call__()

    @property
    def is_gone(self) -> bool:
        """Whether the example that is asked for does not exist (any more)."""
        return bool(self.sent("example")) and self.kept is None

    @property
    def title(self) -> str:
        return self.kept.title if self.kept is not None else self.translate(NEW)

    @cached_property
    def kept(self) -> Example | None:
        return example(self.context, self.sent("example"))

    @property
    def tab_address(self) -> str:
        return f"{self.address}/@@{NAME}#examples"

    @property
    def id(self) -> str:
        """The example's; each form carries it."""
        return self.kept.id if self.kept is not None else ""

    @property
    def edition_now(self) -> str:
        return edition_of_example(self.kept) if self.kept is not None else ""

    @property
    def edition(self) -> str:
        return "" if self.is_gone else super().edition

    def said_since(self, before: str) -> list[Said]:
        kept = self.kept
        if not kept.changed_at:
            return []
        return [self.said_edit(Edit("", kept.changed_by, kept.changed_at, "example", kept.title))]

    def done(self) -> str | None:
        form = self.request.form
        if self.is_gone:
            if "save" not in form:
                return self.tab_address
            self.complain(GONE, "f-title")
            return None
        if self.kept is not None and "accept" in form:
            return self.accept()
        if self.kept is not None and "delete" in form:
            return self.delete()
        if self.kept is not None and "try" in form:
            return self.try_it()
        return self.save()

    def delete(self) -> str | None:
        if self.sent("sure") != "yes":
            self.complain(SURE, "f-sure")
            return None
        if self.is_overtaken():
            return None
        drop_example(self.context, self.kept.id)
        return self.tab_address

    def accept(self) -> str | None:
        """What stands on the page counts as right; not what came between."""
        if self.run is None:
            return None
        if self.sent("outcome") != self.seen:
            self.complain(OTHER_NOW, "accept")
            return None
        accept(self.context, self.kept, staff_id())
        return f"{self.here}?example={self.id}"

    def try_it(self) -> str | None:
        """Fill in the service with these answers."""
        try:
            frozen = drawn_up(self.context)
        except UnpublishableError:
            self.complain(BROKEN, "try")
            return None
        kept = self.kept
        setting = trials.Setting(kept.as_of, bool(kept.documents))
        return begin_trial(self, frozen, kept.language, setting, WHOLE, kept.answers)

    def save(self) -> str | None:
        if not self.questions.check():
            return None
        try:
            data = example_data(self.questions.answers)
            made = read_example(data, self.kept.id if self.kept is not None else "")
        except ValueError as error:
            part = getattr(error, "part", "answers")
            self.questions.complain(part, BAD.get(part, BAD["answers"]))
            return None
        if self.is_overtaken():
            return None
        try:
            keep(self.context, made, staff_id())
        except BadExampleError:
            self.questions.complain("title", BAD["number"])
            return None
        return f"{self.here}?example={made.id}"

    # -- what stands there

    @cached_property
    def questions(self) -> Questions:
        form = self.request.form
        others = {"accept", "delete", "try"}
        posted = form if self.is_posted and not others & set(form) else None
        return example_asked(self.papers, self.language, posted, self.kept)

    @property
    def widgets(self) -> list[Widget]:
        return as_lists(self.questions)

    @property
    def papers(self) -> list[tuple[str, str]]:
        if self.working is None:
            return [(each, each) for each in (self.kept.documents if self.kept else ())]
        titles = Titles([self.working], self.language)
        known = [each.id for each in self.working.definition.requirements]
        gone = [each for each in (self.kept.documents if self.kept else ()) if each not in known]
        return [(each, str(titles.of("document", each))) for each in (*known, *gone)]

    @property
    def form_errors(self) -> list[ErrorLink]:
        return self.questions.errors if self.is_posted else []

    @cached_property
    def working(self) -> Revision | None:
        try:
            return working_revision(self.context)
        except UnpublishableError:
            return None

    @cached_property
    def run(self) -> Run | None:
        if self.kept is None or self.working is None:
            return None
        return run(self.context, self.kept, self.working)

    @property
    def notice(self) -> Notice | None:
        if self.kept is not None and self.working is None:
            return Notice("warning", self.translate(BROKEN))
        return None

    @property
    def badge(self) -> Badge:
        found = STATES[self.run.state]
        return Badge(found.kind, str(self.translate(found.text)))

    @property
    def differences(self) -> list[str]:
        titles = Titles([self.working, published(self.context)], self.language)
        return said(self.run.differences, titles)

    @cached_property
    def shown(self) -> Shown | None:
        if self.run is None:
            return None
        kept = self.kept
        answers = at_home(self.working.definition, kept.answers)
        form = form_for(self.working, answers, kept.documents, day_of(kept))
        return Shown(form, self.run.outcome, self.language, kept.language)

    @property
    def seen(self) -> str:
        """Names the outcome on the page."""
        text = json.dumps(self.run.outcome.data(), sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()[:32]
