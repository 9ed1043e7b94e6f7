"""The templates of our pages."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.PageTemplates.expression import getTrustedEngine


class PageTemplate(ViewPageTemplateFile):
    """A template of a view, whose expressions are compiled with it into one piece of Python.

    Zope has both ways (``Products.PageTemplates.expression``), and by default evaluates each
    expression by itself, which takes most of the time of a page. Templates that fill slots of
    Plone's own ``main_template`` have to stay with the default.
    """

    def pt_getEngine(self):
        return getTrustedEngine()
