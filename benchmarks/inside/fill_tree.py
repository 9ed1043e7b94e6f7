"""Runs inside Zope: publishes so many guidance pages in each language (``fill_tree.py COUNT``)."""

import os
import sys

import transaction
from AccessControl.SecurityManagement import newSecurityManager
from benchmarks.tree import LANGUAGES, TOPICS, pages, topic
from plone import api
from plone.app.multilingual.interfaces import IMutableTG
from plone.app.textfield.value import RichTextValue
from plone.base.interfaces import ILanguage
from plone.dexterity.utils import addContentToContainer, createContent
from Testing.makerequest import makerequest
from zope.component.hooks import setSite
from zope.event import notify
from zope.globalrequest import setRequest
from zope.traversing.interfaces import BeforeTraverseEvent

from permitdesk.guidance import in_bulk

SECTIONS = ("who", "need", "cost", "then")
app = makerequest(globals()["app"])
setRequest(app.REQUEST)
newSecurityManager(app.REQUEST, app.acl_users.getUserById("admin").__of__(app.acl_users))
site = app[os.environ["PERMITDESK_SITE"]]
setSite(site)
notify(BeforeTraverseEvent(site, app.REQUEST))
with in_bulk(site):
    for language in LANGUAGES:
        for number in range(TOPICS):
            made = api.content.create(
                site[language], "Topic", id=topic(number), title=f"Thema {number}"
            )
            ILanguage(made).set_language(language)
            api.content.transition(made, "publish")
        for number, page in enumerate(pages(language, int(sys.argv[-1]))):
            texts = (RichTextValue(each, "text/html", "text/x-html-safe") for each in page.sections)
            made = createContent(
                "GuidancePage", id=page.id, title=page.title, description=page.summary,
                answer=page.summary, language=language,
                **dict(zip(SECTIONS, texts, strict=True)),
            )  # fmt: skip
            # Before it has a place: nothing has to be indexed again for it.
            IMutableTG(made).set(f"{number:032x}")
            where = site[language][topic(number)]
            made = addContentToContainer(where, made, checkConstraints=False)
            site.portal_workflow.doActionFor(made, "publish")
            if number % 100 == 99:
                transaction.commit()
                site._p_jar.cacheGC()
        transaction.commit()
transaction.commit()
