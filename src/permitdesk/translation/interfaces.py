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
    ready_share = schema.Int(
        title=_("translation_ready_share", default="Vollständig: ab wie viel Prozent der Texte?"),
        description=_(
            "translation_ready_share_help",
            default="So viele Texte eines Online-Dienstes müssen übersetzt sein, damit eine Sprache"
            " als vollständig gilt.",
        ),
        min=0,
        max=100,
        default=100,
    )
    usable_share = schema.Int(
        title=_("translation_usable_share", default="Benutzbar: ab wie viel Prozent der Texte?"),
        description=_(
            "translation_usable_share_help",
            default="Mit weniger Texten ist die Sprache gesperrt: Man kann den Online-Dienst in ihr"
            " nicht beginnen und wird auf andere Sprachen hingewiesen. 0 sperrt nichts. Was fehlt,"
            " steht auf Deutsch da.",
        ),
        min=0,
        max=100,
        default=0,
    )
    required_kinds = schema.Tuple(
        title=_("translation_required_kinds", default="Diese Texte dürfen nicht fehlen"),
        description=_(
            "translation_required_kinds_help",
            default="Fehlt einer davon, ist die Sprache für diesen Online-Dienst gesperrt.",
        ),
        value_type=schema.Choice(vocabulary="permitdesk.translation.kinds"),
        required=False,
        default=(),
        missing_value=(),
    )
    outdated_counts = schema.Bool(
        title=_(
            "translation_outdated_counts", default="Eine veraltete Übersetzung zählt als fehlend"
        ),
        required=False,
        default=False,
    )
    review_needed = schema.Bool(
        title=_(
            "translation_review_needed",
            default="Für „vollständig“ zählt nur, was jemand geprüft hat",
        ),
        required=False,
        default=False,
    )
