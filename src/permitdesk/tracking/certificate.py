"""What the owner of a Fiktionsbescheinigung reads of it: that it was issued, how long it is valid,
how they get it. Nothing here is one, and it says so."""

from zope.i18nmessageid import Message

from permitdesk.casework import applicant
from permitdesk.core import _, in_words

TITLES = {
    "issued": _(
        "tracking_certificate_issued",
        default="Ihre Bescheinigung ist ausgestellt (Fiktionsbescheinigung)",
    ),
    "expired": _(
        "tracking_certificate_expired",
        default="Ihre Bescheinigung ist abgelaufen (Fiktionsbescheinigung)",
    ),
}
UNTIL = _("tracking_certificate_until", default="Sie gilt bis ${day}.")
WAS_UNTIL = _("tracking_certificate_was_until", default="Sie galt bis ${day}.")
AT_DESK = _(
    "tracking_certificate_at_desk",
    default="Holen Sie sie bei uns ab. Bringen Sie Ihren Pass mit.",
)
BY_POST = _(
    "tracking_certificate_by_post",
    default="Wir schicken sie Ihnen mit der Post an Ihre Anschrift.",
)
HANDED_OVER = _(
    "tracking_certificate_handed_over", default="Wir haben sie ausgehändigt oder verschickt."
)
RENEW = _(
    "tracking_certificate_renew",
    default="Brauchen Sie eine neue? Schreiben Sie uns unter „Nachrichten“.",
)
NO_PROOF = _(
    "tracking_certificate_no_proof",
    default="Nur das Papier von uns ist die Fiktionsbescheinigung. Diese Seite und die "
    "Eingangsbestätigung sind keine.",
)


def state(found: applicant.Certificate) -> str:
    """``issued``, ``handed-over`` or ``expired``."""
    if found.is_expired:
        return "expired"
    return "handed-over" if found.is_handed_over else "issued"


def title(found: applicant.Certificate) -> Message:
    return TITLES["expired" if found.is_expired else "issued"]


def sentences(found: applicant.Certificate, language: str) -> list[Message]:
    """What its owner has to know, one thought a sentence."""
    until = WAS_UNTIL if found.is_expired else UNTIL
    day = in_words.day(found.until.isoformat(), language)
    said = [Message(until, mapping={"day": day})]
    if found.is_expired:
        return [*said, RENEW, NO_PROOF]
    if found.is_handed_over:
        return [*said, HANDED_OVER, NO_PROOF]
    return [*said, BY_POST if found.is_posted else AT_DESK, NO_PROOF]
