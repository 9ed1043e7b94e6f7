"""What a service asks, as an immutable value: steps, fields, conditions, documents.

Parsed once per revision from easyform's field XML. Holds the German texts; every text has a key
(``field.family_name.title``) under which the label table of a language translates it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal

from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Text
from permitdesk.services.paper import NO_FORMS, OwnForms

FIELD_TYPES = frozenset(
    (
        *("text", "long-text", "integer", "number", "money", "date", "partial-date", "yes-no"),
        *("choice", "multi-choice", "code-list", "multi-code-list", "email", "phone"),
        *("group", "explanation"),
    )
)


@dataclass(frozen=True)
class Threshold:
    """A figure of the law that changes by date; the district's room knows its amount."""

    name: str


@dataclass(frozen=True)
class Listed:
    """Codes that the law lists, such as nationalities; the district's room knows them by date."""

    name: str


@dataclass(frozen=True)
class Other:
    """The answer to another question, or a derived value, to compare with."""

    name: str


@dataclass(frozen=True)
class Between:
    """A derived number: exact, or within two limits where a date has unknown parts."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Condition:
    """When something is asked, as data.

    Either ``all_of`` / ``any_of`` join conditions, or ``field`` is compared by ``operator``:
    ``is``, ``is_not``, ``in``, ``not_in``, ``before``, ``after``, ``at_least``, ``at_most``,
    ``below``, ``above``, ``filled``, ``empty``. Days may be ISO dates or relative: ``today``,
    ``today-45y``, ``today+14d``, ``today-6m``; amounts may be a ``Threshold``, days and amounts an
    ``Other``, and what ``in`` and ``not_in`` look through a ``Listed``. Several answers
    (multi-choice) match when any of them does.
    """

    field: str = ""
    operator: str = ""
    value: object = None
    all_of: tuple["Condition", ...] = ()
    any_of: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Rule:
    """One check of an answer.

    ``kind``: ``pattern`` (full match), ``min``, ``max`` (number, or a day as in Condition),
    ``min_length``, ``max_length``, ``before``, ``after`` (day, or the name of another field as
    ``{"field": name}``), ``true`` (must be yes), ``one_of`` (at least one of the named fields is
    filled), ``no_overlap`` (of a group's rows, given the names of their first and last
    day). ``severity`` is ``error``, or ``warning``, which is shown and never blocks.
    """

    kind: str
    value: object = None
    severity: str = "error"
    message: str = ""


@dataclass(frozen=True)
class Option:
    value: str
    title: str
    condition: Condition | None = None


@dataclass(frozen=True)
class Field:
    """A question. ``type`` is one of FIELD_TYPES; ``fields`` are the questions of a group's row.

    ``mark`` tells other rooms what an answer means, whatever the field is called:
    ``family-name``, ``given-names``, ``birth-date``, ``municipality``, ``nationality``, ``email``,
    ``phone``, ``contact-language``, ``title-expires``, ``work-start``, ``urgency``, ``deadline``,
    ``residence-status``, ``name-original-script``, ``certificate-wanted``,
    ``certificate-needed-by``.

    ``shared`` says that a whole family gives the same answer (an address, who provides for them),
    so that an application for another person may begin with it. Everything else is the person's.
    """

    name: str
    type: str
    title: str
    description: str = ""
    example: str = ""
    required: bool = False
    condition: Condition | None = None
    options: tuple[Option, ...] = ()
    code_list: str = ""
    rules: tuple[Rule, ...] = ()
    fields: tuple["Field", ...] = ()
    max_rows: int = 0
    mark: str = ""
    autocomplete: str = ""
    shared: bool = False

    def key(self, part: str) -> str:
        """The key of one of this field's texts, such as ``field.family_name.title``."""
        return f"field.{self.name}.{part}"


@dataclass(frozen=True)
class Hint:
    """An honest remark on answers.

    ``kind``: ``info``, ``warning`` (may go on) or ``stop`` (cannot apply here).
    """

    id: str
    step: str
    kind: str
    condition: Condition
    title: str
    text: str

    def key(self, part: str) -> str:
        """The key of one of this hint's texts, such as ``hint.other_city.title``."""
        return f"hint.{self.id}.{part}"


@dataclass(frozen=True)
class Value:
    """What follows from answers and is never asked, such as the months in all titles together.

    Conditions name it like a field. ``kind``: ``months``, ``count``, ``sum``, ``rank``, ``age``,
    ``day``, ``choose`` (see ``derived.py``); ``unit`` says how it reads: ``duration`` (months, read
    as years and months), ``months``, ``years``, ``euro``, ``cefr``, or nothing.
    """

    name: str
    kind: str
    unit: str = ""
    setting: Mapping[str, object] = attribute(default_factory=dict)


@dataclass(frozen=True)
class Prerequisite:
    """What the law asks for, beside what somebody answered: met, missing, or not to be seen here.

    It applies while ``condition`` holds. Where neither ``met`` nor ``missing`` certainly holds,
    nobody says anything. ``shows`` names the answers and derived values beside it. Never a
    decision.
    """

    id: str
    step: str
    title: str
    text: str
    condition: Condition | None = None
    met: Condition | None = None
    missing: Condition | None = None
    shows: tuple[str, ...] = ()
    if_missing: str = ""
    if_unseen: str = ""

    def key(self, part: str) -> str:
        """The key of one of its texts, such as ``prerequisite.time.title``."""
        return f"prerequisite.{self.id}.{part}"


@dataclass(frozen=True)
class FeeRule:
    """What answers mean for the fee; the district's room knows the fees and what changes them.

    ``kind``: ``fee`` (one of all that are named is due), ``extra`` (due besides) or
    ``circumstance`` (who pays less). With ``certain`` false it only may be so.
    """

    kind: str
    name: str
    condition: Condition | None = None
    certain: bool = True


@dataclass(frozen=True)
class Step:
    """One page of the form (an easyform fieldset).

    ``gates`` are the conditions (own, step's) under which the fields of the whole definition are
    asked, by name: a condition counts a field that is not asked as empty, whatever was answered.
    ``values`` are the derived values of the whole definition.
    """

    name: str
    title: str
    description: str = ""
    fields: tuple[Field, ...] = ()
    condition: Condition | None = None
    minutes: int = 2
    gates: Mapping[str, tuple[Condition, ...]] = attribute(
        default_factory=dict, repr=False, compare=False
    )
    values: Mapping[str, Value] = attribute(default_factory=dict, repr=False, compare=False)

    def key(self, part: str) -> str:
        """The key of one of this step's texts, such as ``step.person.title``."""
        return f"step.{self.name}.{part}"


MOST_FILES = 60
MOST_MEGABYTES = 20  # a virus scanner takes 25 as it is delivered


@dataclass(frozen=True)
class Limits:
    """How many files an application may hold in all, and how large each may be."""

    files: int = 20
    megabytes: int = 10

    @property
    def bytes(self) -> int:
        return self.megabytes * 1024 * 1024


USUAL = Limits()


@dataclass(frozen=True)
class Requirement:
    """A document to upload, and when it is needed. ``formats`` are media types.

    ``shared`` says that it is the family's and not the person's (a tenancy, what the sponsor
    earns), so that an application for another person may begin with it.
    ``limits`` are those of the whole service. ``may_come_later``: it is needed, but the application
    can be sent before it is there. ``third_party`` says that somebody else usually has it (an
    employer, a lawyer), so that the applicant can give them a code to hand in just this.
    """

    id: str
    title: str
    description: str = ""
    required: bool = True
    condition: Condition | None = None
    formats: tuple[str, ...] = ("application/pdf", "image/jpeg", "image/png", "image/heic")
    max_files: int = 1
    step: str = ""
    shared: bool = False
    may_come_later: bool = True
    third_party: bool = False
    limits: Limits = USUAL

    def key(self, part: str) -> str:
        """The key of one of this requirement's texts, such as ``requirement.passport.title``."""
        return f"requirement.{self.id}.{part}"


@dataclass(frozen=True)
class Definition:
    """A whole service. ``texts`` are its own German texts by key (title, summary, start page …)."""

    steps: tuple[Step, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    hints: tuple[Hint, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    values: Mapping[str, Value] = attribute(default_factory=dict)
    fee_rules: tuple[FeeRule, ...] = ()
    limits: Limits = USUAL
    texts: Mapping[str, str] = attribute(default_factory=dict)
    gates: Mapping[str, tuple[Condition, ...]] = attribute(
        default_factory=dict, repr=False, compare=False
    )

    def fields(self) -> Iterator[Field]:
        """All fields in the order asked, groups included, the fields within groups not."""
        for step in self.steps:
            yield from step.fields

    def field(self, name: str) -> Field | None:
        """A field by its name, or None; fields within groups are not found."""
        return next((field for field in self.fields() if field.name == name), None)

    def marked(self, mark: str) -> Field | None:
        """The first field that carries a mark."""
        return next((field for field in self.fields() if field.mark == mark), None)


@dataclass(frozen=True)
class Revision:
    """A published, numbered, unchangeable definition with its labels in each language.

    ``labels[language][key]`` is a translation; German is the definition itself.
    ``digest`` is the SHA-256 (hex) of the frozen source.
    """

    service: str
    number: int
    definition: Definition
    labels: Mapping[str, Mapping[str, str]]
    digest: str
    published_at: str = ""
    complete: frozenset[str] = frozenset({SOURCE})  # the languages without a gap
    sources: Mapping[str, str] = attribute(default_factory=dict)
    kind: str = "application"
    accepts_applications: bool = True  # False: on paper only
    reference_prefix: str = ""
    slugs: Mapping[str, str] = attribute(default_factory=dict)
    # Keys whose German text changed after they were translated, by language.
    outdated: Mapping[str, frozenset[str]] = attribute(default_factory=dict)
    paper_forms: OwnForms = NO_FORMS

    @property
    def languages(self) -> tuple[str, ...]:
        """Those without a gap that the portal offers now, in its order."""
        return tuple(tag for tag in LANGUAGES if tag in self.complete)

    def text(self, key: str, language: str) -> Text:
        """The text under ``key`` in ``language``, or in German where that is missing.

        Raises KeyError for a key that the German definition does not have.
        """
        translated = self.labels.get(language, {}).get(key)
        if translated:
            return Text(translated, language)
        return Text(self.sources[key], SOURCE)

    def shown(self, key: str, language: str) -> str | Text:
        """The same for a page in that language: a plain text, or German that says it is German.

        Empty for a key that the German definition does not have.
        """
        translated = self.labels.get(language, {}).get(key)
        if translated:
            return translated
        german = self.sources.get(key, "")
        return german if language == SOURCE or not german else Text(german, SOURCE)
