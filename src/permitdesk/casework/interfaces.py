"""The room's contracts: what an office, a unit, a desk and a case are."""

from plone.autoform import directives
from plone.supermodel import model
from zope import schema
from zope.interface import Attribute, Interface, implementer
from zope.interface.interfaces import IObjectEvent, ObjectEvent
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.casework.checks import is_deadlines, is_deputies, is_ranges
from permitdesk.casework.name_key import DIN_5007_1, DIN_5007_2, PARTICLES
from permitdesk.casework.working_time import FULL_TIME
from permitdesk.core import _

UMLAUTS = SimpleVocabulary(
    [
        SimpleTerm(DIN_5007_1, title=_("casework_umlauts_1", default="ä wie a (DIN 5007-1)")),
        SimpleTerm(DIN_5007_2, title=_("casework_umlauts_2", default="ä wie ae (DIN 5007-2)")),
    ]
)


class IOffice(model.Schema):
    """The place of all units, at ``/office``; holds the case catalogue."""

    title = schema.TextLine(title=_("casework_title", default="Name"))


class IUnit(model.Schema):
    """A Sachgebiet: desks and a team inbox under one head."""

    title = schema.TextLine(title=_("casework_title", default="Name"))
    services = schema.List(
        title=_("casework_unit_services", default="Online-Dienste"),
        description=_(
            "casework_unit_services_help",
            default="Kennungen der Dienste, deren Vorgänge hierher kommen, eine pro Zeile.",
        ),
        value_type=schema.TextLine(),
        default=[],
        missing_value=[],
        required=False,
    )
    directives.write_permission(head="permitdesk.ManageDesks")
    head = schema.TextLine(
        title=_("casework_unit_head", default="Leitung (Benutzername)"),
        default="",
        missing_value="",
        required=False,
    )
    directives.write_permission(countersign="permitdesk.ManageDesks")
    countersign = schema.Bool(
        title=_("casework_unit_countersign", default="Jeder Brief braucht vier Augen"),
        description=_(
            "casework_unit_countersign_help",
            default="Die Leitung zeichnet mit, bevor ein Brief fertig ist.",
        ),
        default=False,
        required=False,
    )
    umlauts = schema.Choice(
        title=_("casework_unit_umlauts", default="Umlaute"),
        vocabulary=UMLAUTS,
        default=DIN_5007_1,
    )
    particles = schema.List(
        title=_("casework_unit_particles", default="Namenszusätze, die nicht zählen"),
        value_type=schema.TextLine(),
        default=list(PARTICLES),
        missing_value=[],
        required=False,
    )
    inbox = schema.TextLine(
        title=_("casework_unit_inbox", default="Kennung des Team-Posteingangs"),
        default="team",
    )
    deadlines = schema.List(
        title=_("casework_check_unit_deadlines", default="Eigene Fristen"),
        description=_(
            "casework_check_unit_deadlines_help",
            default="Eine Frist pro Zeile: Kürzel | Bezeichnung | Dauer | ruht bei Rückfragen (ja "
            "oder nein) | Dienste (* für alle) | gültig ab | Quelle. Mit der Dauer 0 Tage schalten "
            "Sie eine mitgelieferte Frist ab: target, vwgo-75, eu-family-card.",
        ),
        value_type=schema.TextLine(),
        default=[],
        missing_value=[],
        required=False,
        constraint=is_deadlines,
    )
    answer_days = schema.Int(
        title=_(
            "casework_check_unit_days",
            default="Tage, die man zum Nachreichen von Unterlagen bekommt",
        ),
        default=21,
        min=1,
        max=365,
    )


class IDesk(model.Schema):
    """A Sachbearbeiter-Ordner: the cases that one or several caseworkers are responsible for."""

    title = schema.TextLine(title=_("casework_title", default="Name"))
    ranges = schema.Text(
        title=_("casework_desk_ranges", default="Familiennamen"),
        description=_(
            "casework_route_ranges_help",
            default="Von–bis, durch Komma getrennt, zum Beispiel: Ak–Al, E–K. Das gilt, solange "
            "das Sachgebiet keine eigenen Zuständigkeitsregeln in Kraft gesetzt hat.",
        ),
        default="",
        missing_value="",
        required=False,
        constraint=is_ranges,
    )
    working_time = schema.Int(
        title=_("casework_route_working_time", default="Arbeitszeit in Prozent"),
        description=_(
            "casework_route_working_time_help",
            default="Zusammen für alle Mitglieder: 100 ist eine volle Stelle, 50 eine halbe, 200 "
            "sind zwei. Teilen sich mehrere Ordner eine Regel, bekommt der mit der geringsten Last "
            "den nächsten Vorgang.",
        ),
        default=FULL_TIME,
        min=0,
        max=5000,
    )
    directives.write_permission(members="permitdesk.ManageDesks")
    members = schema.List(
        title=_("casework_desk_members", default="Mitglieder (Benutzernamen)"),
        value_type=schema.TextLine(),
        default=[],
        missing_value=[],
        required=False,
    )
    directives.write_permission(deputies="permitdesk.ManageDesks")
    deputies = schema.List(
        title=_("casework_desk_deputies", default="Vertretungen"),
        description=_(
            "casework_desk_deputies_help",
            default="Benutzername, erster und letzter Tag, zum Beispiel: frau.kaya 2026-08-03 "
            "2026-08-21",
        ),
        value_type=schema.TextLine(),
        default=[],
        missing_value=[],
        required=False,
        constraint=is_deputies,
    )
    address = schema.TextLine(
        title=_("casework_desk_address", default="E-Mail-Adresse für neue Vorgänge"),
        default="",
        missing_value="",
        required=False,
    )


class ICase(Interface):
    """A Vorgang: the office's object around an application."""

    reference = Attribute("The reference, which is its title")
    service = Attribute("The id of the service")
    kind = Attribute("``application`` or ``contact``")
    state = Attribute("The workflow's state")
    application = Attribute("What was sent; never changes")
    access_code_digest = Attribute("All that is kept of the applicant's access code")
    decision = Attribute("Why it is on this desk (``routing.Decision`` as a mapping)")


class ICaseFiled(IObjectEvent):
    """A new case lies on its desk."""


@implementer(ICaseFiled)
class CaseFiled(ObjectEvent):
    """A new case lies on its desk."""


class IRow(Interface):
    """What lists show of a case: an adapter of it that makes a ``row.Row``."""


class ICaseGone(IObjectEvent):
    """A case is gone for good; whoever keeps something of it beside the case forgets that."""


@implementer(ICaseGone)
class CaseGone(ObjectEvent):
    """A case is gone for good."""


class ICaseMoved(IObjectEvent):
    """A case has a new state."""

    before = Attribute("The state before")
    after = Attribute("The state now")


@implementer(ICaseMoved)
class CaseMoved(ObjectEvent):
    def __init__(self, case, before: str, after: str):
        super().__init__(case)
        self.before, self.after = before, after


class ICaseAssigned(IObjectEvent):
    """A case lies on another desk; the object is the case where it lies now."""

    before = Attribute("The place before, ``unit/desk``")
    after = Attribute("The place now")


@implementer(ICaseAssigned)
class CaseAssigned(ObjectEvent):
    def __init__(self, case, before: str, after: str):
        super().__init__(case)
        self.before, self.after = before, after


class INews(IObjectEvent):
    """There is something in a case for its applicant to look at."""

    event = Attribute("One of the words below")


MESSAGE, DOCUMENT_ASKED, REQUEST_TAKEN_BACK = "message", "document-asked", "request-taken-back"
HEARING = "hearing"
GIVEN_AWAY = "given-away"
COMPLETE, UNUSABLE_FILE, DOCUMENT_REJECTED = "complete", "unusable-file", "document-rejected"
CERTIFICATE_ISSUED = "certificate-issued"
# Sent by whoever records the formal delivery of a decision; before that nothing may tell of it.
DECISION_DELIVERED = "decision-delivered"


@implementer(INews)
class News(ObjectEvent):
    def __init__(self, case, event: str):
        super().__init__(case)
        self.event = event


class IVirusFound(IObjectEvent):
    """A document that was scanned after its case was filed is infected; nobody gets it."""

    document = Attribute("The document's id")


@implementer(IVirusFound)
class VirusFound(ObjectEvent):
    def __init__(self, case, document: str):
        super().__init__(case)
        self.document = document
