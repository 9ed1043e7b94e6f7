"""The start page of a service: what you need, how long it takes, how to stop and come back."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from zope.i18nmessageid import Message
from zope.interface import implementer

from permitdesk.access import is_visitor
from permitdesk.core import _, in_words, messages
from permitdesk.core.languages import LANGUAGES
from permitdesk.core.memory import Memory
from permitdesk.core.texts import Shown, Text, alike
from permitdesk.district import FeeEstimate, amount_text, told
from permitdesk.intake import renewal
from permitdesk.intake.interfaces import IServiceNotices, IStartPage
from permitdesk.intake.views.base import IntakePage
from permitdesk.services import (
    Availability,
    Changes,
    address,
    all_services,
    availability_of,
    closed_said,
    form_address,
    offered_languages,
    own_form_address,
    possible_fees,
    published,
    translations,
)
from permitdesk.services.availability import FULL, FULL_TODAY
from permitdesk.services.comparison import paper_language
from permitdesk.services.definition import Revision
from permitdesk.services.paper import OwnForm
from permitdesk.theme import Fact, Notice, PageTemplate, public_cache
from permitdesk.translation import BLOCKED

CACHE_SECONDS = 300
NOT_IN_THIS_LANGUAGE = _(
    "intake_language_blocked",
    default="Diesen Antrag gibt es in Ihrer Sprache noch nicht online",
)
IN_OTHER_LANGUAGES = _(
    "intake_language_others",
    default="Online können Sie ihn in diesen Sprachen ausfüllen. Die deutschen Fragen stehen auch"
    " auf dem Formular auf Papier.",
)
OWN_FORM_TITLE = _(
    "intake_start_own_form",
    default="Formular der Behörde auf Papier (PDF, ${size}, ${language}, Stand ${day})",
)
# What every visitor of a service would have worked out anew: by revision, day and language.
_begun, _fees = Memory(200), Memory(1000)


@implementer(IStartPage)
class StartPage(IntakePage):
    """Stores nothing; its one button leads to the first step, or to where somebody stopped."""

    index = PageTemplate("start.pt")
    index_page = True

    @property
    def abstract(self) -> str | Text:
        return self.text("service.summary")

    asks_if_helped = True
    tells_review = True
    standing = ""  # of a draft on this device nothing is told here

    def __call__(self) -> str:
        return self.show()

    def prepare_response(self) -> None:
        """The same for every visitor who holds no cookie of ours: that page may be kept.

        Plone writes a token into the page of somebody who is signed in, also without a cookie.
        """
        super().prepare_response()
        self.request.response.setHeader("Vary", "Cookie")
        known = self.request.cookies or not is_visitor()
        if not known and self.request.method in ("GET", "HEAD"):
            public_cache(self.request.response, CACHE_SECONDS)

    @property
    def published(self) -> Revision:
        return published(self.service)

    @property
    def title(self) -> str | Text:
        return self.service_title

    @property
    def is_online(self) -> bool:
        """Whether one can apply here; else there is the form on paper."""
        return self.published.accepts_applications and not self.is_blocked and not self.is_closed

    @cached_property
    def availability(self) -> Availability:
        return availability_of(self.service)

    @property
    def is_closed(self) -> bool:
        """Whether one cannot begin today; who has begun goes on to the end."""
        if self.has_unsent:
            return not self.availability.may_send(self.today)
        return not self.availability.is_open(self.today)

    @cached_property
    def is_blocked(self) -> bool:
        """Whether too little is translated to begin in this language; a draft goes on in it."""
        asked = translations.readiness_of(self.service, self.published, self.language)
        return self.draft is None and asked == BLOCKED

    @property
    def form_address(self) -> str:
        return form_address(self.service, self.language)

    @property
    def form_title(self) -> str:
        if self.is_own_instead:
            return self.own_form_title
        if self.is_message:
            return self.translate(
                _("intake_start_form_message", default="Formular auf Papier (PDF)")
            )
        return self.translate(_("intake_start_form", default="Antrag auf Papier (PDF)"))

    @cached_property
    def own_form(self) -> tuple[str, OwnForm] | None:
        """The office's own form on paper, and in which language it is."""
        return self.published.paper_forms.of(self.language)

    @property
    def is_own_instead(self) -> bool:
        return self.own_form is not None and self.published.paper_forms.instead

    @property
    def own_form_address(self) -> str:
        """Where it is offered beside the one that the portal draws; empty where it is not."""
        is_beside = self.own_form is not None and not self.is_own_instead
        return own_form_address(self.service, self.language) if is_beside else ""

    @property
    def own_form_title(self) -> str:
        tag, form = self.own_form
        mapping = {
            "day": in_words.day(form.day, self.language),
            "size": in_words.size(form.size, self.language),
            "language": in_words.isolated(paper_language(tag, self.language)),
        }
        return self.translate(Message(OWN_FORM_TITLE, mapping=mapping))

    @property
    def notices(self) -> list[Notice]:
        """What stands first: what is different these days."""
        found = IServiceNotices(self.service, None)
        told = [
            Notice("info", self.translate(each.title), each.text)
            for each in (found.notices(self.language) if found is not None else ())
        ]
        first = [self.other_languages] if self.is_blocked else []
        return [*self.closed_notices, *first, *told]

    @property
    def closed_notices(self) -> list[Notice]:
        """Why one cannot begin today; a service that is on paper anyway is never closed."""
        said = closed_said(self.availability, self.today, self.language)
        if said is None or not self.published.accepts_applications:
            return []
        return [Notice("warning", said.title, said.text, links=self.to_ask)]

    @property
    def to_ask(self) -> list[tuple[Shown, str]]:
        """Where one can ask the office online, while this takes no more applications."""
        if self.availability.state(self.today) not in (FULL, FULL_TODAY):
            return []
        found = ((each, published(each)) for each in all_services(self.site))
        return [
            (revision.shown("service.title", self.language), address(each, self.language))
            for each, revision in found
            if revision.kind == "contact"
            and revision.accepts_applications
            and availability_of(each).is_open(self.today)
        ]

    @property
    def other_languages(self) -> Notice:
        """That there is no form in this language, and in which there is one."""
        return Notice(
            "warning",
            self.translate(NOT_IN_THIS_LANGUAGE),
            self.translate(IN_OTHER_LANGUAGES),
            links=[
                (LANGUAGES[tag].native_name, address(self.service, tag))
                for tag in offered_languages(self.service)
            ],
        )

    @property
    def has_unsent(self) -> bool:
        """Whether this browser holds a draft; whose, and of what, is told to nobody here."""
        return self.draft is not None and not self.draft.sent

    @cached_property
    def newer(self) -> Changes | None:
        """What a newer revision asks otherwise than the draft on this device."""
        return renewal.newer(self.draft, self.revision, self.published)

    @property
    def begin_title(self) -> str:
        """What the button does."""
        if self.draft is not None:
            return self.translate(_("intake_start_continue", default="Weitermachen"))
        if self.is_message:
            return self.translate(_("intake_start_message", default="Nachricht schreiben"))
        return self.translate(_("intake_start_begin", default="Antrag beginnen"))

    @property
    def needed(self) -> list[Shown]:
        """What to have at hand, an item a line."""
        text = self.text("service.need")
        return [alike(text, line.strip()) for line in str(text).splitlines() if line.strip()]

    @cached_property
    def fees(self) -> FeeEstimate:
        return possible_fees(self.published.definition, self.today, self.service.fees.split())

    @cached_property
    def expected_fee(self) -> str:
        """From the lowest to the highest fee that may be due; empty where none is known."""
        asked = ("expected", self.published.digest, self.fees, *self._said_in)
        return _fees.recall(asked, self._expected_fee)

    def _expected_fee(self) -> str:
        known = [line for line in self.fees.choices if line.is_known]
        if not known:
            return ""
        lowest = min(line.lowest for line in known)
        highest = max(line.highest for line in known)
        mapping = {"amount": amount_text(lowest, highest, self.language)}
        if lowest == highest and self.is_always_due:
            text = _("intake_fee_one", default="Voraussichtlich ${amount}.", mapping=mapping)
        elif lowest == highest:
            text = _(
                "intake_fee_if",
                default="Wenn eine Gebühr anfällt, voraussichtlich ${amount}.",
                mapping=mapping,
            )
        elif self.is_online:
            text = _(
                "intake_fee_span",
                default="Voraussichtlich ${amount}, je nach Antrag. Bevor Sie absenden, sehen Sie"
                " eine Schätzung für sich.",
                mapping=mapping,
            )
        else:
            text = _(
                "intake_fee_span_paper",
                default="Voraussichtlich ${amount}, je nach Antrag.",
                mapping=mapping,
            )
        return self.translate(text)

    @property
    def _said_in(self) -> tuple[str, str]:
        return self.language, messages.edition(self.language)

    @property
    def is_always_due(self) -> bool:
        """Whether some fee is due whatever somebody answers."""
        rules = [each for each in self.published.definition.fee_rules if each.kind == "fee"]
        return not rules or any(each.condition is None for each in rules)

    @property
    def fee_lines(self) -> Sequence[Mapping[str, object]]:
        """Each fee that may be due, with its amount and where it stands."""
        return _fees.recall(
            ("lines", self.fees, *self._said_in),
            lambda: [line for line in told(self.fees, self.language)["lines"] if line["lowest"]],
        )

    @cached_property
    def begin_address(self) -> str:
        """The first step, or where the open draft was left."""
        if self.draft is not None:
            return f"{self.address}{self.place}"
        asked = (self.revision.service, self.revision.digest, self.today)
        return f"{self.address}{_begun.recall(asked, lambda: self.place)}"

    @property
    def privacy_points(self) -> list[Fact]:
        """The privacy notice: each paragraph is a question and its answer."""
        points, text = [], self.text("service.privacy")
        for paragraph in str(text).split("\n\n"):
            question, mark, answer = paragraph.strip().partition("? ")
            if mark:
                points.append(Fact(alike(text, f"{question}?"), alike(text, answer)))
            elif paragraph.strip():
                points.append(Fact("", alike(text, paragraph.strip())))
        return points


class NotOnlinePage(StartPage):
    """Answers for a step of a service that exists on paper only: the start page, and why."""

    index_page = False

    @property
    def notices(self) -> list[Notice]:
        title = _("intake_not_online", default="Diesen Antrag gibt es noch nicht online")
        text = _(
            "intake_not_online_text",
            default="Nutzen Sie das Formular auf Papier. Es ist nichts gespeichert worden.",
        )
        first = Notice("warning", self.translate(title), self.translate(text))
        return [first, *super().notices]


class BlockedLanguagePage(StartPage):
    """Answers for a step in a language in which one cannot begin: the start page, and where one
    can. Nothing is stored."""

    index_page = False


class ClosedPage(StartPage):
    """Answers for a step of a service in which one cannot begin today, or to who would send too
    late: the start page, and why. A draft stays as it is."""

    index_page = False
