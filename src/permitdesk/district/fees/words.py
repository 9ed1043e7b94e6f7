"""An estimate in words, as data that can be shown, frozen and sent: texts and decimal strings."""

from decimal import Decimal

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.texts import plain
from permitdesk.district.fees.charge import FeeLine, Reason
from permitdesk.district.fees.estimate import FeeEstimate
from permitdesk.district.fees.titles import TITLES

REASONS = {
    "free_for_refugees": _(
        "fee_reason_refugee", default="Anerkannte Flüchtlinge zahlen diese Gebühr nicht (${law})."
    ),
    "free_with_scholarship": _(
        "fee_reason_scholarship",
        default="Wer ein Stipendium aus öffentlichen Mitteln bekommt, zahlt diese Gebühr nicht"
        " (${law}).",
    ),
    "free_with_benefits": _(
        "fee_reason_benefits",
        default="Wer zum Leben Leistungen nach SGB II, SGB XII oder AsylbLG braucht, zahlt diese"
        " Gebühr nicht (${law}).",
    ),
    "for_association": _(
        "fee_reason_association",
        default="Wenn das Assoziationsrecht EU–Türkei gilt, ist die Gebühr so hoch wie für einen"
        " Personalausweis (${law}).",
    ),
    "halved_for_minors": _(
        "fee_reason_minor", default="Für Minderjährige gilt die halbe Gebühr (${law})."
    ),
    "reduced_with_benefits": _(
        "fee_reason_may_reduce",
        default="Wer zum Leben Leistungen nach SGB II, SGB XII oder AsylbLG braucht, kann um eine"
        " niedrigere Gebühr bitten (${law}). Darüber entscheidet die Behörde.",
    ),
    "reduced_for_trainees": _(
        "fee_reason_trainee",
        default="Bei einer Ausbildung oder einem Praktikum ohne Bezahlung kann die Behörde die"
        " Gebühr senken (${law}).",
    ),
}
_MAYBE = _("fee_reason_maybe", default="Das gilt vielleicht für Sie: ${reason}")
_ESTIMATE = _(
    "fee_note_estimate",
    default="Das ist eine Schätzung nach Ihren Angaben. Die Behörde setzt die Gebühr fest.",
)
_UNVERIFIED = _("fee_note_unverified", default="Nicht alle Beträge und Regeln sind schon geprüft.")
_CHOICES = _(
    "fee_note_choices",
    default="Nur eine von diesen Gebühren fällt an, je nach unserer Entscheidung: ${fees}.",
)
_NOTHING_KNOWN = _(
    "fee_note_unknown",
    default="Aus Ihren Angaben können wir die Gebühr nicht schätzen. Die Behörde sagt sie Ihnen.",
)
_NO_FIGURE = _(
    "fee_note_no_figure",
    default="Für diesen Tag kennen wir nicht alle Gebühren. Darum nennen wir keine Summe.",
)


def amount_text(lowest: Decimal, highest: Decimal, language: str) -> str:
    """An amount, or a span of amounts, in euros."""
    if not highest:
        return plain(_("fee_none", default="keine Gebühr"), language)
    first, last = in_words.amount(lowest, language), in_words.amount(highest, language)
    if lowest == highest:
        message = _("fee_amount", default="${amount} Euro", mapping={"amount": last})
    else:
        message = _(
            "fee_span",
            default="${lowest} bis ${highest} Euro",
            mapping={"lowest": first, "highest": last},
        )
    return plain(message, language)


def told(estimate: FeeEstimate, language: str) -> dict[str, object]:
    """``summary``, ``lines``, ``notes`` in words; amounts beside them as decimal text or None."""
    total, ahead = estimate.total, estimate.ahead

    def said(message: Message) -> str:
        return plain(message, language)

    unknown = _("fee_unknown", default="Gebühr noch nicht bekannt")
    notes = [said(_ESTIMATE)]
    if len(estimate.choices) > 1:
        titles = " / ".join(said(TITLES.get(each.fee, each.fee)) for each in estimate.choices)
        notes.insert(0, said(Message(_CHOICES, mapping={"fees": titles})))
    if total is None:
        notes = [said(_NO_FIGURE if estimate.choices else _NOTHING_KNOWN)]
    if ahead is not None and ahead[1]:
        notes.append(said(_ahead(estimate, language)))
    if not estimate.is_verified:
        notes.append(said(_UNVERIFIED))
    expected = total and _(
        "fee_expected",
        default="Voraussichtlich: ${amount}",
        mapping={"amount": amount_text(*total, language)},
    )
    return {
        "day": estimate.on.isoformat(),
        "summary": said(expected or unknown),
        "total": _span(total),
        "at_application": _span(ahead),
        "lines": [
            _line(line, line in estimate.choices and len(estimate.choices) > 1, language)
            for line in estimate.lines
        ],
        "notes": notes,
    }


def _ahead(estimate: FeeEstimate, language: str) -> Message:
    sources = (each.ahead_source for each in estimate.lines if each.ahead_highest)
    return _(
        "fee_note_ahead",
        default="Davon kann die Behörde schon für die Bearbeitung des Antrags verlangen: ${amount}"
        " (${law}), auch wenn sie den Antrag ablehnt.",
        mapping={
            "amount": amount_text(*estimate.ahead, language),
            "law": ", ".join(dict.fromkeys(in_words.isolated(each) for each in sources)),
        },
    )


def _line(line: FeeLine, is_choice: bool, language: str) -> dict[str, object]:
    title = TITLES.get(line.fee, line.fee)
    unknown = _("fee_unknown", default="Gebühr noch nicht bekannt")
    text = (
        amount_text(line.lowest, line.highest, language)
        if line.is_known
        else plain(unknown, language)
    )
    return {
        "fee": line.fee,
        "title": plain(title, language),
        "amount": text,
        "lowest": _decimal(line.lowest),
        "highest": _decimal(line.highest),
        "basis": _basis(line, language),
        "source": line.source,
        "valid_from": line.valid_from.isoformat() if line.valid_from else None,
        "verified": line.verified,
        "one_of": is_choice,
        "reasons": [_reason(each, language) for each in line.reasons],
    }


def _basis(line: FeeLine, language: str) -> str:
    if line.valid_from is None:
        return ""
    return plain(
        _(
            "fee_basis",
            default="${law}, Stand: ${day}",
            mapping={
                "law": in_words.isolated(line.source),
                "day": in_words.day(line.valid_from.isoformat(), language),
            },
        ),
        language,
    )


def _reason(reason: Reason, language: str) -> str:
    message = Message(REASONS[reason.name], mapping={"law": in_words.isolated(reason.law)})
    text = plain(message, language)
    if reason.certain:
        return text
    return plain(Message(_MAYBE, mapping={"reason": text}), language)


def _span(amounts: tuple[Decimal, Decimal] | None) -> dict[str, str] | None:
    if amounts is None:
        return None
    return {"lowest": f"{amounts[0]:.2f}", "highest": f"{amounts[1]:.2f}"}


def _decimal(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"
