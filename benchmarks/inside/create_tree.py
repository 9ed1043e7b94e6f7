"""Runs inside Zope: a plain Plone site with the pages of ``fill_tree.py`` as Documents."""

import sys

import transaction
from benchmarks.plain_site import plain_site
from benchmarks.tree import LANGUAGES, TOPICS, pages, topic
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.dexterity.utils import createContentInContainer

site = plain_site(globals()["app"])
for language in LANGUAGES:
    folder = api.content.create(site, "Folder", id=language, title=language)
    api.content.transition(folder, "publish")
    for number in range(TOPICS):
        made = api.content.create(folder, "Folder", id=topic(number), title=f"Thema {number}")
        api.content.transition(made, "publish")
    for number, page in enumerate(pages(language, int(sys.argv[-1]))):
        made = createContentInContainer(
            folder[topic(number)], "Document", checkConstraints=False, id=page.id, title=page.title,
            description=page.summary, language=language,
            text=RichTextValue("".join(page.sections), "text/html", "text/x-html-safe"),
        )  # fmt: skip
        site.portal_workflow.doActionFor(made, "publish")
        if number % 100 == 99:
            transaction.commit()
            site._p_jar.cacheGC()
    transaction.commit()
