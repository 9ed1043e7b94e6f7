"""What each fee is for, in words."""

from collections.abc import Mapping

from zope.i18nmessageid import Message

from permitdesk.core import _

TITLES: Mapping[str, Message] = {
    "residence-permit-grant": _(
        "fee_grant", default="Erteilung einer Aufenthaltserlaubnis oder Blauen Karte EU"
    ),
    "residence-permit-renewal": _("fee_renewal", default="Verlängerung um mehr als drei Monate"),
    "residence-permit-renewal-up-to-3-months": _(
        "fee_renewal_short", default="Verlängerung um höchstens drei Monate"
    ),
    "residence-permit-change-of-purpose": _(
        "fee_change_of_purpose", default="Änderung des Aufenthaltszwecks"
    ),
    "settlement-permit": _("fee_settlement", default="Niederlassungserlaubnis"),
    "settlement-permit-highly-skilled": _(
        "fee_settlement_highly_skilled",
        default="Niederlassungserlaubnis für hoch qualifizierte Fachkräfte (§ 18c Abs. 3 AufenthG)",
    ),
    "settlement-permit-self-employed": _(
        "fee_settlement_self_employed",
        default="Niederlassungserlaubnis für Selbständige (§ 21 Abs. 4 AufenthG)",
    ),
    "settlement-permit-young": _(
        "fee_settlement_young",
        default="Niederlassungserlaubnis für junge Menschen (§ 35 Abs. 1 Satz 1 AufenthG)",
    ),
    "eu-long-term-residence": _(
        "fee_eu_long_term", default="Erlaubnis zum Daueraufenthalt-EU (§ 9a AufenthG)"
    ),
    "condition-change": _("fee_condition", default="Änderung einer Auflage"),
    "employment-condition-change": _(
        "fee_employment_condition",
        default="Änderung der Erlaubnis zur Beschäftigung in einem Aufenthaltstitel",
    ),
    "fiktionsbescheinigung": _("fee_certificate", default="Fiktionsbescheinigung"),
    "new-card": _("fee_new_card", default="Neue Karte (elektronischer Aufenthaltstitel)"),
    "direct-post": _("fee_direct_post", default="Direktversand der Karte"),
    "express-card": _("fee_express", default="Karte im Expressverfahren"),
    "accelerated-procedure": _(
        "fee_accelerated", default="Beschleunigtes Fachkräfteverfahren (§ 81a AufenthG)"
    ),
    "toleration": _("fee_toleration", default="Duldung ausstellen, nur als Aufkleber"),
    "toleration-form": _(
        "fee_toleration_form", default="Duldung ausstellen, mit Vordruck (Trägervordruck)"
    ),
    "toleration-renewal": _(
        "fee_toleration_renewal", default="Duldung verlängern, nur als Aufkleber"
    ),
    "toleration-renewal-form": _(
        "fee_toleration_renewal_form", default="Duldung verlängern, mit Vordruck (Trägervordruck)"
    ),
    "travel-document-refugee": _(
        "fee_travel_document_refugee",
        default="Reiseausweis für Flüchtlinge, Staatenlose oder Menschen mit subsidiärem Schutz",
    ),
    "travel-document-refugee-under-24": _(
        "fee_travel_document_refugee_under_24",
        default="Reiseausweis für Flüchtlinge, Staatenlose oder Menschen mit subsidiärem Schutz,"
        " unter 24 Jahren",
    ),
    "travel-document-foreigner": _(
        "fee_travel_document_foreigner", default="Reiseausweis für Ausländer in anderen Fällen"
    ),
    "travel-document-foreigner-under-24": _(
        "fee_travel_document_foreigner_under_24",
        default="Reiseausweis für Ausländer in anderen Fällen, unter 24 Jahren",
    ),
    "declaration-of-commitment": _(
        "fee_declaration", default="Verpflichtungserklärung (§ 68 AufenthG)"
    ),
}
