"""Pages that somebody has to look at again by a day, and the mail that reminds editors of it."""

from datetime import date, timedelta

from persistent.mapping import PersistentMapping
from plone.app.iterate.interfaces import IWorkingCopy
from plone.dexterity.interfaces import IDexterityFTI
from plone.indexer import indexer
from Products.CMFCore.utils import getToolByName
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.interface import implementer

from permitdesk.core import _, clock
from permitdesk.core.interfaces import IJobHandler
from permitdesk.core.jobs import again_tomorrow, begin_daily
from permitdesk.core.languages import SOURCE
from permitdesk.core.mail import is_address, queue_mail
from permitdesk.core.texts import german
from permitdesk.guidance.interfaces import IReviewed
from permitdesk.guidance.translating import translated_types

JOB = "permitdesk.guidance.reviews"
AGAIN = timedelta(days=7)  # until editors hear of the same pages once more
EDITORS = "editors"  # a group of ``access.GROUPS``
MOST = 50
BEHAVIOUR = "permitdesk.reviewed"
_KEY = "permitdesk.guidance.reviews"

SUBJECT = _("guidance_review_subject", default="Infoseiten, die jemand prüfen muss")
BODY = _(
    "guidance_review_body",
    default="""Guten Tag,

bei diesen Infoseiten ist der Tag gekommen, bis zu dem jemand sie prüfen soll:

${pages}

Stimmt noch alles? Dann setzen Sie auf der Seite einen neuen Tag unter „Prüfen bis“.
Alle Seiten: ${address}

Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
""",
)


@indexer(IReviewed)
def guidance_review_by(page) -> str:
    """Of a German page the day (ISO); others follow it, working copies have none."""
    if page.language != SOURCE or not page.review_by or IWorkingCopy.providedBy(page):
        raise AttributeError("guidance_review_by")
    return page.review_by.isoformat()


def due(site, today: date) -> list[tuple[str, str, str]]:
    """Day, title and address of the German pages whose day has come, the oldest first."""
    catalog = getToolByName(site, "portal_catalog")
    brains = catalog.unrestrictedSearchResults(
        object_provides=IReviewed.__identifier__, Language=SOURCE
    )
    return sorted(
        (brain.guidance_review_by, brain.Title, brain.getURL())
        for brain in brains
        if isinstance(getattr(brain, "guidance_review_by", None), str)
        and brain.guidance_review_by <= today.isoformat()
    )


def remind(site) -> int:
    """Record a mail to each editor where pages are new among those that are due, or a week has
    passed since the last one; returns how many mails."""
    today = clock.today()
    pages = due(site, today)
    told = IAnnotations(site).get(_KEY, {})
    is_new = {address for _day, _title, address in pages} - set(told.get("pages", ()))
    is_long_ago = told.get("day", "") <= (today - AGAIN).isoformat()
    if not pages or not (is_new or is_long_ago):
        return 0
    lines = [f"- {title}\n  {address}" for _day, title, address in pages[:MOST]]
    if len(pages) > MOST:
        lines.append("- …")
    text = german(BODY, pages="\n".join(lines), address=f"{site.absolute_url()}/@@coverage?due=1")
    addresses = _editors(site)
    for address in addresses:
        queue_mail(address, german(SUBJECT), text, SOURCE)
    IAnnotations(site)[_KEY] = PersistentMapping(
        day=today.isoformat(), pages=tuple(address for _day, _title, address in pages)
    )
    return len(addresses)


def _editors(site) -> list[str]:
    """The mail addresses of who publishes pages."""
    members = getToolByName(site, "portal_groups").getGroupMembers(EDITORS)
    found = (getToolByName(site, "portal_membership").getMemberById(each) for each in members)
    addresses = {each.getProperty("email", "") for each in found if each is not None}
    return sorted(filter(is_address, addresses))


def be_reviewed(site) -> None:
    """Give the types that are one object a language a day for the next look; for upgrades."""
    for name in translated_types():
        fti = getUtility(IDexterityFTI, name=name)
        if BEHAVIOUR not in fti.behaviors:
            fti.manage_changeProperties(behaviors="\n".join([*fti.behaviors, BEHAVIOUR]))


def begin_reminders(site) -> None:
    """Record the first reminder of a portal; each records the next."""
    begin_daily(site, JOB)


@implementer(IJobHandler)
class RemindEditors:
    """One look at what is due, and the record of the next."""

    def __call__(self, site, payload: dict) -> None:
        remind(site)
        again_tomorrow(JOB)
