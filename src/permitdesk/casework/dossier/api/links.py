"""``{case}/@links``: links with other cases, and blocks towards them."""

from zExceptions import BadRequest, Forbidden, NotFound

from permitdesk.casework.dossier import blocks, links
from permitdesk.casework.dossier.api.base import Change, Resource, moment, text


class LinksGet(Resource):
    """Only what the person may read; a block names the other case only to who may read that too."""

    what = "links"

    def answer(self) -> dict:
        return {
            "@id": f"{self.context.absolute_url()}/@links",
            "items": [
                {
                    "@id": each.case.absolute_url(),
                    "reference": each.case.reference,
                    "relation": each.relation,
                    "reason": each.made.reason if each.made else None,
                    "by": each.made.by if each.made else None,
                    "at": moment(each.made.at) if each.made else None,
                }
                for each in links.links_of(self.context)
            ],
            "blocks": [
                {
                    "id": each.id,
                    "reference": each.other.reference if each.other is not None else None,
                    "set_here": each.is_home,
                    "shared": each.is_shared,
                    "reason": each.reason or None,
                    "by": each.by or None,
                    "at": moment(each.at),
                    "needs_both": each.needs_both,
                    "agreed": each.is_agreed,
                    "asked": each.is_asked,
                }
                for each in blocks.blocks_of(self.context)
            ],
        }


class LinksPost(Change, LinksGet):
    """``{"reference", "relation", "reason"}`` links, ``{"unlink": reference, "reason"}`` ends that;
    ``{"block": [references], "reason"}`` keeps apart, ``{"lift": id, "reason"}`` ends that, or
    agrees where another head has to as well, ``{"keep": id}`` takes that back."""

    def change(self, body) -> bool:
        if "block" in body:
            return self._block(body)
        if "lift" in body or "keep" in body:
            return self._lift(body)
        reason = text(body, "reason", links.LONGEST_REASON)
        if "unlink" in body:
            links.unlink(self.context, text(body, "unlink", 40), reason)
            return False
        reference, relation = text(body, "reference", 40), text(body, "relation", 20)
        try:
            return links.link(self.context, reference, relation, reason, self.key)
        except links.NotThereError as error:
            raise NotFound(reference) from error
        except links.KeptApartError as error:
            raise BadRequest("A block keeps these cases apart.") from error
        except ValueError as error:
            raise BadRequest(f"relation: one of {', '.join(links.RELATIONS)}") from error

    def _block(self, body) -> bool:
        references = body["block"]
        if not isinstance(references, list) or not all(isinstance(e, str) for e in references):
            raise BadRequest("block: a list of references")
        reason = text(body, "reason", blocks.LONGEST_REASON)
        try:
            return bool(blocks.set_block(self.context, references, reason))
        except ValueError as error:
            raise BadRequest("block: references of other cases, not too many") from error

    def _lift(self, body) -> bool:
        try:
            if "keep" in body:
                if not blocks.keep_block(self.context, text(body, "keep", 40)):
                    raise NotFound("keep")
                return False
            reason = text(body, "reason", blocks.LONGEST_REASON)
            if not blocks.lift_block(self.context, text(body, "lift", 40), reason):
                raise NotFound("lift")
        except blocks.MayNotLiftError as error:
            raise Forbidden("Only the unit's head lifts a block.") from error
        return False
