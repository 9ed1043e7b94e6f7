"""``{case}/@certificate``: the Fiktionsbescheinigung, as marks on the case."""

from zExceptions import BadRequest

from permitdesk.casework.dossier import certificate
from permitdesk.casework.dossier.api.base import Change, Resource, day, moment, text


class CertificateGet(Resource):
    """``mark`` is where it stands; ``items`` are those that were issued, the latest last."""

    what = "certificate"

    def answer(self) -> dict:
        until = certificate.certificate_until(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@certificate",
            "mark": certificate.mark(self.context) or None,
            "valid_until": until.isoformat() if until else None,
            "items": [
                {
                    "id": each.id,
                    "kind": each.kind,
                    "title": each.title,
                    "issued": each.day.isoformat(),
                    "valid_until": each.until.isoformat(),
                    "way": each.way,
                    "serial": each.serial or None,
                    "renews": each.renews or None,
                    "by": each.by,
                    "at": moment(each.at),
                    "handed_over_at": moment(each.handed_over_at),
                }
                for each in certificate.certificates(self.context)
            ],
        }


class CertificatePost(Change, CertificateGet):
    """``{"kind", "issued", "valid_until", "way", "serial"}`` issues or renews; the others are
    ``{"wanted": true}``, ``{"refused": reason}``, ``{"handed_over": true}``."""

    def change(self, body) -> bool:
        if not certificate.may_have(self.context):
            raise BadRequest("A contact message has no certificate.")
        if body.get("wanted") is True:
            return certificate.want(self.context)
        if body.get("handed_over") is True:
            certificate.hand_over(self.context)
            return False
        if "refused" in body:
            reason = text(body, "refused", certificate.LONGEST_REASON)
            return certificate.refuse(self.context, reason, self.key)
        try:
            return certificate.issue(
                self.context,
                text(body, "kind", 20),
                day(body, "issued"),
                day(body, "valid_until"),
                text(body, "way", 20),
                text(body, "serial", certificate.LONGEST_SERIAL, required=False),
                self.key,
            )
        except ValueError as error:
            raise BadRequest("kind, issued, valid_until, way: not possible so") from error
