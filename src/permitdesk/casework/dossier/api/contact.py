"""``{case}/@contact``: what becomes of a contact message; and the contacts in a case's file."""

from zExceptions import BadRequest, NotFound

from permitdesk.casework import caseworker
from permitdesk.casework.dossier import contact
from permitdesk.casework.dossier.api.base import Change, Resource, moment, text
from permitdesk.casework.dossier.attached import attached
from permitdesk.casework.dossier.views.send_contact import AttachedDocument
from permitdesk.casework.later import Message


class ContactGet(Resource):
    """``attached`` are the contacts in this file; ``put_into`` where this contact lies, for who may
    read that."""

    what = "contact"

    def answer(self) -> dict:
        case = self.context
        target = contact.put_into(case)
        return {
            "@id": f"{case.absolute_url()}/@contact",
            "is_contact": contact.is_contact(case),
            "put_into": target.reference if target is not None else None,
            "attached": [
                {
                    "reference": each.contact,
                    "by": each.by,
                    "at": moment(each.at),
                    "received_at": moment(each.application.received_at),
                    "language": each.application.language,
                    "answers": each.application.answers,
                    "messages": [
                        {"from": m.side, "at": moment(m.at), "language": m.language, "text": m.text}
                        for m in each.later
                        if isinstance(m, Message)
                    ],
                    "documents": [
                        {
                            "@id": f"{case.absolute_url()}/@attached/{each.contact}/{document.id}",
                            "id": document.id,
                            "filename": document.filename,
                            "content-type": document.content_type,
                            "size": document.given_size,
                            "sha256": document.given_sha256,
                        }
                        for document in each.documents
                    ],
                }
                for each in attached(case)
            ],
        }


class ContactPost(Change, ContactGet):
    """``{"answer": text, "module": id}``, ``{"close": reason}`` or ``{"attach": reference}``; a 400
    says that the case is no contact."""

    def change(self, body) -> bool:
        if not contact.is_contact(self.context):
            raise BadRequest("This is no contact message.")
        if "answer" in body or "module" in body:
            module = text(body, "module", 40, required=False)
            said = text(body, "answer", caseworker.LONGEST_MESSAGE, required=not module)
            try:
                return contact.answer(self.context, said, self.key, module)
            except LookupError as error:
                raise BadRequest("module: there is no such text module for messages") from error
        if "close" in body:
            contact.close(self.context, text(body, "close", contact.LONGEST_REASON))
            return False
        reference = text(body, "attach", 40)
        try:
            contact.attach(self.context, reference)
        except contact.NotThereError as error:
            raise NotFound(reference) from error
        except ValueError as error:
            raise BadRequest("attach: not possible") from error
        return False


class AttachedGet(AttachedDocument):
    """``GET {case}/@attached/{reference}/{id}``: the bytes."""

    way = "api"

    def render(self):
        return self()
