"""The Fiktionsbescheinigung on the case page: where it stands, and what was done."""

from permitdesk import district
from permitdesk.casework.dossier import certificate
from permitdesk.casework.dossier.views.asking import Asking, Press, choice_field, text_field
from permitdesk.casework.views.page import day
from permitdesk.casework.views.part import CasePart
from permitdesk.core import _, clock
from permitdesk.core.texts import german
from permitdesk.services.definition import Field
from permitdesk.theme import Badge, Fact, PageTemplate

MARKS = {
    certificate.WANTED: (
        "info",
        _("casework_wish_certificate", default="Fiktionsbescheinigung gewünscht"),
    ),
    certificate.REFUSED: (
        "neutral",
        _("casework_dossier_mark_refused", default="Keine Fiktionsbescheinigung"),
    ),
    certificate.ISSUED: (
        "warning",
        _("casework_dossier_mark_issued", default="Fiktionsbescheinigung ausgestellt"),
    ),
    certificate.HANDED_OVER: (
        "success",
        _("casework_dossier_mark_handed_over", default="Fiktionsbescheinigung ausgehändigt"),
    ),
    certificate.EXPIRED: (
        "stop",
        _("casework_dossier_mark_expired", default="Fiktionsbescheinigung abgelaufen"),
    ),
}


def badge(case) -> Badge | None:
    """The mark of a case; None where nobody wants one."""
    found = MARKS.get(certificate.mark(case))
    return Badge(found[0], german(found[1])) if found else None


def issue_fields() -> list[Field]:
    kinds = {
        each.name: f"{each.title}: {each.effect}"
        for each in district.certificate_kinds(clock.today())
    }
    serial_help = _(
        "casework_dossier_certificate_serial_help",
        default="Nur, wenn Sie sie später brauchen.",
    )
    return [
        choice_field(
            "certificate_kind", _("casework_dossier_certificate_kind", default="Art"), kinds
        ),
        Field(
            "certificate_day",
            "date",
            german(_("casework_dossier_certificate_day", default="Ausgestellt am")),
            required=True,
        ),
        Field(
            "certificate_until",
            "date",
            german(_("casework_dossier_certificate_until", default="Gültig bis")),
            required=True,
        ),
        choice_field(
            "certificate_way",
            _("casework_dossier_certificate_way", default="Wie bekommt die Person sie?"),
            certificate.WAYS,
        ),
        text_field(
            "certificate_serial",
            _("casework_dossier_certificate_serial", default="Seriennummer"),
            certificate.LONGEST_SERIAL,
            serial_help,
            required=False,
            long=False,
        ),
    ]


def refuse_fields() -> list[Field]:
    return [
        text_field(
            "certificate_reason",
            _("casework_dossier_certificate_reason", default="Warum nicht?"),
            certificate.LONGEST_REASON,
            _(
                "casework_dossier_certificate_reason_help",
                default="Für die Akte. Die Person erfährt es per Brief von Ihnen, nicht von "
                "dieser Seite.",
            ),
        )
    ]


class Certificate(CasePart):
    index = PageTemplate("certificate.pt")

    def is_shown(self) -> bool:
        return self.context.kind == "application"

    def badge(self) -> Badge | None:
        return badge(self.context)

    def facts(self) -> list[Fact]:
        last = certificate.current(self.context)
        if last is None:
            return []
        facts = [
            (_("casework_dossier_certificate_kind", default="Art"), last.title),
            (
                _("casework_dossier_certificate_day", default="Ausgestellt am"),
                day(last.day.isoformat()),
            ),
            (
                _("casework_dossier_certificate_until", default="Gültig bis"),
                day(last.until.isoformat()),
            ),
            (
                _("casework_dossier_certificate_way", default="Wie bekommt die Person sie?"),
                german(certificate.WAYS[last.way]),
            ),
        ]
        found = [Fact(german(term), value) for term, value in facts]
        if last.serial:
            term = german(_("casework_dossier_certificate_serial", default="Seriennummer"))
            found.append(Fact(term, last.serial, isolate=True))
        return found

    def hand_over(self) -> str:
        last = certificate.current(self.context)
        if last is None or last.handed_over_at:
            return ""
        button = german(
            _(
                "casework_dossier_certificate_hand_over",
                default="Als ausgehändigt oder verschickt eintragen",
            )
        )
        return Press(self.page, "certificate-handed-over", button)()

    def want(self) -> str:
        if certificate.mark(self.context) == certificate.WANTED:
            return ""
        button = german(
            _("casework_dossier_certificate_want", default="Wunsch der Person eintragen")
        )
        return Press(self.page, "certificate-wanted", button)()

    def issue(self) -> str:
        renewed = certificate.current(self.context) is not None
        title = (
            _("casework_dossier_certificate_renew", default="Erneuerung eintragen")
            if renewed
            else _("casework_dossier_certificate_issue", default="Ausstellung eintragen")
        )
        explained = german(
            _(
                "casework_dossier_certificate_help",
                default="Die Person liest auf ihrer Statusseite, dass sie ausgestellt ist, bis "
                "wann sie gilt und wie sie sie bekommt.",
            )
        )
        button = german(_("casework_dossier_certificate_keep", default="Eintragen"))
        return Asking(
            self.page, "issue-certificate", german(title), button, issue_fields(), explained
        )()

    def refuse(self) -> str:
        title = german(
            _("casework_dossier_certificate_refuse", default="Eintragen, dass es keine gibt")
        )
        button = german(_("casework_dossier_certificate_keep", default="Eintragen"))
        return Asking(self.page, "refuse-certificate", title, button, refuse_fields())()
