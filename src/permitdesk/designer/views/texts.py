"""The tab *Texte und Angaben*: what a service says of itself, its addresses, fees and limits."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _, clock
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.core.texts import Shown, joined
from permitdesk.designer.own_texts import (
    AFTER,
    ALL,
    PAPER,
    PRIVACY,
    START,
    OwnText,
    paragraphs,
    with_changes,
)
from permitdesk.designer.titles import BAD_PREFIX, BAD_SLUG
from permitdesk.designer.views.design import TOO_LONG
from permitdesk.designer.views.form import FormPage, Section, text_field
from permitdesk.district import FeeFacts, estimated_fees, fee_names, told
from permitdesk.services.addresses import former_slugs, holder_of, word_of
from permitdesk.services.definition import MOST_FILES, MOST_MEGABYTES, Field, Option, Rule
from permitdesk.services.interfaces import KINDS, IServiceSettings
from permitdesk.services.naming import PREFIX, SLUG
from permitdesk.theme import Notice, PageTemplate

TITLE = _("designer_tab_texts", default="Texte und Angaben")
STARTING = _("designer_texts_start", default="Auf der Startseite")
AFTERWARDS = _("designer_texts_after", default="Nach dem Absenden")
ON_PAPER = _("designer_texts_paper", default="Auf dem Formular auf Papier")
DATA = _("designer_texts_privacy", default="Hinweise zum Datenschutz")
ADDRESSES = _("designer_texts_addresses", default="Adressen im Netz")
ADDRESSES_HELP = _(
    "designer_texts_addresses_help",
    default="Was am Ende der Adresse steht, in jeder Sprache. Frühere Adressen führen weiter zu"
    " diesem Dienst. Ohne eigene Adresse gilt: ${id}",
)
ONCE = _("designer_texts_once", default="Früher: ${slugs}")
SETTINGS = _("designer_texts_settings", default="Angaben zum Dienst")
WAY = _("designer_texts_way", default="Wie kann man ihn nutzen?")
ONLINE = _("designer_texts_online", default="Online und auf Papier")
PAPER_ONLY = _("designer_texts_paper_only", default="Nur auf Papier: als PDF zum Ausdrucken")
PREFIX_HELP = _("designer_texts_prefix_help", default="Ein bis vier große Buchstaben, A bis Z.")
FEES = _("designer_texts_fees", default="Gebühren, die anfallen können")
FEES_HELP = _(
    "designer_texts_fees_help",
    default="Sie stehen auf der Startseite, wenn der Dienst keine Regeln für die Gebühr hat. Mit"
    " Regeln gilt, was diese nennen.",
)
UNVERIFIED = _("designer_texts_unverified", default="[ungeprüft]")
TAKEN = _("designer_texts_slug_taken", default="Diese Adresse hat schon der Dienst „${title}“.")
TAKEN_ONCE = _(
    "designer_texts_slug_once",
    default="Diese Adresse hatte früher der Dienst „${title}“. Wer sie noch hat, käme zum"
    " falschen Dienst.",
)
SAVED = _("designer_own_texts_saved", default="Gespeichert")
SAVED_TEXT = _(
    "designer_texts_saved_text",
    default="Menschen sehen die Änderungen, wenn Sie die nächste Fassung veröffentlichen.",
)
_ONE_LINE = 100


@dataclass(frozen=True)
class Seen:
    """A text as people read it: what stands above it, and its lines. In German."""

    heading: str
    lines: Sequence[str]
    is_list: bool = False


class TextsPage(FormPage):
    """Texts are ``t_<name>``, addresses ``slug_<language>``. ``refresh`` shows what was typed
    beside the form and keeps nothing."""

    name = tab = "texts"
    title = TITLE
    index = PageTemplate("texts.pt")

    # What is asked

    def asked(self) -> Sequence[Field]:
        return [*map(self._text, ALL), *map(self._slug, LANGUAGES), *self._settings()]

    def _text(self, each: OwnText) -> Field:
        return text_field(
            f"t_{each.name}",
            self.say(each.heading),
            self.say(each.help) if each.help else "",
            each.required,
            each.longest,
            not each.one_line,
            self.say(TOO_LONG),
        )

    def _slug(self, language: str) -> Field:
        once = former_slugs(self.context, language) - {self.context.getId(), self._slugs(language)}
        said = Message(ONCE, mapping={"slugs": ", ".join(sorted(once))})
        return text_field(
            f"slug_{language}",
            f"{LANGUAGES[language].native_name} (/{language}/{word_of(language)}/…)",
            self.say(said) if once else "",
            longest=_ONE_LINE,
            said=self.say(TOO_LONG),
        )

    def _settings(self) -> Sequence[Field]:
        kinds = tuple(Option(each.value, self.say(each.title)) for each in KINDS)
        ways = (Option("online", self.say(ONLINE)), Option("paper", self.say(PAPER_ONLY)))
        return [
            Field("kind", "choice", self._title("kind"), required=True, options=kinds),
            Field("way", "choice", self.say(WAY), required=True, options=ways),
            text_field(
                "prefix",
                self._title("reference_prefix"),
                self.say(PREFIX_HELP),
                True,
                _ONE_LINE,
                said=self.say(TOO_LONG),
            ),
            Field(
                "fees", "multi-choice", self.say(FEES), self.say(FEES_HELP), options=self._fees()
            ),
            self._number("files", "max_files", MOST_FILES),
            self._number("megabytes", "max_megabytes", MOST_MEGABYTES),
        ]

    def _title(self, setting: str) -> Shown:
        return self.say(IServiceSettings[setting].title)

    def _number(self, name: str, setting: str, most: int) -> Field:
        rules = (Rule("min", 1), Rule("max", most))
        return Field(name, "integer", self._title(setting), required=True, rules=rules)

    def _fees(self) -> tuple[Option, ...]:
        """The fees of the district with what they cost today; those that it has no longer too."""
        names = tuple(sorted({*fee_names(), *self.context.fees.split()}))
        lines = told(estimated_fees(FeeFacts(names), clock.today()), self.language)["lines"]
        said = [joined(each["title"], ": ", each["amount"]) for each in lines]
        return tuple(
            Option(
                each["fee"],
                words if each["verified"] else joined(words, " ", self.say(UNVERIFIED)),
            )
            for each, words in zip(lines, said, strict=True)
        )

    # What is kept

    @cached_property
    def kept_texts(self) -> Mapping[str, str]:
        return json.loads(self.context.texts)

    @cached_property
    def _kept_slugs(self) -> Mapping[str, str]:
        return json.loads(self.context.slugs)

    def _slugs(self, language: str) -> str:
        return self._kept_slugs.get(language, "")

    def stored(self) -> Mapping[str, object]:
        service = self.context
        texts = {"title": service.title or "", **self.kept_texts}
        return {
            **{f"t_{each.name}": texts.get(each.name, "") for each in ALL},
            **{f"slug_{tag}": self._slugs(tag) for tag in LANGUAGES},
            "kind": service.kind,
            "way": "online" if service.accepts_applications else "paper",
            "prefix": service.reference_prefix,
            "fees": service.fees.split(),
            "files": service.max_files,
            "megabytes": service.max_megabytes,
        }

    def read_rows(self) -> None:
        prefix = self._answer("prefix")
        if prefix and not PREFIX.fullmatch(prefix):
            self.complain_of("prefix", BAD_PREFIX)
        for tag in LANGUAGES:
            slug = self._answer(f"slug_{tag}")
            if slug and not SLUG.fullmatch(slug):
                self.complain_of(f"slug_{tag}", BAD_SLUG)
            elif slug and (found := holder_of(self.context, tag, slug)) is not None:
                other, is_now = found
                message = TAKEN if is_now else TAKEN_ONCE
                title = other.Title() or other.getId()
                self.complain_of(f"slug_{tag}", Message(message, mapping={"title": title}))

    def _answer(self, name: str) -> str:
        return str(self.questions.answers.get(name) or "").strip()

    def save(self) -> str:
        service, answers = self.context, self.questions.answers
        texts = with_changes(
            self.kept_texts, {each.name: self._answer(f"t_{each.name}") for each in ALL}
        )
        others = {tag: slug for tag, slug in self._kept_slugs.items() if tag not in LANGUAGES}
        slugs = {tag: slug for tag in LANGUAGES if (slug := self._answer(f"slug_{tag}"))}
        service.texts = json.dumps(texts, ensure_ascii=False)
        service.slugs = json.dumps(others | slugs, ensure_ascii=False)
        service.title = texts["title"]
        service.kind = str(answers["kind"])
        service.accepts_applications = answers["way"] == "online"
        service.reference_prefix = self._answer("prefix")
        service.fees = " ".join(answers.get("fees") or ())
        service.max_files = int(answers["files"])
        service.max_megabytes = int(answers["megabytes"])
        self.changed("texts")
        service.reindexObject()
        return f"{self.here}?saved=1"

    @property
    def notices(self) -> list[Notice]:
        is_saved = self.sent("saved") and not self.is_posted
        return [Notice("success", self.say(SAVED), self.say(SAVED_TEXT))] if is_saved else []

    # How it is drawn

    def sections(self) -> Sequence[Section]:
        help_ = self.say(Message(ADDRESSES_HELP, mapping={"id": self.context.getId()}))
        named = ("kind", "way", "prefix", "fees", "files", "megabytes")
        slugs = (f"slug_{tag}" for tag in LANGUAGES)
        return [
            *(
                Section(self.say(title), self.widgets(*(f"t_{each.name}" for each in texts)))
                for title, texts in (
                    (STARTING, START),
                    (AFTERWARDS, AFTER),
                    (ON_PAPER, PAPER),
                    (DATA, PRIVACY),
                )
            ),
            Section(self.say(ADDRESSES), self.widgets(*slugs), help=help_),
            Section(self.say(SETTINGS), self.widgets(*named)),
        ]

    @property
    def preview(self) -> list[Seen]:
        """The texts as they are typed, as the applicant reads them."""
        found = []
        for each in ALL:
            lines = paragraphs(str(self.questions.typed.get(f"t_{each.name}") or ""))
            if lines:
                heading = translate(each.heading, target_language=SOURCE)
                is_list = each.name == "need"
                named = "" if each.name in ("title", "summary") else heading
                found.append(Seen(named, lines, is_list))
        return found
