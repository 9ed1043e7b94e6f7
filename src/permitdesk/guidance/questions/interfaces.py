"""What a frequent question is made of."""

from plone.app.multilingual.dx.directives import languageindependent
from plone.app.z3cform.widgets.richtext import RichTextFieldWidget
from plone.autoform import directives
from zope.interface import taggedValue
from zope.schema import Bool, Choice, TextLine

from permitdesk.core import _
from permitdesk.guidance.interfaces import (
    EDITOR,
    TRANSLATED,
    IGuidance,
    as_of_field,
    section_field,
    sort_field,
    source_field,
)


class IFrequentQuestion(IGuidance):
    """Its title is the question. ``page`` is the translation group of a guidance page."""

    taggedValue(TRANSLATED, ("answer",))
    languageindependent("page", "service", "unsettled", "as_of", "sort")

    answer = section_field(
        "answer",
        _("guidance_question_answer", default="Antwort"),
        _(
            "guidance_question_answer_help",
            default="Kurz, mit dem Wichtigsten zuerst. Der Titel ist die Frage, so wie Menschen"
            " sie stellen.",
        ),
        required=True,
    )
    directives.widget("answer", RichTextFieldWidget, pattern_options=EDITOR)
    page = Choice(
        title=_("guidance_question_page", default="Gehört zu dieser Infoseite"),
        description=_(
            "guidance_question_page_help",
            default="Dann steht die Frage auch dort, in jeder Sprache.",
        ),
        vocabulary="permitdesk.guidance.pages",
        required=False,
    )
    service = TextLine(
        title=_("guidance_question_service", default="Gehört zu diesem Online-Dienst"),
        description=_(
            "guidance_question_service_help",
            default="Die Kennung des Dienstes, zum Beispiel employment. Dann führt die Antwort"
            " dorthin, und die Frage steht auf den Infoseiten des Dienstes.",
        ),
        required=False,
    )
    unsettled = Bool(
        title=_("guidance_question_unsettled", default="Das wird noch geprüft"),
        description=_(
            "guidance_question_unsettled_help",
            default="Dann steht bei der Antwort, dass wir sie noch prüfen.",
        ),
        required=False,
        default=False,
    )
    source = source_field()
    as_of = as_of_field()
    sort = sort_field()
