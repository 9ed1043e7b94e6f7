"""When one may begin a service online: days, limits, a pause with its notice, and who set what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.access import actor, full_name
from permitdesk.core import _, clock, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Shown
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import FormPage, Section, text_field
from permitdesk.services.availability import (
    LONGEST_NOTICE,
    LONGEST_WHY,
    MOST_GRACE,
    MOST_LIMIT,
    availability_of,
    came_on,
    checked,
    closed_said,
    set_availability,
    stamp_of,
    switches,
)
from permitdesk.services.definition import Field, Rule
from permitdesk.services.translations import notice_changes
from permitdesk.theme import Notice, PageTemplate

TITLE = _("designer_availability", default="Wann der Dienst offen ist")
DAYS = _("designer_availability_days", default="Tage")
OPENS = _("designer_availability_opens", default="Erster Tag")
OPENS_HELP = _(
    "designer_availability_opens_help",
    default="Vorher kann niemand beginnen. Leer: ab sofort.",
)
CLOSES = _("designer_availability_closes", default="Letzter Tag")
CLOSES_HELP = _(
    "designer_availability_closes_help",
    default="Danach kann niemand mehr beginnen. Leer: ohne Ende.",
)
GRACE_TITLE = _(
    "designer_availability_grace",
    default="Wie viele Tage danach darf noch absenden, wer schon begonnen hat?",
)
GRACE_HELP = _(
    "designer_availability_grace_help",
    default="Gezählt ab dem letzten Tag oder dem Beginn der Pause.",
)
PAUSE = _("designer_availability_pause", default="Pause")
PAUSED = _("designer_availability_paused", default="Macht der Dienst gerade Pause?")
PAUSED_HELP = _(
    "designer_availability_paused_help",
    default="Das gilt sofort nach dem Speichern, ohne neue Fassung.",
)
LIMITS = _("designer_availability_limits", default="Wie viele")
LIMITS_HELP = _(
    "designer_availability_limits_help",
    default="Ist die Grenze erreicht, kann niemand mehr beginnen. Wer schon begonnen hat, darf"
    " absenden. Deshalb können es etwas mehr werden. Was Sie am Schalter oder von Papier erfassen,"
    " zählt nicht mit.",
)
PER_DAY = _("designer_availability_per_day", default="Höchstens so viele an einem Tag")
PER_DAY_HELP = _(
    "designer_availability_per_day_help",
    default="Am nächsten Tag geht es wieder. Leer: ohne Grenze.",
)
IN_ALL = _("designer_availability_in_all", default="Höchstens so viele insgesamt")
IN_ALL_HELP = _(
    "designer_availability_in_all_help",
    default="Gezählt ab dem ersten Tag, sonst ab heute. Leer: ohne Grenze.",
)
CAME = _("designer_availability_came", default="Heute online eingegangen: ${count}")
CAME_SINCE = _("designer_availability_came_since", default="Seit ${day} insgesamt: ${count}")
NOTICE = _("designer_availability_notice", default="Hinweis auf ${language}")
OTHERS = _("designer_availability_others", default="Hinweis in den anderen Sprachen")
NOTICES_HELP = _(
    "designer_availability_notices_help",
    default="Sagen Sie, warum, wie lange ungefähr und was man jetzt tun kann. Fehlt eine Sprache,"
    " steht dort der deutsche Hinweis. Die Übersetzungen stehen auch unter „Übersetzungen“ und in"
    " den Dateien für Übersetzungsbüros.",
)
WHY = _("designer_availability_why", default="Warum ändern Sie das?")
WHY_HELP = _(
    "designer_availability_why_help",
    default="Nur für Ihr Team. Schreiben Sie keine Namen von Antragstellenden.",
)
REASON = _("designer_availability_reason", default="Grund")
SAVED = _("designer_availability_saved", default="Gespeichert: Das gilt ab jetzt")


@dataclass(frozen=True)
class Told:
    """Who set it, when and why."""

    when: str
    who: str
    why: str


class AvailabilityPage(FormPage):
    """Notices are ``notice_<language>``. Two at once are told apart by the stamp of what holds,
    not by the edition: the working state stays as it is."""

    name, tab = "availability", "texts"
    title = TITLE
    index = PageTemplate("availability.pt")

    @property
    def edition_now(self) -> str:
        return stamp_of(self.context)

    def said_since(self, before: str) -> list[str]:
        return [f"{each.who}, {each.when}: {each.why}" for each in self.trace[:1]]

    def asked(self) -> Sequence[Field]:
        said = self.say(TOO_LONG)
        grace = (Rule("min", 0), Rule("max", MOST_GRACE))
        limit = (Rule("min", 1), Rule("max", MOST_LIMIT))
        return [
            Field("opens", "date", self.say(OPENS), self.say(OPENS_HELP)),
            Field("closes", "date", self.say(CLOSES), self.say(CLOSES_HELP)),
            Field(
                "grace",
                "integer",
                self.say(GRACE_TITLE),
                self.say(GRACE_HELP),
                required=True,
                rules=grace,
            ),
            Field("per_day", "integer", self.say(PER_DAY), self.say(PER_DAY_HELP), rules=limit),
            Field("in_all", "integer", self.say(IN_ALL), self.say(IN_ALL_HELP), rules=limit),
            self.yes_no("paused", PAUSED, PAUSED_HELP),
            *(
                text_field(
                    f"notice_{tag}",
                    self.say(Message(NOTICE, mapping={"language": each.native_name})),
                    longest=LONGEST_NOTICE,
                    long=True,
                    said=said,
                )
                for tag, each in LANGUAGES.items()
            ),
            text_field("why", self.say(WHY), self.say(WHY_HELP), True, LONGEST_WHY, said=said),
        ]

    def stored(self) -> Mapping[str, object]:
        kept = availability_of(self.context)
        return {
            "opens": kept.opens.isoformat() if kept.opens else None,
            "closes": kept.closes.isoformat() if kept.closes else None,
            "grace": kept.grace,
            "per_day": kept.per_day,
            "in_all": kept.in_all,
            "paused": "yes" if kept.paused_on else "no",
            **{f"notice_{tag}": kept.notices.get(tag, "") for tag in LANGUAGES},
        }

    def read_rows(self) -> None:
        answers = self.questions.answers
        sent = {
            "opens": answers.get("opens"),
            "closes": answers.get("closes"),
            "paused": answers.get("paused") == "yes",
            "notices": {tag: str(answers.get(f"notice_{tag}") or "") for tag in LANGUAGES},
            "grace": answers.get("grace"),
            "per_day": answers.get("per_day"),
            "in_all": answers.get("in_all"),
            "why": answers.get("why"),
        }
        before = availability_of(self.context)
        self.wanted, wrong = checked(sent, before, clock.today())
        for name, message in wrong.items():
            self.complain_of(name.replace("notices.", "notice_"), message)

    def save(self) -> str:
        why = str(self.questions.answers["why"]).strip()
        set_availability(self.context, self.wanted, actor(), why)
        notice_changes(self.context)
        return f"{self.here}?saved=1"

    def sections(self) -> Sequence[Section]:
        others = [f"notice_{tag}" for tag in LANGUAGES if tag != SOURCE]
        return [
            Section(
                self.say(PAUSE),
                self.widgets("paused", f"notice_{SOURCE}"),
                help=self.say(NOTICES_HELP),
            ),
            Section(self.say(OTHERS), self.widgets(*others), "folded"),
            Section(self.say(DAYS), self.widgets("opens", "closes", "grace")),
            Section(
                self.say(LIMITS), self.widgets("per_day", "in_all"), help=self.say(LIMITS_HELP)
            ),
            Section(self.say(REASON), self.widgets("why")),
        ]

    @property
    def notices(self) -> list[Notice]:
        """What was done, and what people are told today."""
        found = []
        if self.sent("saved") and not self.is_posted:
            found.append(Notice("success", self.say(SAVED)))
        said = closed_said(availability_of(self.context), clock.today(), self.language)
        return [*found, Notice("warning", said.title, said.text)] if said else found

    @property
    def came(self) -> list[Shown]:
        """How many came, today and since a limit counts."""
        today, found = clock.today(), availability_of(self.context)
        said = [Message(CAME, mapping={"count": came_on(self.context, today)})]
        if found.counts_from is not None:
            day = in_words.day(found.counts_from.isoformat(), self.language)
            said.append(Message(CAME_SINCE, mapping={"day": day, "count": found.came}))
        return [self.say(each) for each in said]

    @cached_property
    def trace(self) -> list[Told]:
        """Newest first."""
        return [
            Told(
                in_words.moment(datetime.fromisoformat(each.at), self.language),
                full_name(each.by),
                each.why,
            )
            for each in reversed(switches(self.context))
        ]

    @property
    def cancel_address(self) -> str:
        return self.page_address("texts")

    def shown(self, text: str) -> Shown:
        """What a colleague wrote."""
        return self.german(text)
