"""``GET {case}/@document-pages/{id}/{number}``: a page as a JPEG, or 409, 422, 503 and why."""

import json

from plone.restapi.services import Service
from zope.i18n import translate

from permitdesk.casework.api.documents import TYPES
from permitdesk.casework.checklist.preview import NoPictureError, PictureLaterError
from permitdesk.casework.checklist.views.picture import LATER, NO_PICTURE, NamedPage
from permitdesk.casework.download import ClosedError
from permitdesk.core.languages import SOURCE


class DocumentPageGet(NamedPage, Service):
    """``?size=large`` for a larger one."""

    def render(self):
        try:
            return self.drawn("api preview")
        except ClosedError as closed:
            kind, message = TYPES[closed.reason], closed.message
        except NoPictureError:
            kind, message = "NoPicture", NO_PICTURE
        except PictureLaterError:
            kind, message = "PictureLater", LATER
        self.request.response.setHeader("Content-Type", "application/json")
        said = translate(message, target_language=SOURCE)
        return json.dumps({"error": {"type": kind, "message": said}}).encode()
