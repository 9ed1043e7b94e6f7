"""What people call what they apply for, where no service is called so; by the service that does it.

The titles of the law that the shipped services cover (AufenthG §§ 9, 9a, 12a, 16a to 17, 18a to
18g, 21, 28 to 36, FreizügG/EU); those with a form on paper only are services themselves.
"""

from collections.abc import Mapping, Sequence

from zope.i18nmessageid import Message

from permitdesk.core import _

TITLES: Mapping[str, Sequence[Message]] = {
    "employment": (
        _("site_title_blue_card", default="Blaue Karte EU"),
        _("site_title_skilled", default="Fachkräfte: Aufenthaltserlaubnis"),
        _("site_title_employer", default="Arbeitgeber wechseln"),
        _("site_title_self_employed", default="Selbständig arbeiten"),
    ),
    "education": (
        _("site_title_study", default="Studium"),
        _("site_title_training", default="Berufsausbildung"),
        _("site_title_search", default="Ausbildungsplatz suchen"),
        _("site_title_course", default="Sprachkurs oder Schule besuchen"),
        _("site_title_recognition", default="Qualifikation anerkennen lassen"),
    ),
    "family": (
        _("site_title_spouse", default="Ehepartner nachholen (Ehegattennachzug)"),
        _("site_title_child", default="Kinder nachholen (Kindernachzug)"),
        _("site_title_birth", default="Geburt eines Kindes in Deutschland"),
        _("site_title_separation", default="Trennung: eigenes Aufenthaltsrecht"),
    ),
    "conditions": (
        _("site_title_residence", default="Wohnsitzauflage ändern"),
        _("site_title_work_permission", default="Arbeitserlaubnis (Erlaubnis zur Beschäftigung)"),
    ),
    "settlement": (
        _("site_title_settlement", default="Niederlassungserlaubnis"),
        _("site_title_long_term", default="Daueraufenthalt-EU"),
    ),
    "contact": (
        _("site_title_lost", default="Verlorener Ausweis oder Aufenthaltstitel"),
        _("site_title_urgent", default="Dringende Frage"),
    ),
}
