"""What is known of the translations as a whole."""

from zope import schema
from zope.interface import Interface

from permitdesk.core import _


class ITranslationSettings(Interface):
    """Registry records under ``permitdesk.translation``."""

    reviewed_languages = schema.Tuple(
        title=_("translation_reviewed", default="Geprüfte Sprachen"),
        description=_(
            "translation_reviewed_help",
            default="In welchen Sprachen hat eine Person mit dieser Muttersprache alle Texte"
            " geprüft? In den anderen Sprachen steht auf den Seiten und auf Papier, dass die"
            " Übersetzung noch nicht geprüft ist.",
        ),
        value_type=schema.Choice(vocabulary="permitdesk.translation.languages"),
        required=False,
        default=(),
        missing_value=(),
    )
