"""The text modules of a unit, or of the office: a list with what is untranslated, and an editor."""

import secrets
from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType

from AccessControl import getSecurityManager
from plone.protect import CheckAuthenticator
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message

from permitdesk.access import full_name
from permitdesk.casework.checklist.text_module import (
    CURRENT,
    KINDS,
    OUTDATED,
    PLACEHOLDERS,
    UNTRANSLATED,
    TextModule,
    Version,
    merged,
)
from permitdesk.casework.checklist.text_store import (
    ChangedMeanwhileError,
    TooManyError,
    WrongTextError,
    retire,
    save,
    text_module,
    text_modules,
)
from permitdesk.casework.once import form_key
from permitdesk.casework.views.page import OfficePage, moment
from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.languages import LANGUAGES, SOURCE, Language
from permitdesk.theme import Badge, Cell, Choice, ErrorLink, PageTemplate, Table, Widget

MANAGE = "permitdesk: Manage text modules"
STATES = {
    CURRENT: ("success", _("casework_check_text_current", default="aktuell")),
    OUTDATED: ("warning", _("casework_check_text_outdated", default="veraltet")),
    UNTRANSLATED: ("warning", _("casework_check_text_missing", default="fehlt")),
}
TITLE = _("casework_check_texts", default="Textbausteine")
COLUMNS = (
    _("casework_check_text_name", default="Name"),
    _("casework_check_text_kind", default="Wofür"),
    _("casework_check_text_gaps", default="Übersetzungen"),
    _("casework_check_text_version", default="Fassung"),
)
CHANGED = _(
    "casework_check_text_changed",
    default="${who} hat diesen Text inzwischen geändert. Was nur dort geändert wurde, ist"
    " übernommen. Wo Sie beide geschrieben haben, steht Ihr Text im Feld und der andere darunter."
    " Speichern Sie noch einmal.",
)
FULL = _(
    "casework_check_text_full", default="Mehr Textbausteine kann dieses Sachgebiet nicht haben."
)


class TextModules(OfficePage):
    index = PageTemplate("texts.pt")
    title = TITLE

    @property
    def breadcrumb(self):
        return self.place_in(self.context, self.translate(TITLE))

    @property
    def may_edit(self) -> bool:
        return bool(getSecurityManager().checkPermission(MANAGE, self.context))

    @property
    def new_address(self) -> str:
        return f"{self.context.absolute_url()}/@@text-module"

    @property
    def table(self) -> Table:
        return Table(
            self.translate(TITLE),
            [self.translate(each) for each in COLUMNS],
            [self._row(each) for each in text_modules(self.context, retired=True)],
        )

    def _row(self, module: TextModule) -> tuple[Cell, ...]:
        address = f"{self.new_address}?id={module.id}" if self.may_edit else ""
        retired = _("casework_check_text_retired", default="wird nicht mehr angeboten")
        marks = [Badge("neutral", self.translate(retired))] if module.now.is_retired else []
        return (
            Cell(module.title, address, isolate=True, marks=marks),
            Cell(self.translate(KINDS[module.kind])),
            Cell("", marks=self._gaps(module)),
            Cell(str(module.now.number), numeric=True),
        )

    def _gaps(self, module: TextModule) -> list[Badge]:
        """What is missing, loudly; one word where nothing is."""
        found = []
        for tag, state in module.states().items():
            if state != CURRENT:
                kind, word = STATES[state]
                found.append(Badge(kind, f"{LANGUAGES[tag].native_name}: {self.translate(word)}"))
        complete = _("casework_check_text_complete", default="vollständig")
        return found or [Badge("success", self.translate(complete))]


class EditTextModule(TextModules):
    """``?id=`` names one; without it a new one is made. What is wrong stands beside its field, and
    nothing that was typed is lost."""

    index = PageTemplate("text.pt")
    theirs: Mapping[str, str] = MappingProxyType({})  # what somebody else wrote meanwhile

    def __call__(self):
        self.said: dict[str, list] = {}
        if self.id_ and self.module is None:
            raise NotFound(self.id_)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.done():
                self.prepare_response()
                address = f"{self.context.absolute_url()}/@@text-modules"
                return self.request.response.redirect(address, status=303)
        return super().__call__()

    def done(self) -> bool:
        try:
            if "retire" in self.request.form:
                retire(self.context, self.id_)
            elif "offer" in self.request.form:
                retire(self.context, self.id_, retired=False)
            else:
                self._save()
        except WrongTextError as error:
            self.said = dict(error.said)
        except ChangedMeanwhileError:
            self._merge()
        except TooManyError:
            self.said = {"title": [FULL]}
        return not self.said

    def _save(self) -> None:
        texts = {tag: self._typed(f"text.{tag}") for tag in LANGUAGES}
        confirmed = [tag for tag in LANGUAGES if self._typed(f"right.{tag}")]
        based_on = self._typed("based_on")
        number = int(based_on) if based_on.isascii() and based_on.isdecimal() else 0
        kind, title = self._typed("kind"), self._typed("title")
        key = form_key(self.request)
        save(self.context, self.id_, kind, title, texts, confirmed, number, key)

    def _merge(self) -> None:
        """What only the other one changed is taken over into the form; where both did, theirs is
        shown beside it."""
        form, number = self.request.form, self._typed("based_on")
        based = next((v for v in self.module.versions if str(v.number) == number), self.module.now)
        mine = {tag: _plain(self._typed(f"text.{tag}")) for tag in LANGUAGES}
        found = merged(based.texts, mine, self.module.now.texts)
        form.update({f"text.{tag}": text for tag, text in found.texts.items()})
        titles = merged({"": based.title}, {"": self._typed("title")}, {"": self.module.title})
        form["title"], self.theirs = titles.texts[""], found.theirs
        who = {"who": full_name(self.module.now.by)}
        self.said = {"title": [Message(CHANGED, mapping=who)]}

    def _typed(self, name: str) -> str:
        value = self.request.form.get(name)
        return whole(value[:10_000]) if isinstance(value, str) else ""

    @property
    def id_(self) -> str:
        return self._typed("id")

    @cached_property
    def module(self) -> TextModule | None:
        return text_module(self.context, self.id_) if self.id_ else None

    @property
    def based_on(self) -> int:
        return self.module.now.number if self.module else 0

    @property
    def is_posted(self) -> bool:
        return self.request.method == "POST"

    @property
    def heading(self) -> str:
        new = self.translate(_("casework_check_text_new", default="Neuer Textbaustein"))
        return self.module.title if self.module else new

    def head_widgets(self) -> list[Widget]:
        title = self._typed("title") if self.is_posted else self.module and self.module.title
        widgets = [
            Widget(
                "text",
                "title",
                self.translate(COLUMNS[0]),
                required=True,
                value=title or "",
                error=self._error("title"),
            )
        ]
        if self.module is None:
            chosen = self._typed("kind")
            widgets.append(
                Widget(
                    "radio",
                    "kind",
                    self.translate(COLUMNS[1]),
                    required=True,
                    value=chosen,
                    choices=[
                        Choice(kind, self.translate(word), kind == chosen)
                        for kind, word in KINDS.items()
                    ],
                    error=self._error("kind"),
                )
            )
        return widgets

    def text_widgets(self) -> list[dict[str, object]]:
        """A field for each language, German first, with the state of its translation."""
        return [self._text(language) for language in LANGUAGES.values()]

    def _text(self, language: Language) -> dict[str, object]:
        tag, name = language.tag, f"text.{language.tag}"
        kept = self.module.now.texts.get(tag, "") if self.module else ""
        state = self.module.state(tag) if self.module else CURRENT
        kind, word = STATES[state]
        return {
            "tag": tag,
            "language": language.native_name,
            "direction": language.direction,
            "badge": Badge(kind, self.translate(word)) if self.module and tag != SOURCE else None,
            "theirs": self.theirs.get(tag, ""),
            "is_outdated": state == OUTDATED,
            "is_right": bool(self._typed(f"right.{tag}")),
            "widget": Widget(
                "long-text",
                name,
                language.native_name,
                required=tag == SOURCE,
                value=self._typed(name) if self.is_posted else kept,
                error=self._error(tag),
                direction=language.direction,
            ),
        }

    def places(self) -> list[tuple[str, str]]:
        """Which placeholders each kind has."""
        kinds = [self.module.kind] if self.module else list(KINDS)
        return [
            (self.translate(KINDS[kind]), ", ".join(f"{{{each}}}" for each in PLACEHOLDERS[kind]))
            for kind in kinds
        ]

    def versions(self) -> list[dict[str, object]]:
        """What it was before, the latest first."""
        return (
            [self._version(each) for each in reversed(self.module.versions)] if self.module else []
        )

    def _version(self, version: Version) -> dict[str, object]:
        shipped = self.translate(_("casework_check_text_shipped", default="mitgeliefert"))
        return {
            "number": version.number,
            "title": version.title,
            "who": full_name(version.by) or shipped,
            "when": moment(version.at) if version.at else "",
            "text": version.texts.get(SOURCE, ""),
        }

    def _error(self, name: str) -> str:
        return " ".join(str(self.translate(each)) for each in self.said.get(name, ()))

    @property
    def errors(self) -> list[ErrorLink]:
        known = {"title": "f-title", "kind": "f-kind"}
        return [
            ErrorLink(known.get(name, f"f-text-{name}"), self._error(name)) for name in self.said
        ]

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    @property
    def key(self) -> str:
        return self._typed("key")[:32] or secrets.token_hex(16)


def _plain(text: str) -> str:
    """A text as it is kept, however a browser ends its lines."""
    return text.replace("\r\n", "\n").strip()
