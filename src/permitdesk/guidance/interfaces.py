"""What editors publish: the schemas of topics, guidance pages and notices."""

from plone.app.multilingual.dx.directives import languageindependent
from plone.app.textfield import RichText
from plone.app.z3cform.widgets.richtext import RichTextFieldWidget
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope.interface import Attribute, Interface, provider, taggedValue
from zope.schema import Choice, Date, Int, Set, Text, TextLine
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.core import _
from permitdesk.guidance.titles import OCCASIONS, SECTIONS

_occasions = SimpleVocabulary([SimpleTerm(k, k, title) for k, title in OCCASIONS.items()])

# The footer's links, in their order.
ROLES = {
    "imprint": _("guidance_role_imprint", default="Impressum"),
    "privacy": _("guidance_role_privacy", default="Datenschutz"),
    "accessibility": _("guidance_role_accessibility", default="Barrierefreiheit"),
}
_roles = SimpleVocabulary([SimpleTerm(k, k, title) for k, title in ROLES.items()])

# Plone's editor, with what a calm page needs and no more: ``pattern_options`` of a rich text.
EDITOR = {
    "tiny": {
        "menubar": False,
        "toolbar": "h2 h3 | bold italic | bullist numlist | plonelink unlink | undo redo",
        "plugins": ["lists", "plonelink"],
    }
}

# Names, in the schema of a type, its texts that are translated; title and description always are.
TRANSLATED = "permitdesk.guidance.translated"
# Names what each language has for itself, and neither text to translate nor the same everywhere.
OWN = "permitdesk.guidance.own"


class IGuidance(model.Schema):
    """What editors publish, one object a language, German first. A type of that kind extends it
    and says by ``taggedValue(TRANSLATED, …)`` what of it is translated."""


@provider(IFormFieldProvider)
class IReviewed(model.Schema):
    """Behaviour of what somebody has to look at again."""

    review_by = Date(
        title=_("guidance_kept_review_by", default="Prüfen bis"),
        description=_(
            "guidance_kept_review_by_help",
            default="Von diesem Tag an steht die Seite in der Liste der Redaktion, und die"
            " Redaktion bekommt eine Mail. Besucher sehen das nicht. Es zählt der Tag der"
            " deutschen Seite.",
        ),
        required=False,
    )


def source_field() -> TextLine:
    """Where a content comes from."""
    return TextLine(
        title=_("guidance_kept_source", default="Quelle"),
        description=_(
            "guidance_kept_source_help",
            default="Woher es kommt, zum Beispiel ein Gesetz mit seinem Stand. Steht am Ende der"
            " Seite.",
        ),
        required=False,
    )


def as_of_field() -> Date:
    """The day on which somebody checked a content."""
    return Date(
        title=_("guidance_kept_as_of", default="Stand des Inhalts"),
        description=_(
            "guidance_kept_as_of_help",
            default="An welchem Tag der Inhalt geprüft wurde. Steht am Ende der Seite.",
        ),
        required=False,
    )


def sort_field() -> Int:
    """Where a content stands among those beside it."""
    return Int(title=_("guidance_sort", default="Reihenfolge"), default=100, required=False)


class ITopic(IGuidance):
    """Guidance pages and services under one heading."""

    services = Text(
        title=_("guidance_topic_services", default="Online-Dienste"),
        description=_(
            "guidance_topic_services_help",
            default="Die Kennungen der Online-Dienste, die hier gezeigt werden, eine in jeder"
            " Zeile. Leer: alle.",
        ),
        required=False,
    )
    sort = sort_field()


def section_field(name: str, title, help_text="", required: bool = False) -> RichText:
    """A text of simple markup."""
    return RichText(
        __name__=name,
        title=title,
        description=help_text,
        required=required,
        default_mime_type="text/html",
        output_mime_type="text/x-html-safe",
        allowed_mime_types=("text/html",),
    )


class IGuidancePage(IGuidance):
    """The answer to a question, in a fixed order, so that people find their way on each page."""

    taggedValue(TRANSLATED, ("answer", "text", *SECTIONS))
    taggedValue(OWN, ("remark", "source"))
    languageindependent("as_of")

    answer = Text(
        title=_("guidance_answer", default="Die Antwort in zwei Sätzen"),
        description=_(
            "guidance_answer_help",
            default="Was ist die Antwort? Was ist als Nächstes zu tun? Ohne Paragrafen.",
        ),
    )
    text = section_field(
        "text",
        _("guidance_text", default="Text ohne feste Abschnitte"),
        _(
            "guidance_text_help",
            default="Für Seiten, die nicht in die Abschnitte unten passen, zum Beispiel das"
            " Impressum.",
        ),
    )
    who = section_field("who", SECTIONS["who"])
    need = section_field("need", SECTIONS["need"])
    cost = section_field("cost", SECTIONS["cost"])
    duration = section_field("duration", SECTIONS["duration"])
    where = section_field("where", SECTIONS["where"])
    then = section_field("then", SECTIONS["then"])
    law = section_field("law", SECTIONS["law"])
    for _name in ("text", *SECTIONS):
        directives.widget(_name, RichTextFieldWidget, pattern_options=EDITOR)
    del _name

    service = TextLine(
        title=_("guidance_service", default="Online-Dienst"),
        description=_(
            "guidance_service_help",
            default="Die Kennung des Dienstes, zu dem der Knopf führt, zum Beispiel employment.",
        ),
        required=False,
    )
    occasions = Set(
        title=_("guidance_occasions", default="Anlass (auf der Startseite)"),
        value_type=Choice(vocabulary=_occasions),
        required=False,
    )
    role = Choice(
        title=_("guidance_role", default="Pflichtseite (in der Fußzeile)"),
        vocabulary=_roles,
        required=False,
    )
    source = source_field()
    as_of = as_of_field()
    remark = TextLine(
        title=_("guidance_remark", default="Vermerk zum Text"),
        description=_(
            "guidance_remark_help",
            default="Steht am Ende der Seite, zum Beispiel wer die Übersetzung geprüft hat.",
        ),
        required=False,
    )
    sort = sort_field()


# How urgent a notice is, the most urgent first.
NOTICE_KINDS = {
    "disruption": _("guidance_notice_disruption", default="Störung"),
    "warning": _("guidance_notice_warning", default="Achtung"),
    "info": _("guidance_notice_info", default="Information"),
}
_notice_kinds = SimpleVocabulary([SimpleTerm(k, k, title) for k, title in NOTICE_KINDS.items()])
# Where a notice is shown: ``topic:<translation group>`` and ``service:<id>`` are places too.
EVERYWHERE, HOME, OF_TOPIC, OF_SERVICE = "everywhere", "home", "topic:", "service:"


class INotice(IGuidance):
    """What everybody has to know for a while, in every language at once. When, where and how
    urgent it is says the German one; its publication dates are from when and until when."""

    taggedValue(TRANSLATED, ("text",))
    languageindependent("kind", "places")

    text = Text(title=_("guidance_notice_text", default="Text"), max_length=600)
    kind = Choice(
        title=_("guidance_notice_kind", default="Wie dringend"),
        vocabulary=_notice_kinds,
        default="info",
    )
    places = Set(
        title=_("guidance_notice_places", default="Wo er steht"),
        description=_(
            "guidance_notice_places_help",
            default="Überall: oben auf jeder Seite, auch in den Anträgen. Es stehen dort höchstens"
            " zwei zugleich, die dringendsten zuerst. Auf der Startseite stehen alle.",
        ),
        value_type=Choice(vocabulary="permitdesk.guidance.notice_places"),
        defaultFactory=lambda: {HOME},
    )


class IEditorsPage(Interface):
    """Named adapter on (site, request): a page of a room above to which the editors' bar leads."""

    title = Attribute("A message.")
    address = Attribute("The page's address.")
    permission = Attribute("The title of the permission that it asks for, on the site.")
