"""Runs inside Zope: a plain Plone site with the pages of ``fill_tree.py`` as Documents."""

import sys

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from benchmarks.tree import LANGUAGES, pages
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer
from plone.distribution.api import site as site_api
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import setRequest
from zope.traversing.interfaces import BeforeTraverseEvent

app = makerequest(globals()["app"])
setRequest(app.REQUEST)
newSecurityManager(app.REQUEST, app.acl_users.getUserById("admin").__of__(app.acl_users))
site_api.create(
    app,
    "classic",
    {
        "site_id": "Plone",
        "title": "Kreis Auental",
        "description": "",
        "default_language": "de",
        "portal_timezone": "Europe/Berlin",
        "setup_content": False,
    },
)
site = app["Plone"]
setSite(site)
notify(BeforeTraverseEvent(site, app.REQUEST))
for language in LANGUAGES:
    folder = api.content.create(site, "Folder", id=language, title=language)
    api.content.transition(folder, "publish")
    for number, page in enumerate(pages(language, int(sys.argv[-1]))):
        made = createContentInContainer(
            folder, "Document", checkConstraints=False, id=page.id, title=page.title,
            description=page.summary, language=language,
            text=RichTextValue("".join(page.sections), "text/html", "text/x-html-safe"),
        )  # fmt: skip
        site.portal_workflow.doActionFor(made, "publish")
        if number % 100 == 99:
            transaction.commit()
            site._p_jar.cacheGC()
    transaction.commit()
