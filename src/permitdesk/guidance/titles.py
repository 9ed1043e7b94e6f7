"""What visitors and editors alike call the occasions of a life and the sections of a page."""

from collections.abc import Mapping

from zope.i18nmessageid import Message

from permitdesk.core import _

# The occasions in a life on which people come; the entrances of the home page.
OCCASIONS: Mapping[str, Message] = {
    "work": _("guidance_occasion_work", default="Arbeit"),
    "study": _("guidance_occasion_study", default="Ausbildung und Studium"),
    "family": _("guidance_occasion_family", default="Familie"),
    "moving": _("guidance_occasion_moving", default="Umzug und Auflagen"),
    "settlement": _("guidance_occasion_settlement", default="Für immer bleiben"),
    "help": _("guidance_occasion_help", default="Etwas läuft ab oder ist verloren"),
}
# The sections of a guidance page, in the order in which they are read.
SECTIONS: Mapping[str, Message] = {
    "who": _("guidance_who", default="Für wen"),
    "need": _("guidance_need", default="Das brauchen Sie"),
    "cost": _("guidance_cost", default="Was es kostet"),
    "duration": _("guidance_duration", default="Wie lange es dauert"),
    "where": _("guidance_where", default="Wo Sie uns finden"),
    "then": _("guidance_then", default="So geht es weiter"),
    "law": _("guidance_law", default="Was im Gesetz steht"),
}
