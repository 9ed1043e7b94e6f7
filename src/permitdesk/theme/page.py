"""The frame of our pages: header, languages, footer. No viewlets, no portlets.

A view subclasses ``PublicPage`` (or ``StaffPage``), its template fills the slots of the macro
``view/frame``: ``head``, ``languages``, ``before``, ``main``. See docs/theme.md.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from textwrap import shorten
from urllib.parse import parse_qsl, urlencode

from AccessControl import getSecurityManager
from Products.Five.browser import BrowserView
from zope.component import queryMultiAdapter
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import _, languages, messages
from permitdesk.core.texts import Shown, Text, joined, say, unmarked
from permitdesk.theme import fonts, headers
from permitdesk.theme import identity as of_district
from permitdesk.theme.assets import asset_address
from permitdesk.theme.interfaces import (
    IAnnouncements,
    IDrawnPage,
    IFeedback,
    IFooterLinks,
    ILanguageAlternates,
    INavigation,
    IStructuredData,
    Link,
)
from permitdesk.theme.macro import Macros
from permitdesk.theme.marks import mark
from permitdesk.theme.piece import Piece
from permitdesk.theme.structured import as_script
from permitdesk.theme.template import PageTemplate
from permitdesk.theme.widgets import ErrorLink, Widget

IN_PARTS_GERMAN = _(
    "theme_in_parts_german",
    default="Dieses Portal ist noch nicht ganz in Ihre Sprache übersetzt. Einige Teile sind auf"
    " Deutsch.",
)
BINDING = _(
    "theme_binding_note",
    default="Die deutsche Fassung ist verbindlich; Übersetzungen dienen der Information.",
)
LONGEST = 160  # letters of a description
FEW_ENTRIES = 4  # of a menu that has room on a phone
_PIECES = str(Path(__file__).parent / "pieces")


class PublicPage(BrowserView):
    """Base of the views of public pages; its template fills the slots of ``view/frame``."""

    _frame = PageTemplate("page.pt")
    # What draws questions and parts: ``view/parts/widget``, ``view.parts['notice']`` …
    parts = Macros()
    draw_alternates = Piece("alternates.pt", _PIECES)
    draw_languages = Piece("languages.pt", _PIECES)
    draw_menu = Piece("menu.pt", _PIECES)
    draw_navigation = Piece("navigation.pt", _PIECES)
    draw_footer = Piece("footer.pt", _PIECES)
    draw_announcements = Piece("announcements.pt", _PIECES)
    draw_helped = Piece("helped.pt", _PIECES)

    title: Shown | Message = ""
    frame_class = "pd-page"
    optional = _("theme_optional", default="(freiwillig)")
    user_name = ""  # of who is signed in, where a page shows it
    referrer_policy = "same-origin"
    framed_by_us = False  # True: may stand in a frame of a page of ours
    abstract: Shown | Message = ""  # what search engines say below the title
    index_page = True  # False: search engines stay away
    asks_if_helped = False  # True: asks at its end whether it has helped
    folds_menu = True  # where there is no room for it, the main menu is a line to open
    folds_languages = False  # True: so are the languages, where something else has the weight
    has_announcements = True  # False: notices for everybody do not stand above it
    tells_review = False  # True: says in its own place that nobody has reviewed the translation
    breadcrumb: Sequence[Link] = ()
    standing: Shown = ""  # what is true of this page and those around it, above everything
    errors: Sequence[ErrorLink] = ()  # the title says so when there are any

    def __call__(self):
        self.prepare_response()
        return self.index()

    def prepare_response(self) -> None:
        """Fix the language, set the headers; for views that override ``__call__``."""
        languages.fix(self.request, self.language)
        mark(self.request, IDrawnPage)
        response = self.request.response
        headers.secure(response, self.referrer_policy, self.framed_by_us)
        response.setHeader("Content-Type", "text/html; charset=utf-8")
        response.setHeader("Content-Language", self.language)
        if not response.getHeader("Cache-Control"):
            response.setHeader("Cache-Control", "private, no-cache")

    @property
    def frame(self):
        """The macro a template uses: ``<html metal:use-macro="view/frame">``."""
        return self._frame.macros["frame"]

    @property
    def language(self) -> str:
        return languages.of(self.request)

    @property
    def direction(self) -> str:
        return languages.direction(self.language)

    @property
    def german(self) -> bool:
        return self.language == languages.SOURCE

    @staticmethod
    def question_class(widget: Widget, more: str = "") -> str:
        error = " kern-form-input--error" if widget.error else ""
        return f"kern-form-input pd-question {more}".rstrip() + error

    @property
    def is_unreviewed(self) -> bool:
        """Whether no native reader has reviewed this translation."""
        return not languages.is_reviewed(self.language)

    @property
    def gap_note(self) -> Shown:
        """That the portal speaks German in places, in a language that an office has added: in that
        language, else in German and English."""
        if messages.is_whole(self.language):
            return ""
        if not messages.is_gap(IN_PARTS_GERMAN, self.language):
            return self.translate(IN_PARTS_GERMAN)
        return joined(
            self.translate(IN_PARTS_GERMAN), " ", Text(str(say(IN_PARTS_GERMAN, "en")), "en")
        )

    @property
    def is_binding_said(self) -> bool:
        """Whether the German note that German is binding says all: here it is not translated."""
        return self.german or messages.is_gap(BINDING, self.language)

    @staticmethod
    def input_class(widget: Widget) -> str:
        return "kern-form-input__input" + (" kern-form-input__input--error" if widget.error else "")

    @staticmethod
    def radio_class(widget: Widget) -> str:
        return "kern-form-check__radio" + (" kern-form-check__radio--error" if widget.error else "")

    @staticmethod
    def fieldset_class(widget: Widget) -> str:
        return "kern-fieldset pd-question" + (" kern-fieldset--error" if widget.error else "")

    def translate(self, text: Shown | Message) -> Shown:
        """The text in the language of this page. Texts that are none of ours pass through, and
        what is filled into a message keeps its language."""
        return say(text, self.language)

    @cached_property
    def site(self):
        return getSite()

    @cached_property
    def site_address(self) -> str:
        return self.site.absolute_url()

    @cached_property
    def district_name(self) -> str:
        return of_district.district_name()

    @cached_property
    def identity(self) -> of_district.Identity:
        """The district's arms, colour and short name."""
        return of_district.identity()

    @property
    def home(self) -> str:
        return f"{self.site_address}/{self.language}"

    @property
    def page_title(self) -> str:
        """What the browser's tab says: errors first, then the page, then the district."""
        return self.titled(self.translate(self.title) if self.title else "")

    @property
    def description_for_engines(self) -> str:
        """The abstract on one line, as much of it as they show; empty where they stay away."""
        if not self.index_page or not self.abstract:
            return ""
        return shorten(unmarked(self.translate(self.abstract)), LONGEST, placeholder=" …")

    @property
    def title_language(self) -> str | None:
        """The language of the title, where it is not that of the page."""
        if messages.is_gap(self.title, self.language):
            return languages.SOURCE
        return getattr(self.title, "language", None)

    def titled(self, *parts: Shown) -> str:
        """The parts and the district, without markup."""
        district = self.identity.short_name or self.district_name
        return " – ".join(unmarked(part) for part in (*parts, district) if part)

    def alternates(self) -> Mapping[str, str]:
        """Address of this page by language; a higher room says so by ``ILanguageAlternates``."""
        for objects in ((self.context, self.request, self), (self.context, self.request)):
            adapter = queryMultiAdapter(objects, ILanguageAlternates)
            if adapter is not None:
                return adapter.addresses()
        return {}

    @cached_property
    def _alternates(self) -> Mapping[str, str]:
        return self.alternates()

    @cached_property
    def language_links(self) -> Sequence[Link]:
        """The switcher: this page in each language, or that language's home page."""
        known = self._alternates
        return tuple(
            Link(
                entry.native_name,
                known.get(tag, f"{self.site_address}/{tag}"),
                current=tag == self.language,
                language=tag,
            )
            for tag, entry in languages.LANGUAGES.items()
        )

    @cached_property
    def hreflang_links(self) -> Sequence[Link]:
        return tuple(Link(tag, address) for tag, address in sorted(self._alternates.items()))

    @property
    def canonical(self) -> str:
        """The one address of this page; empty where search engines stay away."""
        return self._alternates.get(self.language, "") if self.index_page else ""

    @property
    def structured_data(self) -> str:
        """What a higher room tells search engines of this page, as a block of data."""
        if not self.index_page:
            return ""
        adapter = queryMultiAdapter((self.context, self.request, self), IStructuredData)
        data = adapter.data() if adapter else None
        return as_script(data) if data else ""

    @property
    def helped_question(self) -> str:
        """The question whether this page has helped, where a higher room takes the answer."""
        if not self.asks_if_helped or not self.canonical:
            return ""
        adapter = queryMultiAdapter((self.site, self.request), IFeedback)
        if adapter is None:
            return ""
        page = self.canonical.removeprefix(f"{self.site_address}/")
        return self.draw_helped(address=adapter.address(), page=page)

    @cached_property
    def announcements(self) -> str:
        """What visitors have to know, above the page, where a higher room has something."""
        if not self.has_announcements:
            return ""
        adapter = queryMultiAdapter((self.context, self.request, self), IAnnouncements)
        found = tuple(adapter.shown()) if adapter is not None else ()
        if not found:
            return ""
        return self.draw_announcements(announcements=found, others=adapter.others())

    @cached_property
    def navigation(self) -> Sequence[Link]:
        adapter = queryMultiAdapter((self.site, self.request), INavigation)
        return tuple(adapter.entries()) if adapter else ()

    @cached_property
    def footer_links(self) -> Sequence[Link]:
        adapter = queryMultiAdapter((self.site, self.request), IFooterLinks)
        return tuple(adapter.links()) if adapter else ()

    @property
    def style_address(self) -> str:
        return self._asset_address("portal.rtl.css" if self.direction == "rtl" else "portal.css")

    @property
    def accent_address(self) -> str:
        """The style sheet of the district's colour; empty for the usual one."""
        return of_district.sheet_address(self.site_address, self.identity)

    @property
    def arms_address(self) -> str:
        """The district's arms; empty without."""
        return of_district.arms_address(self.site_address, self.identity)

    @property
    def font_addresses(self) -> Sequence[str]:
        """The fonts that the browser asks for before it has read the styles."""
        names = fonts.of_language(self.language)
        return list(filter(None, map(self._asset_address, names)))

    @property
    def icon_address(self) -> str:
        return self.arms_address or self._asset_address("icon.svg")

    @property
    def icon_type(self) -> str:
        arms = self.identity.arms
        return arms.media_type if arms else "image/svg+xml"

    def script_address(self, name: str) -> str:
        """Where a script of ours lies; no page needs one."""
        return self._asset_address(name)

    def _asset_address(self, name: str) -> str:
        return asset_address(self.site_address, name)


class StaffPage(PublicPage):
    """A page of the workplace: wider, dense, with the signed-in person's name. Never cached."""

    frame_class = "pd-page pd-page--staff"
    index_page = False
    has_announcements = False

    @property
    def folds_menu(self) -> bool:
        """The few entries of the workplace have room on a phone, with their counts in sight."""
        return len(self.navigation) > FEW_ENTRIES

    def prepare_response(self) -> None:
        super().prepare_response()
        headers.private_no_store(self.request.response)
        chosen = languages.chosen_now(self.request)
        if chosen:
            languages.remember(self.request, chosen)

    @cached_property
    def language_links(self) -> Sequence[Link]:
        """The switcher: this very page, whose address tells no language; what is chosen stays."""
        here = self.request.get("ACTUAL_URL", "")
        asked = parse_qsl(self.request.get("QUERY_STRING", ""), keep_blank_values=True)
        rest = [(name, value) for name, value in asked if name != "lang"]
        return tuple(
            Link(
                entry.native_name,
                f"{here}?{urlencode([*rest, ('lang', tag)])}",
                current=tag == self.language,
                language=tag,
            )
            for tag, entry in languages.LANGUAGES.items()
        )

    @property
    def user_name(self) -> str:
        user = getSecurityManager().getUser()
        return user.getProperty("fullname", "") or user.getUserName()

    @property
    def logout_address(self) -> str:
        return f"{self.site_address}/logout"
