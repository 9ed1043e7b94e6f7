"""All templates of the office's letters."""

from collections.abc import Collection
from functools import cached_property

from plone.protect import CheckAuthenticator
from zExceptions import Unauthorized
from zope.component import getMultiAdapter
from zope.i18nmessageid import Message

from permitdesk.access import full_name, staff_id
from permitdesk.casework.letters.editors import may_edit
from permitdesk.casework.letters.shipped import add_shipped, shipped
from permitdesk.casework.letters.templates import KINDS, Template, templates
from permitdesk.casework.reading import language_name
from permitdesk.casework.views.page import OfficePage, day
from permitdesk.core import _, clock
from permitdesk.core.languages import LANGUAGES
from permitdesk.theme import Badge, Cell, Link, PageTemplate, Table

TITLE = _("casework_letters_templates", default="Vorlagen für Briefe")
COLUMNS = (
    _("casework_letters_column_template", default="Vorlage"),
    _("casework_letters_column_kind", default="Art"),
    _("casework_letters_column_version", default="Fassung"),
    _("casework_letters_column_languages", default="Sprachen"),
    _("casework_letters_column_law", default="Rechtlich geprüft"),
    _("casework_letters_column_state", default="Stand"),
)

ALL_LANGUAGES = _("casework_letters_all_languages", default="alle ${number}")


class TemplateList(OfficePage):
    """All templates; those who may, begin one or take over what is shipped."""

    index = PageTemplate("templates.pt")
    title = TITLE

    def __call__(self):
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.prepare_response()
            if not self.may_edit:
                raise Unauthorized(self.translate(TITLE))
            add_shipped(self.context)
            self.request.response.redirect(self.address, status=303)
            return ""
        return super().__call__()

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@@letter-templates"

    @cached_property
    def may_edit(self) -> bool:
        return may_edit(staff_id(), self.context)

    @property
    def breadcrumb(self) -> list[Link]:
        return self.place(self.translate(TITLE))

    @property
    def table(self) -> Table | None:
        order = list(KINDS)
        found = sorted(
            templates(self.context), key=lambda each: (order.index(each.kind), each.title)
        )
        if not found:
            return None
        columns = [self.translate(each) for each in COLUMNS]
        return Table(self.translate(TITLE), columns, [self._row(each) for each in found])

    def _row(self, template: Template) -> tuple[Cell, ...]:
        version, wording = template.newest, template.newest.wording
        yes = _("casework_letters_law_yes", default="ja")
        no = _("casework_letters_law_no", default="noch nicht")
        on = _("casework_letters_active", default="wird angeboten")
        off = _("casework_letters_inactive", default="abgeschaltet")
        law = Badge("success" if wording.verified else "warning",
                    self.translate(yes if wording.verified else no))  # fmt: skip
        state = Badge("info" if template.active else "neutral",
                      self.translate(on if template.active else off))  # fmt: skip
        by = full_name(version.by) if version.by else ""  # nobody: what came with the portal
        on_day = day(clock.day_of(version.at).isoformat())
        made = ", ".join(each for each in (str(version.number), on_day, by) if each)
        return (
            Cell(wording.title, f"{self.context.absolute_url()}/@@letter-template/{template.id}"),
            Cell(self.translate(KINDS[template.kind])),
            Cell(made),
            Cell(self._languages(wording.texts)),
            Cell("", badge=law),
            Cell("", badge=state),
        )

    def _languages(self, tags: Collection[str]) -> str:
        """Their names; where none is missing there is nothing to read through."""
        if set(LANGUAGES) <= set(tags):
            return self.translate(Message(ALL_LANGUAGES, mapping={"number": len(LANGUAGES)}))
        return ", ".join(map(language_name, tags))

    @property
    def has_shipped_left(self) -> bool:
        known = templates(self.context)
        return any(known.get(id_) is None for id_, _kind, _wording in shipped())

    @property
    def new_address(self) -> str:
        return f"{self.context.absolute_url()}/@@letter-template/new"

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()
