"""A page of a case with one form of its own, for what the case page has no room for."""

import secrets
from functools import cached_property

from plone.protect import CheckAuthenticator
from zope.component import getMultiAdapter

from permitdesk import privacy
from permitdesk.casework import meanwhile
from permitdesk.casework.interfaces import ICase
from permitdesk.casework.once import form_key
from permitdesk.casework.views.page import OfficePage
from permitdesk.core import _
from permitdesk.core.characters import whole
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Choice, ErrorLink, Fact, Link, Notice, PageTemplate, Widget


class CaseForm(OfficePage):
    """Asks on GET, does on a POST with a token; what was typed stays where something is wrong.

    A subclass says ``heading``, ``fields`` and what ``take`` does: True when it is done.
    """

    index = PageTemplate("form.pt")
    name = ""
    button = _("casework_form_record", default="Eintragen")
    lead_text = ""
    facts: tuple[Fact, ...] | list[Fact] = ()
    notices: tuple[Notice, ...] | list[Notice] = ()
    more: tuple = ()
    hidden: tuple = ()

    def __call__(self):
        self.prepare_response()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self.take():
                return self.go(self.next_address)
        else:
            privacy.record("case.read", self.context.reference, self.name)
        return super().__call__()

    def take(self) -> bool:
        raise NotImplementedError

    @property
    def position(self) -> str:
        """What the form says that there was; empty for what is no case."""
        return meanwhile.position(self.context) if ICase.providedBy(self.context) else ""

    def says_what_came(self) -> bool:
        """Say that something of the applicant came since the page was opened, if it did."""
        entries = meanwhile.since(self.context, self.request.form.get("seen"))
        if not meanwhile.came(entries):
            return False
        self.complain({"": meanwhile.CAME})
        return True

    def go(self, address: str) -> str:
        self.request.response.redirect(address, status=303)
        return ""

    def fields(self) -> list[Field]:
        return []

    def known(self) -> dict[str, object]:
        """What stands in the fields before anybody typed, by field."""
        return {}

    @cached_property
    def questions(self) -> Questions:
        fields = self.fields()
        if self.request.method == "POST":
            return Questions(fields, SOURCE, self.request.form)
        return Questions(fields, SOURCE, as_form(fields, self.known()))

    def complain(self, problems) -> None:
        """Show messages by field; what is no field of the form stands above it."""
        asked = {each.name for each in self.questions.fields}
        for name, message in problems.items():
            if name in asked:
                self.questions.complain(name, message)
            else:
                self.trouble.append(self.translate(message))

    @cached_property
    def trouble(self) -> list[str]:
        return []

    @property
    def heading(self) -> str:
        return self.translate(self.title)

    @property
    def lead(self) -> str:
        return self.translate(self.lead_text) if self.lead_text else ""

    @property
    def form_address(self) -> str:
        return f"{self.context.absolute_url()}/@@{self.name}"

    @property
    def next_address(self) -> str:
        return self.context.absolute_url()

    @property
    def back_address(self) -> str:
        return self.context.absolute_url()

    @property
    def back_title(self) -> str:
        return self.translate(_("casework_code_back", default="Zurück zum Vorgang"))

    @property
    def buttons(self) -> list[Choice]:
        return [Choice("", self.translate(self.button))]

    @property
    def widgets(self) -> list[Widget]:
        return self.questions.widgets

    @property
    def errors(self) -> list[ErrorLink]:
        return [
            *(ErrorLink("main-form", text) for text in self.trouble),
            *self.questions.errors,
        ]

    @property
    def breadcrumb(self) -> list[Link]:
        workplace, *_rest = self.place()
        return [
            workplace,
            Link(self.context.reference, self.context.absolute_url()),
            Link(self.heading, ""),
        ]

    @property
    def key(self) -> str:
        return form_key(self.request)

    @property
    def fresh_key(self) -> str:
        """The page's own, as long as it is shown again."""
        sent = self.request.form.get("key")
        return whole(sent[:32]) if isinstance(sent, str) and sent else secrets.token_hex(16)

    def token(self) -> str:
        return getMultiAdapter((self.context, self.request), name="authenticator").authenticator()

    # -- fields in German

    def field(self, name: str, type_: str, title, help_="", most: int = 0, **more) -> Field:
        rules = (Rule("max_length", most, message=self.translate(TOO_LONG)),) if most else ()
        return Field(
            name,
            type_,
            self.translate(title),
            self.translate(help_) if help_ else "",
            rules=rules,
            **more,
        )

    def choice(self, name: str, title, options, help_="", **more) -> Field:
        found = tuple(Option(value, self.translate(text)) for value, text in options.items())
        return self.field(name, "choice", title, help_, options=found, **more)


TOO_LONG = _("casework_message_too_long", default="Der Text ist zu lang.")


def as_form(fields: list[Field], known: dict[str, object]) -> dict[str, object]:
    """Values as a browser would send them."""
    sent: dict[str, object] = {}
    for field in fields:
        value = known.get(field.name)
        if value in (None, ""):
            continue
        if field.type == "date" and isinstance(value, str):
            year, month, day = value.split("-")
            sent |= {f"{field.name}.{part}": number for part, number in
                     (("day", day), ("month", month), ("year", year))}  # fmt: skip
        elif field.type == "yes-no":
            sent[field.name] = "yes" if value is True else "no"
        else:
            sent[field.name] = value
    return sent
