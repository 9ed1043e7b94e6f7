"""What all pages on a service share: its title, the tabs, and the warning for two at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from zope.component import queryMultiAdapter
from zope.i18nmessageid import Message
from zope.interface import Interface

from permitdesk.access import full_name
from permitdesk.core import _, in_words
from permitdesk.core.texts import Shown
from permitdesk.designer.edition import Edit, changed, edits, since
from permitdesk.services import STUDIO, edition_of, translations
from permitdesk.theme import Link, PageTemplate, PostedPage

TABS = {
    "design": _("designer_tab_design", default="Formular"),
    "findings": _("designer_tab_findings", default="Prüfung"),
    "texts": _("designer_tab_texts", default="Texte und Angaben"),
    "translations": _("designer_tab_translations", default="Übersetzungen"),
    "try-out": _("designer_tab_try_out", default="Ausprobieren"),
    "revisions": _("designer_tab_revisions", default="Fassungen"),
    "moving": _("designer_tab_moving", default="Paket"),
}
# What somebody changed, by the kind of an ``Edit``.
PARTS = {
    "step": _("designer_part_step", default="Abschnitt „${title}“"),
    "question": _("designer_part_question", default="Frage „${title}“"),
    "document": _("designer_part_document", default="Unterlage „${title}“"),
    "hint": _("designer_part_hint", default="Hinweis „${title}“"),
    "prerequisite": _("designer_use_prerequisite", default="Voraussetzung „${title}“"),
    "value": _("designer_use_value", default="Berechneter Wert „${title}“"),
    "fees": _("designer_part_fees", default="Regeln für die Gebühr"),
    "order": _("designer_part_order", default="Reihenfolge"),
    "texts": _("designer_part_texts", default="Texte und Angaben"),
    "paper": _("designer_paper_forms", default="Eigenes Formular auf Papier"),
    "revision": _("designer_part_revision", default="ganze Fassung zurückgeholt"),
    "package": _("designer_part_package", default="ganzer Dienst eingelesen"),
    "example": _("designer_part_example", default="Beispiel „${title}“"),
}
MEANWHILE = _("designer_meanwhile_line", default="${who}, ${when}: ${part}")


@dataclass(frozen=True)
class Tab:
    title: Shown
    address: str
    current: bool


class DesignerPage(PostedPage):
    """A page on a service.

    ``name`` is the page's own, ``tab`` the tab it belongs to. A form carries ``view/guard`` (token
    and edition). A page that changes the working state asks ``is_overtaken`` first and says
    ``changed`` afterwards.
    """

    _head = PageTemplate("head.pt")
    name = "design"
    tab = "design"
    meanwhile: Sequence[Shown] | None = None  # what others changed, once a save was refused

    @property
    def head(self):
        """The macro above each page: ``<metal:block use-macro="view/head" />``."""
        return self._head.macros["head"]

    @property
    def address(self) -> str:
        return self.context.absolute_url()

    @property
    def here(self) -> str:
        return f"{self.address}/@@{self.name}"

    @property
    def service_title(self) -> str:
        return self.context.Title() or self.context.getId()

    @property
    def breadcrumb(self) -> list[Link]:
        folder = Link(str(self.translate(STUDIO)), self.context.aq_parent.absolute_url())
        service = Link(self.service_title, "" if self.is_tab else f"{self.address}/@@{self.tab}")
        last = [] if self.is_tab else [Link(str(self.translate(self.title)), "")]
        return [folder, service, *last]

    @property
    def is_tab(self) -> bool:
        return self.name == self.tab

    @cached_property
    def tabs(self) -> list[Tab]:
        """The pages there are: each shows once its view is registered."""
        return [
            Tab(self.translate(title), f"{self.address}/@@{name}", name == self.tab)
            for name, title in TABS.items()
            if queryMultiAdapter((self.context, self.request), Interface, name) is not None
        ]

    @cached_property
    def changed_texts(self) -> int:
        """How many German texts were changed, and nobody has said whether their translations are
        still true."""
        return len(translations.changed_texts(self.context))

    # Two at once

    @property
    def edition_now(self) -> str:
        """What the forms of the page change, told apart from what it was before."""
        return edition_of(self.context)

    @property
    def edition(self) -> str:
        """The edition that the form is about; after a warning the one of now."""
        if self.is_posted and self.meanwhile is None:
            return self.sent("edition") or self.edition_now
        return self.edition_now

    def is_overtaken(self) -> bool:
        """Whether somebody changed it since the form was shown. The page then says what, keeps
        all that was typed, and saves when it is sent once more."""
        if self.sent("edition") == self.edition_now:
            return False
        self.meanwhile = self.said_since(self.sent("edition"))
        return True

    def said_since(self, before: str) -> Sequence[Shown]:
        """Who changed what since an edition, newest first; empty where nobody knows."""
        found = since(before, edits(self.context), self.edition_now)
        return [self.said_edit(each) for each in found or ()]

    def changed(self, kind: str, title: str = "") -> None:
        """Note what was changed."""
        changed(self.context, kind, title)

    def said_edit(self, edit: Edit) -> Shown:
        part = Message(PARTS[edit.kind], mapping={"title": edit.title})
        when = datetime.fromisoformat(edit.at)
        return self.translate(
            Message(
                MEANWHILE,
                mapping={
                    "who": full_name(edit.by),
                    "when": in_words.moment(when, self.language),
                    "part": self.translate(part),
                },
            )
        )

    @property
    def guard(self) -> str:
        """Hidden inputs of a form that changes something: token and edition."""
        number = "".join(each for each in self.edition if each in "0123456789abcdef")
        return f'{self.token}<input type="hidden" name="edition" value="{number}" />'
