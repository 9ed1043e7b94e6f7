"""What the public views of content share: its translations, its cache, a way to the editor."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from AccessControl import getSecurityManager
from plone.app.multilingual.interfaces import ITG
from zope.i18nmessageid import Message

from permitdesk.core import _, in_words, languages
from permitdesk.core.texts import Shown
from permitdesk.guidance.copies import copy_of, is_copy, may_begin
from permitdesk.guidance.interfaces import IGuidance
from permitdesk.guidance.published import translations
from permitdesk.guidance.upkeep.report import of_one
from permitdesk.guidance.views.gone import is_visible, not_here, topic_of
from permitdesk.guidance.views.untranslated import cache_for_visitors, switcher
from permitdesk.theme import Link, PageTemplate, PublicPage

TO_MEND = _("guidance_upkeep_number", default="Zu verbessern: ${number}")
STANDING = _(
    "guidance_copy_standing",
    default="Vorbereitete Änderung: Besucher sehen noch die Seite ohne sie.",
)


class GuidanceView(PublicPage):
    """A public view of a content object. Cached for visitors, never for who is logged in."""

    asks_if_helped = True
    _edit_bar = PageTemplate("editing.pt")
    _dated = PageTemplate("dated.pt")
    _listed = PageTemplate("../questions/views/listed.pt")

    @property
    def edit_bar(self):
        """The macro that shows ``editing``."""
        return self._edit_bar.macros["editing"]

    @property
    def dated(self):
        """The macro that says where the content comes from and when somebody checked it."""
        return self._dated.macros["dated"]

    @property
    def listed(self):
        """The macro that lists ``questions``."""
        return self._listed.macros["questions"]

    @cached_property
    def as_of(self) -> str:
        """The day of the content, in words."""
        day = self.context.as_of
        return in_words.day(day.isoformat(), self.language) if day else ""

    def __call__(self):
        if not is_visible(self.context):
            return not_here(self.context, self.request)
        return super().__call__()

    def prepare_response(self) -> None:
        super().prepare_response()
        cache_for_visitors(self.request.response)

    @property
    def title(self) -> str:
        return self.context.title

    @property
    def abstract(self) -> str:
        """What an editor wrote as its description, else its answer."""
        return self.context.description or getattr(self.context, "answer", "") or ""

    @cached_property
    def language(self) -> str:
        tag = self.context.language
        return tag if tag in languages.LANGUAGES else languages.of(self.request)

    def alternates(self) -> Mapping[str, str]:
        """Where this object's translations are, as far as the visitor may see them."""
        group = ITG(self.context, None)
        if not group:
            return {}
        known = translations(group)
        return {tag: link.address for tag, link in known.items() if tag in languages.LANGUAGES}

    @cached_property
    def language_links(self) -> Sequence[Link]:
        """The switcher: where there is no translation, to what there is instead."""
        group = ITG(self.context, None)
        if not group:
            return super().language_links
        return switcher(self.site_address, group, self._alternates, self.language)

    @property
    def canonical(self) -> str:
        """Its own address where it has no translations."""
        return super().canonical or (self.context.absolute_url() if self.index_page else "")

    @cached_property
    def breadcrumb(self) -> Sequence[Link]:
        """From the home page to the parent."""
        trail = [Link(self.translate(_("guidance_home", default="Startseite")), self.home)]
        topic = topic_of(self.context)
        if topic is not None:
            trail.append(Link(topic.title, topic.absolute_url()))
        return trail

    @property
    def editing(self) -> Sequence[Link]:
        """Where who may change this page changes it: Plone's own screens."""
        if not getSecurityManager().checkPermission("Modify portal content", self.context):
            return ()
        here = self.context.absolute_url()
        folder = (
            here if self.context.isPrincipiaFolderish else self.context.aq_parent.absolute_url()
        )
        named = (
            *self._editing_itself(here),
            (_("guidance_history_title", default="Verlauf"), f"{here}/{self._history}"),
            (_("guidance_contents", default="Inhalte"), f"{folder}/@@folder_contents"),
        )
        links = [Link(self.translate(title), address) for title, address in named]
        flawed = of_one(self.context, self.request)
        if flawed is not None:
            words = Message(TO_MEND, mapping={"number": str(len(flawed.flaws))})
            links.append(
                Link(self.translate(words), f"{self.site_address}/@@upkeep?of={flawed.uid}")
            )
        return links

    def _editing_itself(self, here: str) -> Iterator[tuple[Message, str]]:
        """The page as it is, or a copy of it on which a change is prepared."""
        copy = copy_of(self.context)
        if copy is not None:
            yield (
                _("guidance_copy_go", default="Zur vorbereiteten Änderung"),
                copy.absolute_url(),
            )
        else:
            yield _("guidance_edit", default="Bearbeiten"), f"{here}/edit"
        if is_copy(self.context):
            yield _("guidance_copy_put", default="Übernehmen oder verwerfen"), f"{here}/@@change"
            return
        if may_begin(self.context):
            yield _("guidance_copy_title", default="Änderung vorbereiten"), f"{here}/@@change"
        yield _("guidance_state", default="Veröffentlichen"), f"{here}/content_status_history"
        if IGuidance.providedBy(self.context):
            yield _("guidance_translate", default="Übersetzungen"), f"{here}/@@translate"

    @property
    def _history(self) -> str:
        """Plone's own page for Plone's own types."""
        return "@@versions" if IGuidance.providedBy(self.context) else "@@historyview"

    @property
    def standing(self) -> Shown:
        if not is_copy(self.context):
            return ""
        return self.translate(STANDING)
