"""The templates of our pages."""

from chameleon.utils import Scope
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.PageTemplates.expression import getTrustedEngine

from permitdesk.core import languages
from permitdesk.theme import gaps

_TRANSLATOR = "__translate"  # Chameleon's own name


class PageTemplate(ViewPageTemplateFile):
    """A template of a view, whose expressions are compiled with it into one piece of Python.

    Zope has both ways (``Products.PageTemplates.expression``), and by default evaluates each
    expression by itself, which takes most of the time of a page. Templates that fill slots of
    Plone's own ``main_template`` have to stay with the default.

    In a language that an office has added, German that stands in for a text is marked (``gaps``).
    """

    def pt_getEngine(self):
        return getTrustedEngine()

    def pt_render(self, namespace, *args, **keywords):
        tag = languages.fixed(namespace["request"])
        if tag is None or tag in languages.SHIPPED:
            return super().pt_render(namespace, *args, **keywords)
        namespace[_TRANSLATOR] = gaps.translator(tag)
        return gaps.marked(super().pt_render(namespace, *args, **keywords))


def copied(scope: Scope) -> Scope:
    """In place of ``Scope.copy``, which each use of a macro calls: the same names and values,
    without a call of Python for each of them. The page of a case has 170 uses and thirty names."""
    # As pairs: of a mapping that iterates in its own way ``dict`` asks each name by itself.
    made = Scope(dict.items(scope))
    made._root = getattr(scope, "_root", scope)
    return made
