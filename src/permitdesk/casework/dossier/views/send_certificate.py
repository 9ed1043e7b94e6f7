"""Where the forms about the Fiktionsbescheinigung are sent."""

from datetime import date

from zExceptions import NotFound

from permitdesk.casework.dossier import certificate
from permitdesk.casework.dossier.views.certificate import issue_fields, refuse_fields
from permitdesk.casework.dossier.views.sending import AskedForm
from permitdesk.casework.views.in_page import InPageForm
from permitdesk.core import _, clock
from permitdesk.services.definition import Field


class _OfApplications:
    """There is no such page below a contact message."""

    def __call__(self):
        if not certificate.may_have(self.context):
            raise NotFound(self.__name__)
        return super().__call__()


class IssueCertificate(_OfApplications, AskedForm):
    asks, part = "issue-certificate", "certificate"

    def fields(self) -> list[Field]:
        return issue_fields()

    def act(self, answers) -> None:
        day = date.fromisoformat(self.text("certificate_day"))
        until = date.fromisoformat(self.text("certificate_until"))
        if day > clock.today():
            self.questions.complain(
                "certificate_day",
                _(
                    "casework_dossier_certificate_future",
                    default="Tragen Sie sie ein, wenn sie ausgestellt ist.",
                ),
            )
        if not day <= until or (until - day).days > certificate.LONGEST_VALIDITY:
            self.questions.complain(
                "certificate_until",
                _(
                    "casework_dossier_certificate_period",
                    default="Der letzte Tag liegt nach dem ersten, höchstens drei Jahre.",
                ),
            )
        if self.questions.said:
            return
        certificate.issue(
            self.context,
            self.text("certificate_kind"),
            day,
            until,
            self.text("certificate_way"),
            self.text("certificate_serial"),
            self.key,
        )


class RefuseCertificate(_OfApplications, AskedForm):
    asks, part = "refuse-certificate", "certificate"

    def fields(self) -> list[Field]:
        return refuse_fields()

    def act(self, answers) -> None:
        certificate.refuse(self.context, self.text("certificate_reason"), self.key)


class WantCertificate(_OfApplications, InPageForm):
    part = "certificate"

    def done(self) -> bool:
        certificate.want(self.context)
        return True


class HandOverCertificate(InPageForm):
    part = "certificate"

    def done(self) -> bool:
        certificate.hand_over(self.context)
        return True
