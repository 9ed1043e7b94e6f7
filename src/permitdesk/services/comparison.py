"""What differs between two states of a service, in plain words, and what one state asks.

``facets`` says a revision as lines: of each place the parts that there are, each in words.
``compare`` sets the lines of two revisions side by side. ``changes.py`` says what of it matters for
answers that somebody gave already.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE, known
from permitdesk.core.texts import Shown, listed
from permitdesk.services.definition import Condition, Field, Other, Revision, Rule
from permitdesk.services.derived import to_table
from permitdesk.services.field_titles import kind_in_words, mark_in_words
from permitdesk.services.findings import Place
from permitdesk.services.paper import ALL
from permitdesk.services.when import Words

PARTS = {
    "title": _("services_part_title", default="Titel"),
    "description": _("services_part_description", default="Hilfe"),
    "text": _("services_part_text", default="Text"),
    "example": _("services_part_example", default="Beispiel"),
    "kind": _("services_part_kind", default="Art"),
    "required": _("services_part_required", default="Pflicht"),
    "condition": _("services_part_condition", default="Nur wenn"),
    "options": _("services_part_options", default="Antworten"),
    "option": _("services_part_option", default="Antwort „${name}“"),
    "rules": _("services_part_rules", default="Regeln"),
    "mark": _("services_part_mark", default="Bedeutung"),
    "rows": _("services_part_rows", default="Zeilen, höchstens"),
    "files": _("services_part_files", default="Dateien, höchstens"),
    "formats": _("services_part_formats", default="Dateiarten"),
    "shared": _("services_part_shared", default="Für die ganze Familie gleich"),
    "later": _("services_part_later", default="Darf später kommen"),
    "third": _("services_part_third", default="Kommt oft von jemand anderem"),
    "step": _("services_part_step", default="Abschnitt"),
    "group": _("services_part_group", default="Gehört zu"),
    "place": _("services_part_place", default="Reihenfolge"),
    "minutes": _("services_part_minutes", default="Minuten"),
    "met": _("services_part_met", default="Erfüllt, wenn"),
    "missing": _("services_part_missing", default="Fehlt, wenn"),
    "if_missing": _("services_part_if_missing", default="Text, wenn es fehlt"),
    "if_unseen": _("services_part_if_unseen", default="Text, wenn man es nicht sieht"),
    "certain": _("services_part_certain", default="Sicher"),
    "limits": _("services_part_limits", default="Grenzen"),
    "address": _("services_part_address", default="Adresse"),
    "online": _("services_setting_online", default="Online-Anträge sind möglich"),
    "prefix": _("services_setting_prefix", default="Kürzel der Vorgangsnummer"),
    "value": _("services_part_value", default="Rechnung"),
    "paper": _("services_part_paper", default="Eigenes Formular auf Papier, ${name}"),
    "instead": _(
        "services_part_paper_instead", default="Statt des Formulars, das das Portal zeichnet"
    ),
}
_PAPER = _(
    "services_paper_words",
    default="${filename}, Stand ${day}, Seiten: ${pages}, ${size}, Prüfsumme ${digest}",
)
_EVERYBODY = _("services_paper_all", default="alle Sprachen")
_YES, _NO = _("services_yes", default="Ja"), _("services_no", default="Nein")
_LIMITS = _(
    "services_limits_words", default="${files} Dateien, eine höchstens ${megabytes} MB groß"
)
_RULES = {
    "pattern": _("services_rule_pattern", default="hat die Form ${value}"),
    "min": _("services_rule_min", default="mindestens ${value}"),
    "max": _("services_rule_max", default="höchstens ${value}"),
    "after": _("services_rule_after", default="nach ${value}"),
    "before": _("services_rule_before", default="vor ${value}"),
    "min_length": _("services_rule_min_length", default="mindestens ${value} Zeichen"),
    "max_length": _("services_rule_max_length", default="höchstens ${value} Zeichen"),
    "true": _("services_rule_true", default="muss bestätigt werden"),
    "one_of": _("services_rule_one_of", default="eines davon ausgefüllt: ${value}"),
    "no_overlap": _("services_rule_no_overlap", default="Zeiträume überschneiden sich nicht"),
}
_ONLY_WARNS = _("services_rule_warns", default="${rule} (nur eine Warnung)")
ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Facet:
    """A part of a place, in words. ``name`` tells parts of one kind apart (an option's value)."""

    part: str
    words: Shown
    name: str = ""

    def title(self, language: str) -> str:
        name = self.name
        if self.part == "paper":
            name = paper_language(name, language)
        message = Message(PARTS[self.part], mapping={"name": name})
        return translate(message, target_language=language)


def paper_language(tag: str, language: str) -> str:
    """For whom a form on paper is: the name of its language, or that it is for all."""
    if tag == ALL:
        return translate(_EVERYBODY, target_language=language)
    return known(tag).native_name


@dataclass(frozen=True)
class Line:
    """What a part was and what it is; empty where it was not, or is no more."""

    part: str
    before: Shown
    after: Shown


@dataclass(frozen=True)
class Difference:
    """All that is different at one place. ``kind`` is ADDED, REMOVED or CHANGED."""

    kind: str
    place: Place
    lines: tuple[Line, ...]


def compare(old: Revision, new: Revision, language: str, today: date) -> tuple[Difference, ...]:
    """What is different in ``new``, in its order; what is gone comes last, translations after."""
    before, after = facets(old, language, today), facets(new, language, today)
    known = {_key(place): place for place in before}
    moved = _moved([_key(place) for place in before], [_key(place) for place in after])
    found = []
    for place, now in after.items():
        was = before.get(known.get(_key(place)), ())
        lines = tuple(_lines(was, now, language, _key(place) in moved))
        if lines:
            kind = CHANGED if _key(place) in known else ADDED
            found.append(Difference(kind, place, lines))
    still = {_key(place) for place in after}
    for place, was in before.items():
        if _key(place) not in still:
            found.append(Difference(REMOVED, place, tuple(_lines(was, (), language, False))))
    return (*found, *_translations(old, new))


def _key(place: Place) -> tuple[str, str, str]:
    return place.kind, place.name, place.part


def _moved(before: list, after: list) -> set:
    """What stands elsewhere among what there is in both: as few as explain the new order."""
    place = {key: number for number, key in enumerate(before)}
    common = [key for key in after if key in place]
    best: list[tuple[int, int | None]] = []  # length of the longest rising row up to here
    for number, key in enumerate(common):
        rising = [(best[i][0], i) for i in range(number) if place[common[i]] < place[key]]
        length, last = max(rising, default=(0, None))
        best.append((length + 1, last))
    kept, at = set(), max(range(len(best)), key=lambda i: best[i][0], default=None)
    while at is not None:
        kept.add(common[at])
        at = best[at][1]
    return set(common) - kept


def _lines(
    was: tuple[Facet, ...], now: tuple[Facet, ...], language: str, moved: bool
) -> Iterator[Line]:
    before = {(each.part, each.name): each for each in was}
    after = {(each.part, each.name): each for each in now}
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        words = (old.words if old else "", new.words if new else "")
        if key[0] == "place" and not moved:
            continue  # another came or went before it
        if str(words[0]) != str(words[1]):
            yield Line((new or old).title(language), *words)


def _translations(old: Revision, new: Revision) -> Iterator[Difference]:
    """Texts that are said otherwise in another language though the German is the same."""
    for tag in LANGUAGES:
        if tag == SOURCE:
            continue
        before, after = old.labels.get(tag, {}), new.labels.get(tag, {})
        lines = [
            Line(str(new.sources.get(key) or old.sources.get(key) or key), was, now)
            for key in dict.fromkeys((*after, *before))
            if (was := before.get(key, "")) != (now := after.get(key, "")) and key in new.sources
        ]
        if lines:
            yield Difference(CHANGED, Place("language", tag), tuple(lines))


def facets(revision: Revision, language: str, today: date) -> Mapping[Place, tuple[Facet, ...]]:
    """Everything that a revision says and asks, in order, by place; what is empty is left out."""
    spoken = _Spoken(revision, language, today)
    return {
        place: tuple(each for each in parts if str(each.words).strip())
        for place, parts in spoken.places()
    }


class _Spoken:
    def __init__(self, revision: Revision, language: str, today: date):
        self.revision, self.language = revision, language
        self.titles: dict[str, str] = {}
        for field in revision.definition.fields():
            self.titles |= {each.name: each.title for each in (field, *field.fields)}
        self.words = Words(revision, language, self.titles, today)

    def places(self) -> Iterator[tuple[Place, list[Facet]]]:
        definition = self.revision.definition
        yield Place(), self._whole()
        for key, text in definition.texts.items():
            yield Place("text", key), [Facet("text", text)]
        for tag, slug in self.revision.slugs.items():
            yield Place("address", tag), [Facet("address", slug)]
        documents: dict[str, list] = {}
        for each in definition.requirements:
            documents.setdefault(each.step, []).append(each)
        previous = ""
        for step in definition.steps:
            yield (
                Place("step", step.name, title=step.title),
                [
                    Facet("title", step.title),
                    Facet("place", self._after(previous)),
                    Facet("description", step.description),
                    self._condition(step.condition),
                    Facet("minutes", str(step.minutes)),
                ],
            )
            previous, last = step.title, ""
            for field in step.fields:
                yield self._field(field, step.title, last)
                last = field.title
                within = ""
                for member in field.fields:
                    yield self._field(member, field.title, within, "group")
                    within = member.title
            last = ""
            for each in documents.get(step.name, ()):
                yield self._document(each, step.title, last)
                last = each.title
        yield from self._said()
        for value in definition.values.values():
            setting = {k: v for k, v in to_table(value).items() if k != "name"}
            yield Place("value", value.name), [Facet("value", str(setting))]
        seen: Counter[str] = Counter()
        for rule in definition.fee_rules:
            seen[rule.name] += 1  # several rules may be about one fee
            place = Place("fee", rule.name, str(seen[rule.name]))
            yield (
                place,
                [
                    Facet("kind", rule.kind),
                    self._condition(rule.condition),
                    Facet("certain", "" if rule.certain else self._yes(False)),
                ],
            )

    def _whole(self) -> list[Facet]:
        limits = self.revision.definition.limits
        said = Message(_LIMITS, mapping={"files": limits.files, "megabytes": limits.megabytes})
        return [
            Facet("kind", self.revision.kind),
            Facet("online", self._yes(self.revision.accepts_applications)),
            Facet("prefix", self.revision.reference_prefix),
            Facet("limits", translate(said, target_language=self.language)),
            *self._papers(),
        ]

    def _papers(self) -> Iterator[Facet]:
        papers = self.revision.paper_forms
        for tag, form in papers.forms.items():
            said = {
                "filename": form.filename,
                "day": in_words.day(form.day, self.language),
                "pages": form.pages,
                "size": in_words.size(form.size, self.language),
                "digest": form.sha256[:12],
            }
            message = Message(_PAPER, mapping=said)
            yield Facet("paper", translate(message, target_language=self.language), tag)
        if papers.forms:
            yield Facet("instead", self._yes(papers.instead))

    def _field(
        self, field: Field, above: str, previous: str, part: str = "step"
    ) -> tuple[Place, list[Facet]]:
        options = [
            Facet("option", self._option(option.title, option.condition), option.value)
            for option in field.options
        ]
        return Place("field", field.name, title=field.title), [
            Facet("title", field.title),
            Facet(part, above),
            Facet("place", self._after(previous)),
            Facet("kind", kind_in_words(field.type, field.code_list, self.language)),
            Facet("description", field.description),
            Facet("example", field.example),
            Facet("required", "" if field.type == "explanation" else self._yes(field.required)),
            self._condition(field.condition),
            Facet("options", listed([option.title for option in field.options], " · ")),
            *options,
            Facet("rules", listed([self._rule(rule) for rule in field.rules], "; ")),
            Facet("rows", str(field.max_rows or "")),
            Facet("mark", mark_in_words(field.mark, self.language)),
            Facet("shared", self._yes(True) if field.shared else ""),
        ]

    def _option(self, title: str, condition: Condition | None) -> Shown:
        if condition is None:
            return title
        only = translate(PARTS["condition"], target_language=self.language)
        return listed([title, listed([only, self.words.of(condition)], " ")], " – ")

    def _document(self, each, above: str, previous: str) -> tuple[Place, list[Facet]]:
        return Place("document", each.id, title=each.title), [
            Facet("title", each.title),
            Facet("step", above),
            Facet("place", self._after(previous)),
            Facet("description", each.description),
            Facet("required", self._yes(each.required)),
            self._condition(each.condition),
            Facet("files", str(each.max_files)),
            Facet("formats", ", ".join(form.partition("/")[2] for form in each.formats)),
            Facet("later", self._yes(each.may_come_later)),
            Facet("third", self._yes(True) if each.third_party else ""),
            Facet("shared", self._yes(True) if each.shared else ""),
        ]

    def _said(self) -> Iterator[tuple[Place, list[Facet]]]:
        steps = {step.name: step.title for step in self.revision.definition.steps}
        for hint in self.revision.definition.hints:
            yield (
                Place("hint", hint.id, title=hint.title),
                [
                    Facet("title", hint.title),
                    Facet("step", steps.get(hint.step, hint.step)),
                    Facet("kind", hint.kind),
                    Facet("text", hint.text),
                    self._condition(hint.condition),
                ],
            )
        for each in self.revision.definition.prerequisites:
            yield (
                Place("prerequisite", each.id, title=each.title),
                [
                    Facet("title", each.title),
                    Facet("step", steps.get(each.step, each.step)),
                    Facet("text", each.text),
                    self._condition(each.condition),
                    self._condition(each.met, "met"),
                    self._condition(each.missing, "missing"),
                    Facet("if_missing", each.if_missing),
                    Facet("if_unseen", each.if_unseen),
                ],
            )

    def _condition(self, condition: Condition | None, part: str = "condition") -> Facet:
        return Facet(part, "" if condition is None else self.words.of(condition))

    def _rule(self, rule: Rule) -> Shown:
        value = rule.value
        if isinstance(value, dict):
            value = self.titles.get(value["field"], value["field"])
        elif isinstance(value, tuple):
            value = ", ".join(self.titles.get(str(each), str(each)) for each in value)
        elif isinstance(value, Other):
            value = self.titles.get(value.name, value.name)
        said = translate(
            Message(_RULES[rule.kind], mapping={"value": str(value)}),
            target_language=self.language,
        )
        if rule.severity == "warning":
            message = Message(_ONLY_WARNS, mapping={"rule": said})
            said = translate(message, target_language=self.language)
        return f"{said} („{rule.message}“)" if rule.message else said

    def _yes(self, is_so: bool) -> str:
        return translate(_YES if is_so else _NO, target_language=self.language)

    def _after(self, previous: str) -> str:
        first = _("services_place_first", default="steht am Anfang")
        after = _("services_place_after", default="steht nach „${title}“")
        message = Message(after, mapping={"title": previous}) if previous else first
        return translate(message, target_language=self.language)
