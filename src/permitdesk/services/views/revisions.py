"""What staff see of a service: what stands in the way, its revisions, the button to publish."""

from dataclasses import dataclass
from datetime import datetime

from AccessControl import getSecurityManager
from plone.protect import CheckAuthenticator, PostOnly
from Products.Five.browser import BrowserView
from Products.statusmessages.interfaces import IStatusMessage

from permitdesk.core import _, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.services.addresses import address
from permitdesk.services.labels import Label, missing, outdated, sources
from permitdesk.services.parse import UnpublishableError
from permitdesk.services.publish import PUBLISH, hindrances, publish, retract
from permitdesk.services.revision import published, revision, working_definition


@dataclass(frozen=True)
class Coverage:
    """How far the translation into one language is, in the working state."""

    language: str
    missing: int
    outdated: int


class RevisionsView(BrowserView):
    """Publishing is an act of its own: nothing here happens by itself."""

    def __call__(self):
        form = self.request.form
        if "publish" in form or "retract" in form:
            PostOnly(self.request)
            CheckAuthenticator(self.request)
            self._act("publish" if "publish" in form else "retract")
        return self.index()

    def _act(self, word: str) -> None:
        messages = IStatusMessage(self.request)
        if not self.may_publish:
            messages.addStatusMessage(
                _(
                    "services_may_not_publish",
                    default="Sie dürfen Online-Dienste nicht veröffentlichen.",
                ),
                "error",
            )
            return
        if word == "retract":
            retract(self.context)
            messages.addStatusMessage(
                _("services_retracted", default="Der Dienst ist vom Netz genommen."), "info"
            )
            return
        try:
            made = publish(self.context)
        except UnpublishableError as error:
            for problem in error.problems:
                messages.addStatusMessage(problem, "error")
            return
        messages.addStatusMessage(
            _(
                "services_published",
                default="Fassung ${number} ist veröffentlicht.",
                mapping={"number": made.number},
            ),
            "info",
        )

    @property
    def may_publish(self) -> bool:
        return bool(getSecurityManager().checkPermission(PUBLISH, self.context))

    @property
    def problems(self) -> tuple[str, ...]:
        return hindrances(self.context)

    @property
    def current(self):
        return published(self.context)

    @property
    def revisions(self):
        numbers = sorted(self.context.revisions, reverse=True)
        return [revision(self.context, number) for number in numbers]

    @staticmethod
    def moment(published_at: str) -> str:
        """When a revision was published, in UTC as the evidence of an application has it."""
        when = datetime.fromisoformat(published_at)
        return f"{in_words.day(when.date().isoformat(), SOURCE)}, {when:%H:%M}"

    @property
    def address(self) -> str:
        return address(self.context, SOURCE)

    @property
    def coverage(self) -> list[Coverage]:
        try:
            texts = sources(working_definition(self.context))
        except UnpublishableError:
            return []
        found = []
        for language in LANGUAGES:
            if language != SOURCE:
                table = self.context.labels.get(language, {})
                labels = {key: Label(*pair) for key, pair in table.items()}
                found.append(
                    Coverage(
                        LANGUAGES[language].native_name,
                        len(missing(texts, labels)),
                        len(outdated(texts, labels)),
                    )
                )
        return found
