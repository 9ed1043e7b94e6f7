"""``{case}/@labels``, and ``{unit}/@labels`` for which there are."""

from zExceptions import BadRequest

from permitdesk.casework.dossier import labels
from permitdesk.casework.dossier.api.base import Change, Resource, text
from permitdesk.casework.dossier.labels import Label
from permitdesk.casework.keys import per_key
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


def told(label: Label) -> dict:
    return {
        "id": label.id,
        "title": label.title,
        "colour": label.colour,
        "retired": label.is_retired,
    }


class LabelsGet(Resource):
    """Those on the case, and those that can be put on it."""

    what = "labels"

    def answer(self) -> dict:
        unit = self.context.aq_parent.aq_parent
        return {
            "@id": f"{self.context.absolute_url()}/@labels",
            "items": [told(each) for each in labels.shown_on(self.context)],
            "available": [told(each) for each in labels.to_give(unit)],
        }


class LabelsPost(Change, LabelsGet):
    """``{"set": id}`` or ``{"unset": id}``."""

    def change(self, body) -> bool:
        if "unset" in body:
            labels.unset_label(self.context, text(body, "unset", 40))
            return False
        try:
            return labels.set_label(self.context, text(body, "set", 40))
        except labels.UnknownLabelError as error:
            raise BadRequest("set: there is no such label to give") from error


class UnitLabelsGet(Resource):
    """All labels of a unit, in the order made."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        return self.answer()

    def answer(self) -> dict:
        return {
            "@id": f"{self.context.absolute_url()}/@labels",
            "items": [told(each) for each in labels.defined(self.context)],
        }


class UnitLabelsPost(UnitLabelsGet):
    """``{"title", "colour"}`` makes one; ``{"retire": id}``, ``{"restore": id}``."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        for word in ("retire", "restore"):
            if word in body:
                labels.retire(self.context, text(body, word, 40), word == "retire")
                return self.answer()
        title = text(body, "title", labels.LONGEST_TITLE)
        try:
            labels.define(self.context, title, text(body, "colour", 20))
        except ValueError as error:
            known = ", ".join(labels.COLOURS)
            raise BadRequest(f"title: new in this unit; colour: {known}") from error
        self.request.response.setStatus(201)
        return self.answer()
