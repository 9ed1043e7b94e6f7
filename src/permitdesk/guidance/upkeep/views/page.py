"""What editors should mend, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from AccessControl import getSecurityManager
from plone.protect import CheckAuthenticator
from Products.CMFCore.utils import getToolByName
from zope.component import getMultiAdapter
from zope.interface import implementer

from permitdesk.core import _, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.guidance.editors import EditorsPage
from permitdesk.guidance.interfaces import IEditorsPage
from permitdesk.guidance.upkeep import outside
from permitdesk.guidance.upkeep.flaws import KINDS
from permitdesk.guidance.upkeep.report import MEDIA, Flawed, counted, of_one, report
from permitdesk.theme import Choice, Link, Pages, PageTemplate

TITLE = _("guidance_upkeep_title", default="Was zu verbessern ist")
ADD = "Permitdesk: Add guidance"
SWITCH = "Manage portal"
BATCH = 50


@implementer(IEditorsPage)
class WayToUpkeep:
    """In the bar above the pages of editors."""

    title = TITLE
    permission = ADD

    def __init__(self, site, request):
        self.address = f"{site.absolute_url()}/@@upkeep"


@dataclass(frozen=True)
class Said:
    """A flaw in words: where it stands, what it is."""

    place: str
    words: str


@dataclass(frozen=True)
class Line:
    """A page with what to mend in it; ``edit`` is where one does."""

    title: str
    address: str
    edit: str
    public: bool
    said: Sequence[Said]


class UpkeepPage(EditorsPage):
    """``upkeep`` of the site; ``?to=`` the language of the pages, ``?kind=`` narrows, ``?of=`` is
    the UID of the one page that somebody wants to know of."""

    title = TITLE
    index = PageTemplate("page.pt")

    def __call__(self) -> str:
        if self.request.method == "POST":
            return self._switched()
        return super().__call__()

    def sent(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value[:40] if isinstance(value, str) else ""

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@upkeep"

    @property
    def tag(self) -> str:
        return self.sent("to") if self.sent("to") in LANGUAGES else SOURCE

    @property
    def kind(self) -> str:
        return self.sent("kind") if self.sent("kind") in KINDS else ""

    @property
    def of(self) -> str:
        return self.sent("of")

    @cached_property
    def every(self) -> Sequence[Flawed]:
        if not self.of:
            return report(self.site, self.request, self.tag)
        brains = getToolByName(self.site, "portal_catalog")(UID=self.of, show_inactive=True)
        found = of_one(brains[0].getObject(), self.request) if brains else None
        return [found] if found else []

    @cached_property
    def found(self) -> Sequence[Flawed]:
        if not self.kind:
            return self.every
        return [each for each in self.every if any(f.kind == self.kind for f in each.flaws)]

    @property
    def start(self) -> int:
        start = self.sent("start")
        return int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 0

    @property
    def lines(self) -> Sequence[Line]:
        return [self._line(each) for each in self.found[self.start : self.start + BATCH]]

    @property
    def number(self) -> str:
        return in_words.number(len(self.found), self.language)

    @property
    def kinds(self) -> Sequence[tuple[Link, str]]:
        """Each kind of flaw that there is, and on how many pages."""
        return [
            (
                Link(str(self.translate(KINDS[kind])), self._with(kind=kind), kind == self.kind),
                in_words.number(number, self.language),
            )
            for kind, number in counted(self.every).items()
        ]

    @property
    def languages(self) -> Sequence[Choice]:
        return [Choice(tag, each.native_name, tag == self.tag) for tag, each in LANGUAGES.items()]

    @property
    def all_kinds(self) -> str:
        return self._with(kind="")

    @property
    def pages(self) -> Pages | None:
        total, end = len(self.found), self.start + BATCH
        if total <= BATCH:
            return None
        return Pages(
            f"{self.start + 1}–{min(end, total)} / {total}",
            self._with(start=max(self.start - BATCH, 0)) if self.start else "",
            self._with(start=end) if end < total else "",
        )

    # Links to other hosts

    @property
    def asks_outside(self) -> bool:
        return outside.is_on(self.site)

    @property
    def may_switch(self) -> bool:
        return not self.of and bool(getSecurityManager().checkPermission(SWITCH, self.site))

    @property
    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    def _switched(self) -> str:
        CheckAuthenticator(self.request)
        if self.may_switch:
            outside.switch(self.site, self.sent("outside") == "on")
        self.prepare_response()
        return self.request.response.redirect(self.address, status=303)

    def _line(self, each: Flawed) -> Line:
        is_translation = self.tag != SOURCE and each.kind not in MEDIA and not self.of
        where = f"/@@translate?to={self.tag}" if is_translation else "/edit"
        return Line(
            each.title,
            each.address + ("/view" if each.kind in MEDIA else ""),
            each.address + where,
            each.public,
            [
                Said(str(self.translate(flaw.place)), str(self.translate(flaw.message)))
                for flaw in each.flaws
                if self.kind in ("", flaw.kind)
            ],
        )

    def _with(self, **changed: object) -> str:
        asked = {"to": self.tag, "kind": self.kind, "of": self.of, **changed}
        return f"{self.address}?{urlencode({name: v for name, v in asked.items() if v})}"
