"""A newer revision of the form: what is different, and going on with the one or the other."""

from collections.abc import Iterable
from functools import cached_property

from permitdesk.core import _
from permitdesk.core.texts import Shown, joined
from permitdesk.intake import renewal
from permitdesk.intake.views.base import AGAIN
from permitdesk.intake.views.save import SavePage
from permitdesk.services import Changes, published
from permitdesk.services.definition import Revision
from permitdesk.theme import ErrorLink, Notice, PageTemplate

_KINDS = (
    ("added", _("intake_newer_added", default="Neue Fragen")),
    ("changed", _("intake_newer_changed", default="Fragen, die jetzt anders gestellt werden")),
    ("removed", _("intake_newer_removed", default="Fragen, die es nicht mehr gibt")),
    ("documents_added", _("intake_newer_documents_added", default="Neue Unterlagen")),
    (
        "documents_changed",
        _("intake_newer_documents_changed", default="Unterlagen, für die jetzt anderes gilt"),
    ),
    (
        "documents_removed",
        _("intake_newer_documents_removed", default="Unterlagen, die Sie nicht mehr brauchen"),
    ),
)


class NewerPage(SavePage):
    """A GET tells; only the button changes over. Whoever does nothing finishes as they began."""

    index = PageTemplate("newer.pt")
    path = "newer"

    def __call__(self) -> str:
        if (away := self.away()) is not None:
            return away
        if self.posted and not self.is_trusted:
            self.message = self.translate(AGAIN)
            return self.show()
        if self.posted:
            if self.newer is not None or self.must_renew:
                renewal.renew(self.draft, self.revision, self.now)
            return self.go("/newer")
        nothing = self.newer is None and not self.is_closed and not self.must_renew
        if nothing and not self.has_left and not self.again:
            return self.go(self.place)
        return self.show()

    @property
    def title(self):
        if self.must_renew:
            return _(
                "intake_newer_must_title",
                default="Sie müssen mit der neuen Fassung dieses Formulars weitermachen",
            )
        if self.newer is not None:
            return _("intake_newer_title", default="Es gibt eine neue Fassung dieses Formulars")
        if self.is_closed:
            return _(
                "intake_closed_title",
                default="Dieses Online-Formular nimmt keine neuen Anträge mehr an",
            )
        return _("intake_newer_done", default="Sie füllen jetzt die neue Fassung aus")

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink("renew", self.message)] if self.message else []

    @cached_property
    def now(self) -> Revision | None:
        return published(self.service)

    @property
    def is_closed(self) -> bool:
        """Whether the service was taken offline; drafts are finished all the same."""
        return self.now is None

    @cached_property
    def newer(self) -> Changes | None:
        return renewal.newer(self.draft, self.revision, self.now)

    @property
    def changes(self) -> list[tuple[Shown, list[Shown]]]:
        """What is different: a heading and the questions or documents beneath it."""
        return [
            (self.translate(heading), list(self.titles(kind)))
            for kind, heading in _KINDS
            if getattr(self.newer, kind, None)
        ]

    @property
    def again(self) -> list[tuple[Shown, str]]:
        """After changing over: what is to be answered anew, and where."""
        if self.newer is not None or self.must_renew:
            return []
        return [
            (
                self.text(f"field.{name}.title") or name,
                f"{self.address}/step/{step}?change=1#f-{name}",
            )
            for step, name in renewal.open_again(self.draft, self.revision.definition)
            if any(
                name == field.name
                for each in self.form.steps
                if each.name == step
                for field in self.form.fields(each)
            )
        ]

    def titles(self, kind: str) -> Iterable[Shown]:
        revision = self.revision if kind.endswith("removed") else self.now
        about = "requirement" if kind.startswith("documents") else "field"
        for name in getattr(self.newer, kind):
            parts = [
                revision.shown(f"{about}.{part}.title", self.language) or part
                for part in ([name] if about == "requirement" else name.split("."))
            ]
            yield parts[0] if len(parts) == 1 else joined(parts[0], ": ", parts[1])

    @property
    def notices(self) -> list[Notice]:
        if self.newer is not None or not self.is_closed:
            return []
        text = _(
            "intake_closed_text",
            default="Ihren Entwurf können Sie noch ausfüllen und senden. Wir bewahren ihn bis zum"
            " ${day} auf. Jede Änderung verlängert die Zeit auf 30 Tage.",
            mapping={"day": self.expires},
        )
        state = _("intake_card_state", default="Gespeichert, noch nicht gesendet.")
        return [Notice("info", self.translate(state), self.translate(text))]
