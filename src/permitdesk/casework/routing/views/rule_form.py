"""The form of one rule of the draft: of whom it speaks, and who gets them.

It can say all conditions of the kind "these services, these places, this status, this answer"; a
condition of another kind comes by the API and stays as it is.
"""

from functools import cached_property

from permitdesk.casework.name_key import NotARangeError, Range, parse_ranges
from permitdesk.casework.routing import editing, steering
from permitdesk.casework.routing.facts import MUNICIPALITY, NATIONALITY, SERVICE, STATUS
from permitdesk.casework.routing.rules import Rule, Share
from permitdesk.casework.routing.views.unit import HeadPage, on_one_line
from permitdesk.casework.routing.words import say
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.district import legal_grounds
from permitdesk.intake import Questions
from permitdesk.services import definition as d
from permitdesk.services.conditions import one_of, together
from permitdesk.theme import Notice, PageTemplate

ANY_SERVICE = _("casework_route_form_services", default="Nur diese Online-Dienste")
ANY_PLACE = _("casework_route_form_places", default="Nur Menschen aus diesen Orten")
ANY_STATUS = _("casework_route_form_statuses", default="Nur mit diesem Aufenthaltsstatus")
NONE_MEANS_ALL = _("casework_route_form_none", default="Nichts angekreuzt heißt: alle.")
GROUND = _("casework_route_form_ground", default="Nur Staatsangehörige, für die anderes Recht gilt")
GROUND_HELP = _(
    "casework_route_form_ground_help",
    default="Eine Regel darf nach der Staatsangehörigkeit nur unterscheiden, wo das Gesetz es tut "
    "(Art. 3 GG). Welche Staatsangehörigkeiten es sind, ergibt sich aus der Rechtsgrundlage.",
)
TITLE = _("casework_route_form_title", default="Wie heißt die Regel?")
TITLE_HELP = _(
    "casework_route_form_title_help",
    default="Der Name steht später bei jedem Vorgang, den die Regel verteilt hat.",
)
QUESTION = _("casework_route_form_question", default="Nur mit einer bestimmten Antwort auf")
ANSWERS = _("casework_route_form_answers", default="Und zwar eine dieser Antworten")
PICK_ANSWERS = _("casework_route_form_pick", default="Kreuzen Sie mindestens eine Antwort an.")
DESKS = _("casework_route_form_desks", default="Welche Ordner bekommen diese Vorgänge?")
DESKS_HELP = _(
    "casework_route_form_desks_help",
    default="Kreuzen Sie mehrere an, dann entscheiden die Familiennamen darunter. Haben zwei "
    "Ordner dieselben Familiennamen, bekommt der mit der geringeren Last den nächsten Vorgang.",
)
RANGES = _("casework_route_form_ranges", default="Familiennamen für ${desk}")
RANGES_HELP = _(
    "casework_route_form_ranges_help",
    default="Zum Beispiel: Ak–Al, E–K. Leer heißt: alle, die kein anderer Ordner dieser Regel "
    "bekommt.",
)
NOT_RANGES = _(
    "casework_route_form_not_ranges",
    default="„${written}“ ist kein Bereich. Schreiben Sie zum Beispiel: Ak–Al, E–K",
)
TOO_LONG = _("casework_message_too_long", default="Der Text ist zu lang.")
NEW = _("casework_route_new_rule", default="Neue Regel")
CHANGE = _("casework_route_edit_rule", default="Regel ändern")
_SIMPLE = {"services": SERVICE, "places": MUNICIPALITY, "statuses": STATUS}

BEHIND = _(
    "casework_route_behind",
    default="Jemand hat den Entwurf inzwischen geändert. Was Sie eingetragen haben, steht noch"
    " hier. Speichern Sie noch einmal, um es zu übernehmen; die anderen Regeln bleiben, wie sie"
    " sind.",
)
THEIRS = _("casework_route_theirs", default="So steht die Regel „${title}“ inzwischen im Entwurf")


class RulePage(HeadPage):
    """``?rule=`` names the rule that is changed; without it a new one is made."""

    name = "routing-rule"
    index = PageTemplate("rule_form.pt")

    @property
    def title(self):
        return CHANGE if self.rule else NEW

    @cached_property
    def rule(self) -> Rule | None:
        return steering.draft(self.context).rule(self.sent("rule"))

    @property
    def draft_address(self) -> str:
        return f"{self.context.absolute_url()}/@@routing-draft"

    @property
    def seen(self) -> str:
        """The draft as it was read; once the page has said what somebody else made of it, as it is
        now."""
        if self.is_posted and not self.is_behind:
            return self.sent("seen")
        return steering.seen_now(self.context)

    is_behind = False

    @property
    def theirs(self) -> list[Notice]:
        """What somebody else saved of this rule, beside what stands in the form."""
        if not self.is_behind or self.rule is None:
            return []
        said = self.sayings.rule(self.rule)
        text = " ".join((said.sentence, *said.lines))
        return [Notice("info", say(THEIRS, title=self.rule.title or self.rule.id), text)]

    @cached_property
    def known(self) -> dict[str, object] | None:
        """The rule's condition as the form shows it; None where it is of another kind."""
        return simple(self.rule) if self.rule else {}

    @property
    def is_simple(self) -> bool:
        return self.known is not None

    @property
    def condition_text(self) -> str:
        condition = self.rule.condition if self.rule else None
        return self.sayings.condition(condition) if condition else ""

    @cached_property
    def questions(self) -> Questions:
        form = self.request.form if self.is_posted else None
        if form is not None or self.rule is None:
            return Questions(self._fields(), SOURCE, form)
        filled = Questions(self._fields(), SOURCE)
        filled.typed = self._stored()
        return filled

    def _fields(self) -> list[d.Field]:
        return [*self._whom(), *self._who_gets()]

    def _whom(self) -> list[d.Field]:
        long = d.Rule("max_length", 120, message=say(TOO_LONG))
        fields = [
            d.Field("title", "text", say(TITLE), say(TITLE_HELP), required=True, rules=(long,))
        ]
        if not self.is_simple:
            return fields
        words, none = self.vocabulary, say(NONE_MEANS_ALL)
        titles = {"services": ANY_SERVICE, "places": ANY_PLACE, "statuses": ANY_STATUS}
        fields += [
            d.Field(name, "multi-choice", say(titles[name]), none, options=options)
            for name, fact in _SIMPLE.items()
            if (options := words.fields[fact].options)
        ]
        grounds = tuple(d.Option(g.name, g.title) for g in legal_grounds(clock.today()))
        fields.append(d.Field("ground", "choice", say(GROUND), say(GROUND_HELP), options=grounds))
        questions = tuple(d.Option(each.name, each.title) for each in words.questions)
        if questions:
            fields.append(d.Field("question", "choice", say(QUESTION), options=questions))
        asked = words.fields.get(self.question)
        if asked is not None:
            fields.append(
                d.Field("answers", "multi-choice", say(ANSWERS), options=options_of(asked))
            )
        return fields

    @property
    def question(self) -> str:
        """The question of which an answer is wanted."""
        if self.is_posted:
            name = self.sent("question")
        else:
            name = str((self.known or {}).get("question") or "")
        return name if name in {each.name for each in self.vocabulary.questions} else ""

    def _who_gets(self) -> list[d.Field]:
        options = tuple(d.Option(id_, title) for id_, title in self.desk_titles.items())
        return [
            d.Field(
                "desks", "multi-choice", say(DESKS), say(DESKS_HELP), required=True, options=options
            ),
            *(
                d.Field(
                    f"ranges_{id_}",
                    "text",
                    say(RANGES, desk=title),
                    say(RANGES_HELP) if place == 0 else "",
                    rules=(d.Rule("max_length", 500, message=say(TOO_LONG)),),
                )
                for place, (id_, title) in enumerate(self.desk_titles.items())
            ),
        ]

    def _stored(self) -> dict[str, object]:
        rule = self.rule
        found: dict[str, object] = {"title": rule.title, **(self.known or {})}
        found["desks"] = [desk for share in rule.shares for desk in share.desks]
        for share in rule.shares:
            for desk in share.desks:
                found[f"ranges_{desk}"] = ", ".join(map(str, share.ranges))
        return found

    @property
    def _widgets(self):
        return on_one_line(self.questions.widgets)

    @property
    def whom(self):
        return [each for each in self._widgets if not _is_of_desks(each.name)]

    @property
    def who_gets(self):
        return [each for each in self._widgets if _is_of_desks(each.name)]

    @property
    def form_errors(self):
        return self.questions.errors if self.is_posted else ()

    def done(self) -> str | None:
        if "more" in self.request.form:  # only to see the answers of another question
            return None
        if not self.questions.check():
            return None
        shares = self._shares()
        if self.question and not self.questions.answers.get("answers"):
            self.questions.complain("answers", PICK_ANSWERS)
        if self.questions.said:
            return None
        rules = steering.draft(self.context)
        answers = self.questions.answers
        rule = Rule(
            id=self.rule.id if self.rule else editing.free_id(rules, str(answers["title"])),
            title=" ".join(str(answers["title"]).split()),
            shares=shares,
            condition=self._condition() if self.is_simple else self.rule.condition,
            ground=str(answers.get("ground") or "") if self.is_simple else self.rule.ground,
            active=self.rule.active if self.rule else True,
        )
        try:
            steering.write_draft(self.context, editing.with_rule(rules, rule), self.seen)
        except steering.ChangedMeanwhileError:
            self.is_behind = True
            self.complain(BEHIND, "f-title")
            return None
        return f"{self.draft_address}#rules"

    def _shares(self) -> tuple[Share, ...]:
        """Desks with the same names share them."""
        answers = self.questions.answers
        by_ranges: dict[tuple[Range, ...], list[str]] = {}
        for desk in answers.get("desks") or ():
            name = f"ranges_{desk}"
            try:
                ranges = parse_ranges(str(answers.get(name) or ""))
            except NotARangeError as error:
                written = error.written
                self.questions.complain(name, say(NOT_RANGES, written=written))
                continue
            by_ranges.setdefault(ranges, []).append(desk)
        return tuple(Share(tuple(desks), ranges) for ranges, desks in by_ranges.items())

    def _condition(self) -> d.Condition | None:
        answers, parts = self.questions.answers, []
        for name, fact in _SIMPLE.items():
            chosen = answers.get(name)
            if chosen:
                parts.append(d.Condition(fact, "in", tuple(chosen)))
        ground = answers.get("ground")
        if ground:
            found = {each.name: each for each in legal_grounds(clock.today())}[ground]
            parts.append(d.Condition(NATIONALITY, "in", found.codes))
        if self.question:
            parts.append(answer_condition(self.question, answers["answers"]))
        return together(parts)


def _is_of_desks(name: str) -> bool:
    return name == "desks" or name.startswith("ranges_")


def options_of(field: d.Field) -> tuple[d.Option, ...]:
    if field.type == "yes-no":
        yes, no = _("services_yes", default="Ja"), _("services_no", default="Nein")
        return (d.Option("yes", say(yes)), d.Option("no", say(no)))
    return tuple(d.Option(each.value, each.title) for each in field.options)


def answer_condition(question: str, chosen) -> d.Condition:
    return one_of(question, [{"yes": True, "no": False}.get(each, each) for each in chosen])


def simple(rule: Rule) -> dict[str, object] | None:
    """A rule's condition as the fields of the form; None where the form cannot say it."""
    condition = rule.condition
    parts = () if condition is None else condition.all_of or (condition,)
    facts = {fact: name for name, fact in _SIMPLE.items()}
    found: dict[str, object] = {"ground": rule.ground or None}
    for part in parts:
        if part.operator not in ("is", "in") or not part.field:
            return None
        values = part.value if part.operator == "in" else (part.value,)
        if not isinstance(values, tuple):  # a list of the law
            return None
        if part.field in facts:
            name = facts[part.field]
        elif part.field == NATIONALITY and rule.ground:
            name = ""
        else:
            name = "answers"
        if found.get(name) or (name == "" and "" in found):
            return None
        found[name] = [{True: "yes", False: "no"}.get(each, each) for each in values]
        if name == "answers":
            found["question"] = part.field
    nationalities = found.pop("", None)
    ground = {each.name: each for each in legal_grounds(clock.today())}.get(rule.ground)
    if rule.ground and (ground is None or set(nationalities or ()) != set(ground.codes)):
        return None
    return found
