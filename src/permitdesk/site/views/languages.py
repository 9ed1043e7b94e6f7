"""``offered-languages``: which languages the portal offers; an administrator adds some."""

from collections.abc import Sequence
from functools import cached_property

from plone import api
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES, SHIPPED, SOURCE, Language, in_german
from permitdesk.core.texts import Shown
from permitdesk.site import offering
from permitdesk.theme import (
    Badge,
    Cell,
    Choice,
    ErrorLink,
    Notice,
    PageTemplate,
    PostedPage,
    Table,
    Widget,
)

TITLE = _("site_languages_title", default="Sprachen des Portals")
LEFT_TO_RIGHT = _("site_languages_ltr", default="von links nach rechts")
RIGHT_TO_LEFT = _("site_languages_rtl", default="von rechts nach links")
SHIPPED_WORD = _("site_languages_shipped", default="mitgeliefert")
ADDED_WORD = _("site_languages_added", default="hinzugefügt")
COLUMNS = (
    _("site_languages_column_name", default="Sprache"),
    _("site_languages_column_german", default="Auf Deutsch"),
    _("site_languages_column_tag", default="Kürzel"),
    _("site_languages_column_direction", default="Schrift"),
    _("site_languages_column_pages", default="Infoseiten"),
    _("site_languages_column_state", default="Herkunft"),
)
CHOOSE = _("site_languages_choose", default="Sprache")
CHOOSE_ONE = _("site_languages_choose_one", default="Wählen Sie eine Sprache.")
NAME = _("site_languages_name", default="Name der Sprache")
NAME_HELP = _(
    "site_languages_name_help",
    default="So, wie ihre Sprecher ihn schreiben. Er steht im Umschalter.",
)
TAG = _("site_languages_tag", default="Kürzel der Sprache")
TAG_HELP = _(
    "site_languages_tag_help",
    default="Nach BCP 47, in kleinen Buchstaben. Es steht in jeder Adresse und lässt sich nicht"
    " mehr ändern.",
)
DIRECTION = _("site_languages_direction", default="Schreibrichtung")
COMMA = _("site_languages_comma", default="Zahlen haben ein Komma: 1,5 und nicht 1.5")
DONE = _("site_languages_done", default="${language} wird jetzt angeboten")
DONE_TEXT = _(
    "site_languages_done_text",
    default="Was noch nicht übersetzt ist, zeigt das Portal auf Deutsch und sagt es dazu."
    " Besucher, die eine Seite gerade erst geladen haben, sehen die Sprache nach höchstens fünf"
    " Minuten.",
)
SEE = _("site_languages_see", default="Startseite ansehen")
TRANSLATE = _("site_languages_translate", default="Infoseiten übersetzen")
TEXTS = _("site_languages_texts", default="Texte des Portals übersetzen")
SERVICES = _("site_languages_services", default="Online-Dienste übersetzen")
GONE = _("site_languages_gone", default="${language} wird nicht mehr angeboten")
GONE_TEXT = _(
    "site_languages_gone_text",
    default="Was in dieser Sprache geschrieben ist, bleibt. Wer eine ihrer Adressen aufruft, kommt"
    " zur gleichen Seite in einer anderen Sprache.",
)


class OfferedLanguages(PostedPage):
    """One form for a language that is known, one for any other, one to offer one no longer."""

    title = TITLE
    index = PageTemplate("languages.pt")

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@offered-languages"

    def done(self) -> str | None:
        if "stop" in self.request.form:
            return self._stopped(self.sent("stop-tag"))
        language = self._described() if "describe" in self.request.form else self._chosen()
        if language is None or self._wrong:
            return None
        offering.offer(language)
        return f"{self.address}?added={language.tag}"

    def _stopped(self, tag: str) -> str | None:
        if tag not in [each.tag for each in offering.can_leave()]:
            self.complain(CHOOSE_ONE, "f-stop-tag")
            return None
        offering.stop(tag)
        return f"{self.address}?stopped={tag}"

    def _chosen(self) -> Language | None:
        asked = self.sent("known-tag")
        found = next((each for each in offering.can_join() if each.tag == asked), None)
        if found is None:
            self.complain(CHOOSE_ONE, "f-known-tag")
        return found

    def _described(self) -> Language:
        return Language(
            self.sent("tag").strip().lower().replace("_", "-"),
            self.sent("name").strip(),
            "rtl" if self.sent("direction") == "rtl" else "ltr",
            bool(self.sent("comma")),
        )

    @cached_property
    def _wrong(self) -> dict[str, Shown]:
        if not self.is_posted or "describe" not in self.request.form:
            return {}
        found = offering.wrong(self._described())
        return {name: self.translate(text) for name, text in found.items()}

    @property
    def form_errors(self) -> Sequence[ErrorLink]:
        return [ErrorLink(f"f-{name}", text) for name, text in self._wrong.items()]

    @property
    def notice(self) -> Notice | None:
        """What has just been done."""
        tag = self.sent("added")
        if tag in LANGUAGES:
            name = LANGUAGES[tag].native_name
            links = (
                (self.translate(SEE), f"{self.site_address}/{tag}"),
                (self.translate(TEXTS), f"{self.site_address}/@@portal-texts?to={tag}"),
                (self.translate(TRANSLATE), f"{self.site_address}/@@coverage?to={tag}"),
                (self.translate(SERVICES), f"{self.site_address}/services"),
            )
            title = self.translate(_with(DONE, name))
            return Notice("success", title, self.translate(DONE_TEXT), links)
        tag = self.sent("stopped")
        if tag and tag not in LANGUAGES and tag in [each.tag for each in offering.can_join()]:
            name = in_german(tag)
            return Notice("info", self.translate(_with(GONE, name)), self.translate(GONE_TEXT))
        return None

    @cached_property
    def table(self) -> Table:
        return Table(
            str(self.translate(TITLE)),
            [str(self.translate(column)) for column in COLUMNS],
            [self._row(each) for each in LANGUAGES.values()],
        )

    def _row(self, each: Language) -> list[Cell]:
        is_shipped = each.tag in SHIPPED
        word = self.translate(SHIPPED_WORD if is_shipped else ADDED_WORD)
        pages = f"{self.site_address}/@@coverage?to={each.tag}"
        is_german = each.tag == SOURCE
        count = len(api.content.find(portal_type="GuidancePage", Language=each.tag))
        return [
            Cell(each.native_name, f"{self.site_address}/{each.tag}", isolate=True),
            Cell(in_german(each.tag)),
            Cell(each.tag, isolate=True),
            Cell(str(self.translate(RIGHT_TO_LEFT if each.direction == "rtl" else LEFT_TO_RIGHT))),
            Cell(str(count), "" if is_german else pages, numeric=True),
            Cell("", badge=Badge("neutral" if is_shipped else "info", word)),
        ]

    @property
    def join(self) -> list[Widget]:
        return [self._select("known-tag", offering.can_join())]

    @property
    def leave(self) -> list[Widget]:
        found = offering.can_leave()
        return [self._select("stop-tag", found)] if found else []

    def _select(self, name: str, those: Sequence[Language]) -> Widget:
        error = next((each.message for each in self.problems if each.target == f"f-{name}"), "")
        sent = self.sent(name)
        choices = [Choice(each.tag, _named(each), each.tag == sent) for each in those]
        return Widget(
            "select", name, self.translate(CHOOSE), required=True, choices=choices, error=error
        )

    @property
    def other(self) -> list[Widget]:
        said = self._described()
        ways = (("ltr", LEFT_TO_RIGHT), ("rtl", RIGHT_TO_LEFT))
        return [
            Widget(
                "text", "name", self.translate(NAME), help=self.translate(NAME_HELP),
                value=said.native_name, required=True, error=self._wrong.get("name", ""),
                max_length=offering.LONGEST_NAME,
            ),
            Widget(
                "text", "tag", self.translate(TAG), help=self.translate(TAG_HELP), example="sw",
                value=said.tag, required=True, error=self._wrong.get("tag", ""), direction="ltr",
            ),
            Widget(
                "radio", "direction", self.translate(DIRECTION), required=True,
                choices=[
                    Choice(way, str(self.translate(title)), way == said.direction)
                    for way, title in ways
                ],
            ),
            Widget(
                "confirm", "comma", self.translate(COMMA), value="yes" if said.decimal_comma else ""
            ),
        ]  # fmt: skip


def _named(language: Language) -> str:
    german = in_german(language.tag)
    return german if german == language.native_name else f"{german} · {language.native_name}"


def _with(message: Message, language: str) -> Message:
    return Message(message, mapping={"language": language})
