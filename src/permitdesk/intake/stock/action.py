"""The easyform action *File into caseworker folder*, for forms that editors build."""

from collective.easyform.actions import Action, ActionFactory
from collective.easyform.interfaces import IAction
from plone.supermodel.exportimport import BaseHandler
from zope import schema
from zope.interface import implementer

from permitdesk.core import _
from permitdesk.services.interfaces import KINDS

FIELDS = "easyform.Fields"  # easyform's vocabulary of the form's own fields
UNITS = "permitdesk.units"  # provided by the room that has units


class IFileIntoCaseworkerFolder(IAction):
    """Where a case goes, and which answers name the person."""

    unit = schema.Choice(
        title=_("intake_action_unit", default="Sachgebiet"),
        description=_(
            "intake_action_unit_help",
            default="Die Vorgänge kommen in die Ordner dieses Sachgebiets, nach Familiennamen.",
        ),
        vocabulary=UNITS,
        required=True,
    )
    kind = schema.Choice(
        title=_("intake_action_kind", default="Was damit gesendet wird"),
        vocabulary=KINDS,
        default="contact",
        required=True,
    )
    family_name_field = schema.Choice(
        title=_("intake_action_family_name", default="Feld mit dem Familiennamen"),
        description=_(
            "intake_action_family_name_help",
            default="Ohne Angabe kommt der Vorgang in den Team-Posteingang.",
        ),
        vocabulary=FIELDS,
        required=False,
    )
    given_names_field = schema.Choice(
        title=_("intake_action_given_names", default="Feld mit den Vornamen"),
        vocabulary=FIELDS,
        required=False,
    )
    reference_prefix = schema.ASCIILine(
        title=_("services_setting_prefix", default="Kürzel der Vorgangsnummer"),
        constraint=lambda text: text.isalpha() and text.isupper() and len(text) <= 4,
        default="FO",
        required=True,
    )


@implementer(IFileIntoCaseworkerFolder)
class FileIntoCaseworkerFolder(Action):
    """Carries the settings; ``filing.file_form`` does the work, with the page's idempotency key.

    Only the page of this portal runs it (``page.StockFormPage``): easyform's own view would run
    it without a key and without reading the case back.
    """

    def __init__(
        self,
        unit="",
        kind="contact",
        family_name_field=None,
        given_names_field=None,
        reference_prefix="FO",
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.unit = unit
        self.kind = kind
        self.family_name_field = family_name_field
        self.given_names_field = given_names_field
        self.reference_prefix = reference_prefix

    def marks(self) -> dict[str, str]:
        """Which field names what, by mark."""
        named = {"family-name": self.family_name_field, "given-names": self.given_names_field}
        return {mark: name for mark, name in named.items() if name}


FileIntoCaseworkerFolderAction = ActionFactory(
    FileIntoCaseworkerFolder,
    _("intake_action_title", default="In Sachbearbeiter-Ordner ablegen"),
    "cmf.ModifyPortalContent",
)
FileIntoCaseworkerFolderHandler = BaseHandler(FileIntoCaseworkerFolder)
