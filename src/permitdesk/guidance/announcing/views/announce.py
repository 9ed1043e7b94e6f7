"""A notice to everybody, on one page: what is shown now and soon, and the form for a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

from AccessControl import getSecurityManager
from Products.CMFCore.utils import getToolByName
from zExceptions import Unauthorized
from zope.interface import implementer

from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Text
from permitdesk.guidance.announcing import making
from permitdesk.guidance.announcing.places import places
from permitdesk.guidance.editors import EditorsPage
from permitdesk.guidance.interfaces import EVERYWHERE, NOTICE_KINDS, IEditorsPage
from permitdesk.guidance.translating.translations import translations
from permitdesk.theme import Choice, ErrorLink, Notice, PageTemplate, PostedPage, Widget

TITLE = _("guidance_announce", default="Hinweis an alle")
PERMISSION = "Permitdesk: Add guidance"
PUBLISH = "Review portal content"
LONGEST_TITLE, LONGEST = 120, 600
MISSING = _("guidance_announce_missing", default="Hier fehlt der deutsche Text.")
HALF = _("guidance_announce_half", default="In dieser Sprache fehlt der Titel oder der Text.")
NO_PLACE = _("guidance_announce_no_place", default="Wählen Sie, wo der Hinweis steht.")
NO_MOMENT = _(
    "guidance_announce_no_moment",
    default="Geben Sie einen Tag an, und die Uhrzeit so: 14:30",
)
ENDS_FIRST = _(
    "guidance_announce_ends_first", default="Das Ende muss nach dem Anfang liegen, und nach jetzt."
)
MADE = _(
    "guidance_announce_made",
    default="Gespeichert. Der Hinweis steht in allen Sprachen da, solange er gilt.",
)
ENDED = _("guidance_announce_ended", default="Der Hinweis ist beendet.")


@implementer(IEditorsPage)
class WayToAnnounce:
    """In the bar above the pages of editors."""

    title = TITLE
    permission = PERMISSION

    def __init__(self, site, request):
        self.address = f"{site.absolute_url()}/@@announce"


@dataclass(frozen=True)
class Running:
    """A notice that has not ended. ``languages`` are the names of those in which it stands."""

    id: str
    title: Text
    period: str
    languages: str
    address: str
    may_end: bool


class AnnouncePage(EditorsPage, PostedPage):
    """``announce`` of the site."""

    title = TITLE
    index = PageTemplate("announce.pt")

    @cached_property
    def said(self) -> dict[str, str]:
        """What is wrong, by the name of its field."""
        return {}

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@announce"

    @property
    def done_notice(self) -> Notice | None:
        told = {"made": MADE, "ended": ENDED}.get(self.sent("done"))
        return Notice("success", self.translate(told)) if told and not self.is_posted else None

    # What is shown

    @cached_property
    def running(self) -> Sequence[Running]:
        catalog = getToolByName(self.context, "portal_catalog")
        brains = catalog.unrestrictedSearchResults(
            portal_type="Notice",
            Language=SOURCE,
            review_state="published",
            expires={"query": self._now, "range": "min"},
            sort_on="effective",
        )
        return [self._running(brain._unrestrictedGetObject()) for brain in brains]

    @property
    def _now(self):
        return making.DateTime(clock.now())

    def _running(self, notice) -> Running:
        ends = notice.expires()
        period = _("guidance_announce_from", default="ab ${begin}")
        begins = notice.effective()
        mapping = {"begin": self._moment(begins if begins.year() > 1970 else notice.created())}
        if ends.year() < 2400:
            period = _("guidance_announce_period", default="${begin} bis ${end}")
            mapping["end"] = self._moment(ends)
        period = _(period, default=period.default, mapping=mapping)
        tags = (SOURCE, *translations(notice))
        return Running(
            notice.UID(),
            Text(notice.title, SOURCE),
            str(self.translate(period)),
            ", ".join(LANGUAGES[tag].native_name for tag in LANGUAGES if tag in tags),
            notice.absolute_url(),
            self._may("Modify portal content", notice),
        )

    def _moment(self, moment) -> str:
        return in_words.moment(moment.asdatetime(), self.language)

    # The form

    @property
    def german_widgets(self) -> list[Widget]:
        return self._words(SOURCE, required=True)

    @property
    def other_widgets(self) -> list[tuple[str, str, list[Widget]]]:
        """By language its tag, its name and the two questions."""
        return [
            (tag, each.native_name, self._words(tag))
            for tag, each in LANGUAGES.items()
            if tag != SOURCE
        ]

    @property
    def has_others(self) -> bool:
        """Whether something was typed there, so that nobody overlooks it."""
        return any(self.sent(f"title.{tag}") for tag in LANGUAGES if tag != SOURCE)

    def _words(self, tag: str, required: bool = False) -> list[Widget]:
        title = _("guidance_announce_title", default="Titel: Worum geht es?")
        text = _("guidance_notice_text", default="Text")
        return [
            self._widget(
                kind, f"{name}.{tag}", label, max_length=longest, required=required,
                direction=LANGUAGES[tag].direction,
            )
            for kind, name, label, longest in (
                ("text", "title", title, LONGEST_TITLE), ("long-text", "text", text, LONGEST),
            )
        ]  # fmt: skip

    @property
    def when_widgets(self) -> list[Widget]:
        begins = _("guidance_announce_begins", default="Steht da ab")
        at_once = _("guidance_announce_at_once", default="Leer: ab sofort.")
        ends = _("guidance_announce_ends", default="Steht da bis")
        begins_time = _("guidance_announce_begins_time", default="Uhrzeit am ersten Tag")
        ends_time = _("guidance_announce_ends_time", default="Uhrzeit am letzten Tag")
        midnight = _("guidance_announce_midnight", default="Leer: bis zum Ende des Tages.")
        return [
            self._date("begins", begins, help=self.translate(at_once)),
            self._widget("text", "begins_time", begins_time, direction="ltr", max_length=5),
            self._date("ends", ends, required=True),
            self._widget(
                "text", "ends_time", ends_time, direction="ltr", max_length=5,
                help=self.translate(midnight),
            ),
        ]  # fmt: skip

    @property
    def where_widgets(self) -> list[Widget]:
        kind = _("guidance_notice_kind", default="Wie dringend")
        where = _("guidance_notice_places", default="Wo er steht")
        chosen = self._kind
        kinds = [Choice(k, self.translate(t), k == chosen) for k, t in NOTICE_KINDS.items()]
        here = self._places if self.is_posted else frozenset({EVERYWHERE})
        known = [Choice(k, self.translate(t), k in here) for k, t in places().items()]
        return [
            self._widget("radio", "kind", kind, choices=kinds, required=True),
            self._widget("checkboxes", "places", where, choices=known, required=True),
        ]

    def _widget(self, kind: str, name: str, title, **more) -> Widget:
        value = self.sent(name, LONGEST + 1)
        error = self.said.get(name, "")
        return Widget(kind, name, self.translate(title), value=value, error=error, **more)

    def _date(self, name: str, title, **more) -> Widget:
        parts = {part: self.sent(f"{name}.{part}") for part in ("day", "month", "year")}
        error = self.said.get(name, "")
        return Widget("date", name, self.translate(title), value=parts, error=error, **more)

    @property
    def form_errors(self) -> list[ErrorLink]:
        return [ErrorLink("f-" + name.replace(".", "-"), text) for name, text in self.said.items()]

    # What was sent

    def done(self) -> str | None:
        if self.sent("end"):
            return self._end(self.sent("end"))
        folder = self.context[SOURCE]
        if not all(self._may(each, folder) for each in ("Add portal content", PUBLISH)):
            raise Unauthorized
        wanted = self._wanted()
        if wanted is None:
            return None
        making.make(wanted)
        return f"{self.address}?done=made"

    def _end(self, uid: str) -> str:
        for brain in getToolByName(self.context, "portal_catalog").unrestrictedSearchResults(
            UID=uid, portal_type="Notice"
        ):
            notice = brain._unrestrictedGetObject()
            if not self._may("Modify portal content", notice):
                raise Unauthorized
            making.end(notice)
        return f"{self.address}?done=ended"

    def _wanted(self) -> making.Wanted | None:
        """What was sent; None where something is wrong with it, which is said then."""
        texts = self._texts()
        begins = self._typed_moment("begins", time.min, required=False)
        ends = self._typed_moment("ends", time.max, required=True)
        if not self.said and (ends <= clock.now() or (begins and ends <= begins)):
            self.said["ends"] = str(self.translate(ENDS_FIRST))
        if not self._places:
            self.said["places"] = str(self.translate(NO_PLACE))
        if self.said:
            return None
        wanted = making.Wanted(texts, self._kind, self._places, begins, ends)
        for (tag, name), said in making.wrong_in(wanted).items():
            self.said[f"{name}.{tag}"] = " ".join(str(self.translate(each)) for each in said)
        return None if self.said else wanted

    def _texts(self) -> dict[str, tuple[str, str]]:
        found = {}
        for tag in LANGUAGES:
            title = " ".join(self.sent(f"title.{tag}", LONGEST_TITLE).split())
            text = self.sent(f"text.{tag}", LONGEST).strip()
            if title and text:
                found[tag] = title, text
            elif title or text or tag == SOURCE:
                empty = "title" if not title else "text"
                message = MISSING if tag == SOURCE else HALF
                self.said[f"{empty}.{tag}"] = str(self.translate(message))
        return found

    def _typed_moment(self, name: str, otherwise: time, required: bool) -> datetime | None:
        parts = [self.sent(f"{name}.{part}").strip() for part in ("year", "month", "day")]
        typed = self.sent(f"{name}_time").strip()
        if not any(parts) and not typed and not required:
            return None
        try:
            day = datetime(*map(int, parts))
            at = time.fromisoformat(typed.zfill(5)) if typed else otherwise
            return datetime.combine(day, at.replace(microsecond=0), clock.BERLIN)
        except ValueError:
            self.said[name] = str(self.translate(NO_MOMENT))
            return None

    @property
    def _kind(self) -> str:
        sent = self.sent("kind")
        return sent if sent in NOTICE_KINDS else "info"

    @property
    def _places(self) -> frozenset[str]:
        sent = self.request.form.get("places", ())
        sent = (sent,) if isinstance(sent, str) else sent
        known = places()
        return frozenset(each for each in sent if isinstance(each, str) and each in known)

    @staticmethod
    def _may(permission: str, place) -> bool:
        return bool(getSecurityManager().checkPermission(permission, place))
