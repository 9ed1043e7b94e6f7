"""Runs inside Zope: a plain Plone site with the pages and forms that a JSON file names."""

import json
import sys
from pathlib import Path

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.distribution.api import site as site_api
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import setRequest
from zope.traversing.interfaces import BeforeTraverseEvent

# As easyform offers it: what was sent is saved, nothing is mailed.
ACTIONS = (
    '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>'
    '<field name="saver" type="collective.easyform.actions.SaveData">'
    "<title>Saver</title></field></schema></model>"
)

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
# Marks the request with the layers of the site's add-ons, as a visitor's would be.
notify(BeforeTraverseEvent(site, app.REQUEST))
site.portal_setup.runAllImportStepsFromProfile("collective.easyform:default")
wanted = json.loads(Path(sys.argv[-1]).read_text())
for topic in wanted["topics"]:
    folder = api.content.create(site, "Folder", id=topic["id"], title=topic["title"])
    api.content.transition(folder, "publish")
for page in wanted["pages"]:
    made = api.content.create(
        site, "Document", id=page["id"], title=page["title"], description=page["description"]
    )
    made.text = RichTextValue(page["markup"], "text/html", "text/x-html-safe")
    api.content.transition(made, "publish")
for form in wanted["forms"]:
    made = api.content.create(
        site,
        "EasyForm",
        id=form["id"],
        title="Messung",
        fields_model=form["model"],
        actions_model=ACTIONS,
    )
    api.content.transition(made, "publish")
transaction.commit()
