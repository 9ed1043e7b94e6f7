"""The content object of a service: an EasyForm that easyform's own views can not run."""

from AccessControl.Permission import getPermissionIdentifier
from collective.easyform.content import EasyForm
from persistent.mapping import PersistentMapping
from plone.dexterity.content import Container
from zope.interface import implementer

from permitdesk.core import _
from permitdesk.services.interfaces import IService, IServiceFolder
from permitdesk.services.xml import UnsafeModelError, screened

EMPTY_MODEL = (
    '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema></schema></model>'
)

# easyform's settings that are code.
EXPRESSIONS = (
    *("thanksPageOverride", "thanksPageOverrideAction", "formActionOverride", "headerInjection"),
    *("onDisplayOverride", "afterValidationOverride", "submitLabelOverride", "nameAttribute"),
)


NO_ACTIONS = _("services_xml_no_actions", default="Ein Online-Dienst hat keine Aktionen.")
DELETE = getPermissionIdentifier("Delete objects")


@implementer(IServiceFolder)
class ServiceFolder(Container):
    """Holds all services."""


# Whoever edits pages may delete them, and inherits it here; with a service go its revisions, by
# which its cases are read.
setattr(ServiceFolder, DELETE, ("Manager",))


@implementer(IService)
class Service(EasyForm):
    """A service, with its working state and its published revisions.

    What easyform reads from a form of its own is fixed here, so that no setting of it can bring
    code in: a service has no actions, no expressions and no overrides.
    """

    kind = "application"
    accepts_applications = True  # False: on paper only
    reference_prefix = "X"
    fees = ""  # names of the district's fees, with spaces between
    slugs = "{}"
    former_slugs = "{}"  # JSON: language -> names it shipped with in earlier versions
    texts = "{}"
    hints = "[]"
    examples = "[]"  # JSON, see examples.py
    fee_rules = "[]"
    max_files = 20  # of one application
    max_megabytes = 10  # of one file
    published_number = (
        None  # or the number. No type here: ``__annotations__`` of the class would be
    )
    # taken for what zope.annotation keeps on each service, and be shared by all of them.
    notes = None  # language -> {key: what is known of a translation besides its text}
    judged = None  # key -> which change of the German was said to mean something else
    # Drafts of earlier revisions have to change over before they go on (a change of the law).
    binding_from = 0
    history = ()  # of ``review.Event``, oldest first
    asked_state = None  # FrozenRevision: what somebody asked to have reviewed
    set_aside = None  # FrozenRevision: the working state before an earlier one was taken back
    availability = ""  # JSON, see availability.py
    switches = ()  # who set it, when and why, oldest first
    paper_forms = "{}"  # JSON, see paper.py
    paper_files = None  # SHA-256 (hex) of such a form -> Blob

    default_fieldset_label = ""
    form_tabbing = False
    method = "post"
    CSRFProtection = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.labels = PersistentMapping()  # language -> {key: (German text, translation)}
        self.revisions = PersistentMapping()  # number -> FrozenRevision
        self.imported = PersistentMapping()  # part -> digest as last imported

    @property
    def fields_model(self) -> str:
        """The XML of the fields; setting it refuses whatever could run code."""
        return self.__dict__.get("_fields_model", EMPTY_MODEL)

    @fields_model.setter
    def fields_model(self, source: str | None) -> None:
        if source:
            screened(source)
        self._fields_model = source or EMPTY_MODEL

    @property
    def actions_model(self) -> str:
        """Always empty: what happens to an application is not configured by XML."""
        return EMPTY_MODEL

    @actions_model.setter
    def actions_model(self, source: str | None) -> None:
        if source and source != EMPTY_MODEL:
            raise UnsafeModelError([NO_ACTIONS])


def nothing() -> property:
    """A data descriptor: a setting of easyform that can neither be stored nor found."""
    return property(lambda self: None)


for _name in EXPRESSIONS:
    setattr(Service, _name, nothing())
setattr(Service, DELETE, ("Manager", "Site Administrator", "Owner"))
