"""The draft of a unit's rules beside those in force: put in order, switched off, put in force."""

from functools import cached_property

from permitdesk.casework.routing import editing, steering
from permitdesk.casework.routing.book import book_of, rules_of
from permitdesk.casework.routing.rules import Rules
from permitdesk.casework.routing.views.rules import tried
from permitdesk.casework.routing.views.trying import Trying
from permitdesk.casework.routing.views.unit import HeadPage
from permitdesk.casework.routing.words import Said, say
from permitdesk.core import _
from permitdesk.theme import PageTemplate

MEANWHILE = _(
    "casework_route_meanwhile",
    default="Jemand hat den Entwurf inzwischen geändert. Sehen Sie ihn sich noch einmal an.",
)
NO_REASON = _(
    "casework_route_no_reason",
    default="Schreiben Sie einen Grund, mit höchstens 500 Zeichen.",
)
FORBIDDEN = _(
    "casework_route_forbidden",
    default="Diese Regeln können nicht in Kraft treten. Der Grund steht bei den Hinweisen.",
)


NAMED = {
    "change": _("casework_route_named_change", default="Regel „${rule}“ ändern"),
    "up": _("casework_route_named_up", default="Regel „${rule}“ nach oben"),
    "down": _("casework_route_named_down", default="Regel „${rule}“ nach unten"),
    "off": _("casework_route_named_off", default="Regel „${rule}“ ausschalten"),
    "on": _("casework_route_named_on", default="Regel „${rule}“ einschalten"),
    "remove": _("casework_route_named_remove", default="Regel „${rule}“ entfernen"),
}


class DraftPage(HeadPage):
    """``do`` says what was sent: a move of one rule, or what becomes of the whole draft."""

    name = "routing-draft"
    index = PageTemplate("draft.pt")
    title = _("casework_route_change", default="Regeln ändern")

    @property
    def rules(self) -> Rules:
        return steering.draft(self.context)

    @property
    def in_force(self) -> Rules:
        return rules_of(self.context)

    @property
    def is_draft(self) -> bool:
        return book_of(self.context).draft is not None

    @property
    def draft_by(self) -> str:
        return book_of(self.context).draft_by

    @property
    def seen(self) -> str:
        return steering.seen_now(self.context)

    def listed(self) -> list[dict[str, object]]:
        """The rules of the draft, those that are switched off too."""
        rules = self.rules.rules
        return [
            {
                "id": rule.id,
                "title": rule.title or rule.id,
                "said": self.sayings.rule(rule),
                "active": rule.active,
                "can_rise": place > 0,
                "can_fall": place < len(rules) - 1,
                "address": f"{self.context.absolute_url()}/@@routing-rule?rule={rule.id}",
            }
            for place, rule in enumerate(rules)
        ]

    @staticmethod
    def named(what: str, rule) -> str:
        """What a button does, with the rule's name, for who hears one button after the other."""
        return say(NAMED[what], rule=rule["title"])

    def now(self) -> list[Said]:
        return self.said(self.in_force)

    @property
    def new_address(self) -> str:
        return f"{self.context.absolute_url()}/@@routing-rule"

    @property
    def replay_address(self) -> str:
        return f"{self.context.absolute_url()}/@@routing-replay"

    @cached_property
    def trying(self) -> Trying:
        form = self.request.form if self.is_posted and self.sent("do") == "try" else None
        return Trying(self.vocabulary, self.rules, form)

    @property
    def form_errors(self):
        return self.trying.questions.errors

    def answer(self) -> list[str]:
        return tried(self, self.trying)

    @property
    def reason(self) -> str:
        return self.sent("reason", 1000)

    def done(self) -> str | None:
        do, rule = self.sent("do"), self.sent("rule")
        if do == "try":
            return None
        try:
            return self._done(do, rule)
        except steering.ChangedMeanwhileError:
            self.complain(MEANWHILE, "rules")
        except steering.NoReasonError:
            self.complain(NO_REASON, "f-reason")
        except steering.ForbiddenRulesError:
            self.complain(FORBIDDEN, "rules")
        return None

    def _done(self, do: str, rule: str) -> str:
        seen = self.sent("seen")
        if do == "force":
            steering.put_in_force(self.context, self.reason, seen)
            return self.routing_address
        if do == "drop":
            steering.write_draft(self.context, None, seen)
            return self.routing_address
        changed = {
            "up": lambda: editing.moved(self.rules, rule, -1),
            "down": lambda: editing.moved(self.rules, rule, 1),
            "switch": lambda: editing.switched(self.rules, rule),
            "remove": lambda: editing.without_rule(self.rules, rule),
        }.get(do)
        if changed is not None:
            steering.write_draft(self.context, changed(), seen)
        return f"{self.here}#rules"
