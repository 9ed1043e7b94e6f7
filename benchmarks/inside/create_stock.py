"""Runs inside Zope: a plain Plone site with the pages and forms that a JSON file names."""

import json
import sys
from pathlib import Path

import transaction
from benchmarks.plain_site import plain_site
from plone import api
from plone.app.textfield.value import RichTextValue

# As easyform offers it: what was sent is saved, nothing is mailed.
ACTIONS = (
    '<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema>'
    '<field name="saver" type="collective.easyform.actions.SaveData">'
    "<title>Saver</title></field></schema></model>"
)

site = plain_site(globals()["app"])
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
