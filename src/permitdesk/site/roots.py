"""The root folder of a language stays: below it lie that language's pages and the way to apply."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from zExceptions import Forbidden
from zope.component.hooks import getSite
from zope.i18n import translate

from permitdesk.core import _

LANGUAGES = "Plone Site Setup: Language"


def keep_root(root, event) -> None:
    """Subscriber: an editor's right to delete pages ends below the root folder. (With the
    whole portal it goes.) Raises ``Forbidden``."""
    if aq_base(event.object) is aq_base(root) and not getSecurityManager().checkPermission(
        LANGUAGES, getSite()
    ):
        message = _(
            "site_root_stays",
            default="Der Basisordner einer Sprache lässt sich nicht löschen.",
        )
        raise Forbidden(translate(message, target_language="de"))
