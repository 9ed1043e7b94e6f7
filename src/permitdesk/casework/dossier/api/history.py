"""``GET {case}/@case-history``: everything that happened, the latest first; ``?kind=`` one kind."""

from zExceptions import BadRequest

from permitdesk.casework.dossier.api.base import Resource, moment
from permitdesk.casework.history import KINDS, history


class HistoryGet(Resource):
    what = "history"

    def answer(self) -> dict:
        kind = self.request.form.get("kind", "")
        if kind and kind not in KINDS:
            raise BadRequest(f"kind: one of {', '.join(KINDS)}")
        return {
            "@id": f"{self.context.absolute_url()}/@case-history",
            "items": [
                {
                    "kind": each.kind,
                    "text": each.what,
                    "at": moment(each.at),
                    "by": each.who or None,
                    "comment": each.comment or None,
                }
                for each in history(self.context, kind)
            ],
        }
