"""Surnames that nobody looks after for a while, where they go, and what visitors are told."""

from permitdesk.casework.name_key import NotARangeError, parse_ranges
from permitdesk.casework.routing import steering
from permitdesk.casework.routing.book import rules_of
from permitdesk.casework.routing.staffing import Suspension
from permitdesk.casework.routing.views.days import (
    FIRST,
    LAST,
    LAST_BEFORE,
    TOO_LONG,
    DaysPage,
    days,
    over_last,
    told,
)
from permitdesk.casework.routing.views.rule_form import NOT_RANGES
from permitdesk.casework.routing.views.unit import on_one_line
from permitdesk.casework.routing.words import say
from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import PageTemplate, Widget

RANGES = _("casework_route_suspended_ranges", default="Welche Familiennamen?")
RANGES_HELP = _(
    "casework_route_suspended_ranges_help",
    default="Zum Beispiel: S–Z. Leer heißt: alle Vorgänge des Sachgebiets, auch die ohne Bereich.",
)
SERVICES = _("casework_route_suspended_services", default="Nur bei diesen Online-Diensten")
SERVICES_HELP = _("casework_route_form_none", default="Nichts angekreuzt heißt: alle.")
TARGET = _("casework_route_suspended_target", default="Wohin kommen solche Vorgänge?")
TARGET_HELP = _(
    "casework_route_suspended_target_help", default="Nichts gewählt heißt: in den Team-Posteingang."
)
NOTICE = _("casework_route_notice_german", default="Hinweis für die Öffentlichkeit, auf Deutsch")
NOTICE_HELP = _(
    "casework_route_notice_help",
    default="Er steht an diesen Tagen auf der Startseite der Dienste, über den Familiennamen. "
    "Schreiben Sie einfach, was das für die Menschen heißt. Keine Namen von Beschäftigten, kein "
    "Grund. Leer heißt: kein Hinweis.",
)
NOTICE_IN = _("casework_route_notice_in", default="Derselbe Hinweis: ${language}")
GERMAN_FIRST = _(
    "casework_route_notice_german_first",
    default="Schreiben Sie den Hinweis auch auf Deutsch. Er steht dort, wo eine Übersetzung fehlt.",
)
ALL_NAMES = _("casework_route_all_names", default="Alle Vorgänge")
SOME_NAMES = _("casework_route_names", default="Familiennamen ${ranges}")
GO = _("casework_route_suspended_go", default="kommen zu ${desk}")
IN_LANGUAGES = _("casework_route_notice_languages", default="Hinweis in: ${languages}")
NO_NOTICE = _("casework_route_no_notice", default="ohne Hinweis für die Öffentlichkeit")


class SuspensionsPage(DaysPage):
    name = "suspensions"
    index = PageTemplate("suspensions.pt")
    title = _("casework_route_suspensions", default="Ausgesetzte Bereiche")

    def listed(self) -> list[dict[str, str]]:
        """All, those that are over last."""
        return [
            {
                **told(each, self._names(each)),
                "goes": say(GO, desk=self.sayings.desk(each.desk or rules_of(self.context).inbox)),
                "services": ", ".join(
                    self.vocabulary.titles.get(service, service) for service in each.services
                ),
                "notice": each.notices.get(SOURCE, ""),
                "languages": say(
                    IN_LANGUAGES,
                    languages=", ".join(
                        LANGUAGES[tag].native_name for tag in each.notices if tag in LANGUAGES
                    ),
                )
                if each.notices
                else say(NO_NOTICE),
            }
            for each in over_last(self.book.suspensions())
        ]

    def _names(self, each: Suspension) -> str:
        if not each.ranges:
            return say(ALL_NAMES)
        return say(SOME_NAMES, ranges=", ".join(map(str, each.ranges)))

    def fields(self) -> list[Field]:
        desks = tuple(Option(id_, title) for id_, title in self.desk_titles.items())
        services = tuple(Option(id_, title) for id_, title in self.vocabulary.titles.items())
        long = (Rule("max_length", 600, message=say(TOO_LONG)),)
        fields = [
            Field("ranges", "text", say(RANGES), say(RANGES_HELP), rules=long),
            Field("first", "date", say(FIRST), required=True),
            Field("last", "date", say(LAST), required=True),
            Field("desk", "choice", say(TARGET), say(TARGET_HELP), options=desks),
        ]
        if services:
            fields.append(
                Field(
                    "services", "multi-choice", say(SERVICES), say(SERVICES_HELP), options=services
                )
            )
        fields.append(Field("notice_de", "long-text", say(NOTICE), say(NOTICE_HELP), rules=long))
        fields += [
            Field(
                f"notice_{tag}",
                "long-text",
                say(NOTICE_IN, language=language.native_name),
                rules=long,
            )
            for tag, language in LANGUAGES.items()
            if tag != SOURCE
        ]
        return fields

    @property
    def widgets(self) -> list[Widget]:
        drawn = on_one_line(self.questions.widgets)
        return [each for each in drawn if not _is_translation(each)]

    @property
    def translations(self) -> list[Widget]:
        """The notice in the other languages."""
        return [each for each in self.questions.widgets if _is_translation(each)]

    @property
    def has_translations(self) -> bool:
        """Whether somebody wrote one, or one is wrong."""
        return any(each.value or each.error for each in self.translations)

    def done(self) -> str | None:
        drop = self.sent("drop")
        if drop:
            steering.drop_suspension(self.context, drop)
            return self.here
        form = self.questions
        form.check()
        answers = form.answers
        first, last = days(answers)
        if first and last and last < first:
            form.complain("last", LAST_BEFORE)
        ranges = ()
        try:
            ranges = parse_ranges(str(answers.get("ranges") or ""))
        except NotARangeError as error:
            written = error.written
            form.complain("ranges", say(NOT_RANGES, written=written))
        notices = {
            tag: text
            for tag in LANGUAGES
            if (text := str(answers.get(f"notice_{tag}") or "").strip())
        }
        if notices and SOURCE not in notices:
            form.complain("notice_de", GERMAN_FIRST)
        if form.said or first is None or last is None:
            return None
        steering.put_suspension(
            self.context,
            Suspension(
                id=self.key,
                first=first,
                last=last,
                ranges=ranges,
                services=tuple(answers.get("services") or ()),
                desk=str(answers.get("desk") or ""),
                notices=notices,
            ),
        )
        return self.here


def _is_translation(widget: Widget) -> bool:
    return widget.name.startswith("notice_") and widget.name != f"notice_{SOURCE}"
