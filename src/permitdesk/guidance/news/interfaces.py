"""What a piece of news is made of."""

from datetime import date

from plone.app.multilingual.dx.directives import languageindependent
from plone.app.z3cform.widgets.richtext import RichTextFieldWidget
from plone.autoform import directives
from plone.namedfile.field import NamedBlobImage
from zope.interface import Invalid, invariant, taggedValue
from zope.schema import Date, TextLine

from permitdesk.core import _, clock
from permitdesk.guidance.interfaces import (
    EDITOR,
    TRANSLATED,
    IGuidance,
    section_field,
    source_field,
)

NO_WORDS = _(
    "guidance_news_picture_words",
    default="Beschreiben Sie, was auf dem Bild zu sehen ist. Manche Menschen sehen es nicht.",
)


_BEGIN = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def _is_as_it_says(picture) -> bool:
    begin = _BEGIN.get(picture.contentType)
    return begin is None or picture.data.startswith(begin)  # other types are refused by name


def _today() -> date:
    return clock.today()


class INewsEntry(IGuidance):
    """Its description is the lead. When it expires it is gone."""

    taggedValue(TRANSLATED, ("text", "picture_words"))
    languageindependent("day", "picture")

    text = section_field("text", _("guidance_news_text", default="Text"))
    directives.widget("text", RichTextFieldWidget, pattern_options=EDITOR)
    day = Date(
        title=_("guidance_news_day", default="Tag der Meldung"),
        description=_(
            "guidance_news_day_help",
            default="Danach ist die Liste geordnet. Ab wann und bis wann die Meldung da ist, steht"
            " unter „Datum“.",
        ),
        defaultFactory=_today,
    )
    picture = NamedBlobImage(
        title=_("guidance_news_picture", default="Bild"),
        description=_(
            "guidance_news_picture_help",
            default="Nur ein Bild, das etwas erklärt. PNG oder JPEG.",
        ),
        required=False,
        accept=tuple(_BEGIN),
        constraint=_is_as_it_says,
    )
    picture_words = TextLine(
        title=_("guidance_news_picture_alternative", default="Was auf dem Bild zu sehen ist"),
        required=False,
    )
    source = source_field()

    @invariant
    def picture_has_words(data):
        """Raises ``Invalid``."""
        if getattr(data, "picture", None) and not (data.picture_words or "").strip():
            raise Invalid(NO_WORDS)
