"""In place of a page that there is not in the visitor's language: in which languages there is.

``/ar/untranslated/<translation group>``; once the page is translated, it leads there.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zExceptions import NotFound
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.access import is_visitor
from permitdesk.core import _, languages
from permitdesk.core.languages import LANGUAGES
from permitdesk.core.texts import Text
from permitdesk.guidance.published import PageLink, translations
from permitdesk.theme import Link, PageTemplate, PublicPage, private_no_store, public_cache

CACHE_SECONDS = 300


def cache_for_visitors(response) -> None:
    """Whoever is signed in may see more, and leaves nothing behind."""
    if is_visitor():
        public_cache(response, CACHE_SECONDS)
    else:
        private_no_store(response)


def without_translation(site_address: str, tag: str, group: str) -> str:
    """Where somebody is led who asks for a language into which a page is not translated."""
    return f"{site_address}/{tag}/untranslated/{group}"


def switcher(
    site_address: str, group: str, known: Mapping[str, str], current: str
) -> tuple[Link, ...]:
    """The page in each language, or what there is instead; ``known`` are addresses."""
    return tuple(
        Link(
            entry.native_name,
            known.get(tag) or without_translation(site_address, tag, group),
            current=tag == current,
            language=tag,
        )
        for tag, entry in LANGUAGES.items()
    )


@implementer(IPublishTraverse)
class Untranslated(PublicPage):
    """``untranslated`` of a language's root."""

    title = _(
        "guidance_untranslated_title",
        default="Diese Seite gibt es noch nicht in dieser Sprache",
    )
    index = PageTemplate("untranslated.pt")
    index_page = False
    group = ""

    def publishTraverse(self, request, name):
        if self.group:
            raise NotFound(name)
        self.group = name
        return self

    def __call__(self):
        if not self.known:
            raise NotFound(self.group)
        if self.language in self.known:
            self.prepare_response()
            return self.request.response.redirect(self.known[self.language].address, status=302)
        return super().__call__()

    def prepare_response(self) -> None:
        super().prepare_response()
        cache_for_visitors(self.request.response)

    @property
    def language(self) -> str:
        tag = self.context.getId()
        return tag if tag in LANGUAGES else languages.of(self.request)

    @cached_property
    def known(self) -> Mapping[str, PageLink]:
        found = translations(self.group) if self.group else {}
        return {tag: found[tag] for tag in LANGUAGES if tag in found}

    @property
    def offered(self) -> Sequence[tuple[Link, Text]]:
        """The page in each language in which there is one, German first, with its title."""
        return [
            (
                Link(LANGUAGES[tag].native_name, page.address, language=tag),
                Text(str(page.title), tag),
            )
            for tag, page in self.known.items()
        ]

    def alternates(self) -> Mapping[str, str]:
        return {tag: page.address for tag, page in self.known.items()}

    @cached_property
    def language_links(self) -> Sequence[Link]:
        return switcher(self.site_address, self.group, self.alternates(), self.language)
