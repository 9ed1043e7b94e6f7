"""A new service: what it is called and what it begins with. It opens in the editor."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text, joined
from permitdesk.designer.edition import record
from permitdesk.designer.moving.folder_page import FolderPage
from permitdesk.designer.titles import BAD_PREFIX, BAD_SLUG
from permitdesk.intake import Questions
from permitdesk.services import all_services, own_blocks, services_folder
from permitdesk.services.beginning import (
    Skeleton,
    from_blocks,
    from_nothing,
    from_skeleton,
    like,
    skeletons,
)
from permitdesk.services.blocks import field_names, shipped_block
from permitdesk.services.compose import ServiceFiles, block_names, block_title
from permitdesk.services.definition import Field, Option
from permitdesk.services.interfaces import IService, IServiceSettings
from permitdesk.services.naming import LONGEST_SLUG, PREFIX, SLUG
from permitdesk.services.taking import begin, files_of, named
from permitdesk.theme import ErrorLink, PageTemplate, Widget
from permitdesk.translation import unwritable

NOTHING, SKELETON, COPY, BLOCKS = "nothing", "skeleton", "copy", "blocks"
WAYS = {
    NOTHING: _("designer_begin_nothing", default="Mit nichts: Ich mache alle Abschnitte selbst"),
    SKELETON: _("designer_begin_skeleton", default="Mit einer Vorlage"),
    COPY: _("designer_begin_copy", default="Mit der Kopie eines Dienstes, den es schon gibt"),
    BLOCKS: _("designer_begin_blocks", default="Mit Bausteinen, die ich auswähle"),
}
TITLE = _("designer_begin_title", default="Wie heißt der Dienst auf Deutsch?")
TITLE_HELP = _(
    "designer_begin_title_help",
    default="So steht er über dem Antrag und in der Liste der Dienste. Zum Beispiel:"
    " Verpflichtungserklärung.",
)
WAY = _("designer_begin_way", default="Womit wollen Sie beginnen?")
WHICH_SKELETON = _("designer_begin_which_skeleton", default="Welche Vorlage?")
WHICH_SERVICE = _("designer_begin_which_service", default="Welcher Dienst?")
WHICH_BLOCKS = _("designer_begin_which_blocks", default="Welche Bausteine?")
# The questions that only one of the ways has.
_OF_WAYS = {"skeleton": SKELETON, "copy": COPY, "blocks": BLOCKS}
ONLY_WITH = _("designer_begin_only_with", default="Nur, wenn Sie oben „${way}“ gewählt haben.")
BLOCKS_HELP = _(
    "designer_begin_blocks_help",
    default="Jeder bringt seine Fragen, Unterlagen und Hinweise mit, in allen Sprachen. Was zu"
    " einem Baustein gehört, den Sie nicht wählen, bleibt weg.",
)
ADDRESS = _("designer_begin_address", default="Name in der Internet-Adresse")
ADDRESS_HELP = _(
    "designer_begin_address_help",
    default="Kleine Buchstaben a bis z, Ziffern und Bindestriche. Bleibt das Feld leer, nehmen wir"
    " den Titel.",
)
PREFIX_TITLE = IServiceSettings["reference_prefix"].title
PREFIX_HELP = _(
    "designer_begin_prefix_help",
    default="Ein bis vier große Buchstaben. Bleibt das Feld leer, schlagen wir eines vor.",
)
LONGEST_TITLE = 150
NO_TITLE = _(
    "designer_begin_no_title", default="Geben Sie einen Titel mit höchstens 150 Zeichen ein."
)
CHOOSE = _("designer_begin_choose", default="Wählen Sie hier etwas aus.")
ADDRESS_TAKEN = _("designer_begin_address_taken", default="Diese Adresse hat schon ein Dienst.")


class NewServicePage(FolderPage):
    """A form; what belongs to a way that was not chosen is not looked at."""

    name = "new-service"
    title = _("designer_begin", default="Neuer Dienst")
    index = PageTemplate("new_service.pt")

    @cached_property
    def new(self) -> "NewService":
        return NewService(self.site)

    @cached_property
    def questions(self) -> Questions:
        say, only = self.translate, self._only_with
        blocks_help = joined(only("blocks"), " ", say(BLOCKS_HELP))
        fields = [
            Field(
                "title", "text", say(TITLE), say(TITLE_HELP), required=True,
            ),
            Field("way", "choice", say(WAY), required=True, options=self._options(WAYS)),
            Field("skeleton", "choice", say(WHICH_SKELETON), only("skeleton"), options=tuple(
                Option(each.id, joined(self._german(each.title), " – ", self._german(each.about)))
                for each in self.new.skeletons.values()
            )),
            Field("copy", "choice", say(WHICH_SERVICE), only("copy"), options=tuple(
                Option(id_, self._german(each.Title() or id_))
                for id_, each in self.new.services.items()
            )),
            Field("blocks", "multi-choice", say(WHICH_BLOCKS), blocks_help, options=tuple(
                Option(name, self._german(block_title(name))) for name in block_names()
            )),
            Field("slug", "text", say(ADDRESS), say(ADDRESS_HELP)),
            Field("prefix", "text", say(PREFIX_TITLE), say(PREFIX_HELP)),
        ]  # fmt: skip
        form = self.request.form if self.is_posted else None
        return Questions(fields, self.language, form)

    def _only_with(self, name: str) -> Shown:
        way = str(self.translate(WAYS[_OF_WAYS[name]]))
        return self.translate(Message(ONLY_WITH, mapping={"way": way}))

    def _options(self, titles: Mapping) -> tuple[Option, ...]:
        return tuple(Option(name, self.translate(title)) for name, title in titles.items())

    def _german(self, text: str) -> Shown:
        return text if self.language == SOURCE else Text(text, SOURCE)

    @property
    def widgets(self) -> Sequence[Widget]:
        return [
            replace(
                each,
                kind="select" if each.name == "copy" else each.kind,
                depends=each.name in _OF_WAYS,
            )
            for each in self.questions.widgets
        ]

    @property
    def form_errors(self) -> Sequence[ErrorLink]:
        return self.questions.errors if self.is_posted else ()

    def done(self) -> str | None:
        self.questions.check()
        try:
            if not self.questions.said:
                return f"{self.new.begin(self.questions.answers).absolute_url()}/@@design"
            self.new.look(self.questions.answers)
        except UnfitBeginningError as error:
            for name, message in error.said.items():
                if name not in self.questions.said:
                    self.questions.complain(name, message)
        return None


class UnfitBeginningError(ValueError):
    """What was given makes no service; ``said`` tells what is wrong, by the name of the answer."""

    def __init__(self, said: Mapping[str, Message]):
        self.said = said
        super().__init__(", ".join(said))


class NewService:
    """Begins a service from answers: ``title``, ``way``, what belongs to that way, and ``slug`` and
    ``prefix`` where the office gives them."""

    def __init__(self, site):
        self.site = site

    def begin(self, answers: Mapping[str, object]) -> IService:
        """As the current user. Raises ``UnfitBeginningError``."""
        self.look(answers)
        files = self._begun(answers)
        files = named(self.site, files, _text(answers, "slug"), _text(answers, "prefix"))
        made = begin(self.site, files)
        for name, block in self._blocks(answers, field_names(files)).items():
            own_blocks.note_used(made, name, block)
        record(made, "package")
        return made

    def _blocks(self, answers: Mapping[str, object], known: set[str]) -> Mapping[str, ServiceFiles]:
        """The blocks that the service begins with, each as it is now there."""
        match answers["way"]:
            case "copy":
                return own_blocks.used(self.services[answers["copy"]])
            case "skeleton":
                names = self.skeletons[answers["skeleton"]].blocks
            case "blocks":
                names = answers["blocks"]
            case _:
                names = ()
        return {name: shipped_block(name, known).files for name in names}

    def look(self, answers: Mapping[str, object]) -> None:
        """Raises ``UnfitBeginningError`` where something is wrong."""
        said: dict[str, Message] = {}
        title, way = _text(answers, "title"), answers.get("way")
        if not title or len(title) > LONGEST_TITLE:
            said["title"] = NO_TITLE
        elif found := unwritable(title):
            said["title"] = found[0]
        if way not in WAYS:
            said["way"] = CHOOSE
        elif way != NOTHING and not self._is_there(way, answers.get(way)):
            said[way] = CHOOSE
        slug, prefix = _text(answers, "slug"), _text(answers, "prefix")
        if slug and (not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG):
            said["slug"] = BAD_SLUG
        elif slug and slug in services_folder(self.site).objectIds():
            said["slug"] = ADDRESS_TAKEN
        if prefix and not PREFIX.fullmatch(prefix):
            said["prefix"] = BAD_PREFIX
        if said:
            raise UnfitBeginningError(said)

    @cached_property
    def services(self) -> Mapping[str, IService]:
        return {each.getId(): each for each in all_services(self.site, drafts=True)}

    @cached_property
    def skeletons(self) -> Mapping[str, Skeleton]:
        return {each.id: each for each in skeletons()}

    def _is_there(self, way: str, chosen: object) -> bool:
        if way == BLOCKS:
            return (
                bool(chosen)
                and isinstance(chosen, list)
                and all(isinstance(each, str) and each in block_names() for each in chosen)
            )
        there = self.skeletons if way == SKELETON else self.services
        return isinstance(chosen, str) and chosen in there

    def _begun(self, answers: Mapping[str, object]) -> ServiceFiles:
        title = _text(answers, "title")
        match answers["way"]:
            case "skeleton":
                return from_skeleton(title, self.skeletons[answers["skeleton"]])
            case "copy":
                return like(title, files_of(self.services[answers["copy"]]))
            case "blocks":
                return from_blocks(title, dict.fromkeys(answers["blocks"]))
        return from_nothing(title)


def _text(answers: Mapping[str, object], name: str) -> str:
    value = answers.get(name, "")
    return value.strip() if isinstance(value, str) else ""
