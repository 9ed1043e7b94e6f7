"""``GET`` and ``POST {service}/@paper-forms``: the office's own forms on paper, of the working
state."""

import base64
import binascii
from dataclasses import asdict
from io import BytesIO

from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.i18n import translate

from permitdesk.core import languages
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import LANGUAGES
from permitdesk.services.paper import ALL
from permitdesk.services.paper_files import (
    UnfitFormError,
    drop_form,
    keep_form,
    let_stand_instead,
    looked_at,
    paper_forms_of,
)


class PaperFormsGet(Service):
    def reply(self):
        found = paper_forms_of(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@paper-forms",
            "instead": found.instead,
            "items": [{"language": tag, **asdict(form)} for tag, form in found.forms.items()],
        }


class PaperFormsPost(PaperFormsGet):
    """``language`` with ``data`` (base64), ``filename`` and ``day`` puts a form there, with
    ``"remove": true`` takes it away; ``instead`` says whether these stand instead."""

    def reply(self):
        sent = trusted_body(self.request)
        tag, instead = sent.get("language"), sent.get("instead")
        if tag is not None and tag not in (ALL, *LANGUAGES):
            raise BadRequest("language")
        if instead is not None and not isinstance(instead, bool):
            raise BadRequest("instead")
        try:
            if tag is not None and sent.get("remove") is True:
                drop_form(self.context, tag)
            elif tag is not None:
                data = base64.b64decode(str(sent.get("data", "")), validate=True)
                filename, day = (str(sent.get(name, "")) for name in ("filename", "day"))
                keep_form(self.context, tag, *looked_at(BytesIO(data), filename, day))
        except binascii.Error as error:
            raise BadRequest("data") from error
        except UnfitFormError as error:
            self.request.response.setStatus(400)
            said = translate(error.message, target_language=languages.of(self.request))
            return {"error": {"type": "ValidationError", "message": said}}
        if instead is not None:
            let_stand_instead(self.context, instead)
        self.context.setModificationDate()
        return super().reply()
