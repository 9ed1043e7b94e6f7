"""What the pages about a unit's routing share."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from AccessControl import getSecurityManager
from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter

from permitdesk.casework.routing.book import book_of
from permitdesk.casework.routing.checking import Finding
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.steering import findings
from permitdesk.casework.routing.views.findings import finding_text
from permitdesk.casework.routing.vocabulary import Vocabulary, vocabulary
from permitdesk.casework.routing.words import Said, Sayings, say
from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _, clock
from permitdesk.core.characters import whole
from permitdesk.theme import ErrorLink, Link, Notice, Widget

OUTSIDE = _(
    "casework_route_first_outside",
    default="Wer in einem Ort mit eigener Ausländerbehörde wohnt, kommt zu ${desk}.",
)
TOGETHER = _(
    "casework_route_first_family",
    default="Was eine Familie im Portal zusammen begonnen hat, kommt zu einem Ordner: dem des "
    "ersten Antrags.",
)
REST = _("casework_rule_rest", default="Alles andere kommt zu ${desk}.")
DROP = _("casework_route_named_drop", default="${what} entfernen")
TITLE = _("casework_route_title", default="Zuständigkeit: ${unit}")


def on_one_line(widgets: Sequence[Widget]) -> list[Widget]:
    """Radio buttons as lists, so that an answer can be taken back."""
    return [replace(each, kind="select") if each.kind == "radio" else each for each in widgets]


class UnitPage(OfficePage):
    """A page of a unit. What changes something is sent by POST with a token."""

    name = "routing"

    @property
    def unit_title(self) -> str:
        return say(TITLE, unit=self.context.title)

    @property
    def here(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.name}"

    @property
    def routing_address(self) -> str:
        return f"{self.context.absolute_url()}/@@routing"

    @property
    def breadcrumb(self) -> list[Link]:
        workplace, *_rest = self.place()
        unit = Link(self.context.title, f"{self.context.absolute_url()}/@@unit")
        last = Link(self.translate(self.title), "")
        if self.name == "routing":
            return [workplace, unit, last]
        return [workplace, unit, Link(self.unit_title, self.routing_address), last]

    @property
    def is_head(self) -> bool:
        return bool(getSecurityManager().checkPermission("permitdesk: Lead unit", self.context))

    @cached_property
    def book(self):
        return book_of(self.context)

    @cached_property
    def desk_titles(self) -> dict[str, str]:
        return {desk.getId(): desk.title for desk in self.context.desks()}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return vocabulary(self.context)

    @cached_property
    def sayings(self) -> Sayings:
        return Sayings(self.vocabulary, self.desk_titles, clock.today())

    def first(self, rules: Rules) -> list[str]:
        """What is true before all rules."""
        return [say(OUTSIDE, desk=self.sayings.desk(rules.inbox)), say(TOGETHER)]

    def said(self, rules: Rules) -> list[Said]:
        """The rules in force, read aloud."""
        return [self.sayings.rule(each) for each in rules.active()]

    def rest(self, rules: Rules) -> str:
        return say(REST, desk=self.sayings.desk(rules.inbox))

    def notices(self, rules: Rules) -> list[Notice]:
        """The doubts about rules."""
        found = findings(self.context, rules, self.vocabulary)
        return [self.notice(each, rules) for each in found]

    def notice(self, finding: Finding, rules: Rules) -> Notice:
        return Notice(
            "stop" if finding.forbids else "warning",
            finding_text(finding, rules, self.sayings),
        )

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    @property
    def is_posted(self) -> bool:
        return self.request.method == "POST"

    def check_token(self) -> None:
        CheckAuthenticator(self.request)

    def sent(self, name: str, longest: int = 100) -> str:
        """A text of the form, whatever somebody sent under its name."""
        value = self.request.form.get(name, "")
        return whole(value[:longest]) if isinstance(value, str) else ""

    def go(self, address: str = "") -> str:
        self.prepare_response()
        return self.request.response.redirect(address or self.here, status=303)


class HeadPage(UnitPage):
    """For the head alone: shows on GET, does on POST and returns, or says what is wrong."""

    problems: Sequence[ErrorLink] = ()

    @property
    def errors(self) -> list[ErrorLink]:
        """What is wrong with what was sent."""
        return [*self.form_errors, *self.problems]

    @property
    def form_errors(self) -> Sequence[ErrorLink]:
        return ()

    def __call__(self):
        if not self.is_posted:
            return super().__call__()
        self.check_token()
        address = self.done()
        return super().__call__() if address is None else self.go(address)

    def done(self) -> str | None:
        """Do what was sent; returns where to go on, or None where something is wrong."""
        raise NotImplementedError

    @staticmethod
    def named_drop(what: str) -> str:
        """What a button does, for who hears one button after the other."""
        return say(DROP, what=what)

    def complain(self, message, target: str) -> None:
        """Say what is wrong; ``target`` is the id of what it is about."""
        self.problems = [*self.problems, ErrorLink(target, say(message))]
