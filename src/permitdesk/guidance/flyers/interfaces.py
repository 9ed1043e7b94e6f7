"""What a flyer is made of."""

from plone.app.multilingual.dx import directives
from zope.interface import taggedValue
from zope.schema import Choice, Text
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.core import _
from permitdesk.guidance.interfaces import (
    TRANSLATED,
    IGuidance,
    as_of_field,
    sort_field,
    source_field,
)

LICENCE = "licence"
PICKERS = {
    LICENCE: _("guidance_picker_licence", default="Führerschein: Staat auswählen"),
}
_pickers = SimpleVocabulary([SimpleTerm(k, k, title) for k, title in PICKERS.items()])


class IFlyer(IGuidance):
    """One question that fits on a sheet of paper: short texts, no markup."""

    taggedValue(TRANSLATED, ("answer", "steps", "notes", "responsible"))
    directives.languageindependent("picker", "as_of", "sort")

    answer = Text(
        title=_("guidance_answer", default="Die Antwort in zwei Sätzen"),
        max_length=600,
    )
    steps = Text(
        title=_("guidance_flyer_steps", default="Die Schritte"),
        description=_(
            "guidance_flyer_steps_help",
            default="Ein Schritt in jeder Zeile. Die Nummern kommen von selbst.",
        ),
        max_length=3000,
    )
    notes = Text(
        title=_("guidance_flyer_notes", default="Gut zu wissen"),
        description=_("guidance_flyer_notes_help", default="Ein Hinweis in jeder Zeile."),
        required=False,
        max_length=2000,
    )
    responsible = Text(
        title=_("guidance_flyer_responsible", default="Wer dafür zuständig ist"),
        description=_(
            "guidance_flyer_responsible_help",
            default="Name, Adresse, Telefon, eine Angabe in jeder Zeile. Leer: unsere Behörde.",
        ),
        required=False,
        max_length=500,
    )
    picker = Choice(
        title=_("guidance_flyer_picker", default="Auswahl auf der Seite"),
        description=_(
            "guidance_flyer_picker_help",
            default="Die Seite fragt nach einer Angabe und zeigt, was dann gilt.",
        ),
        vocabulary=_pickers,
        required=False,
    )
    source = source_field()
    as_of = as_of_field()
    sort = sort_field()
