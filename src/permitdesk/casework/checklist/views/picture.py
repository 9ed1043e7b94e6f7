"""``{case}/document-page/{id}/{number}``: a page as a picture; ``?size=large``."""

from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.i18n import translate

from permitdesk.casework.checklist.preview import NoPictureError, PictureLaterError, picture
from permitdesk.casework.download import ClosedError
from permitdesk.core import _
from permitdesk.core.below import Below
from permitdesk.core.languages import SOURCE

NO_PICTURE = _(
    "casework_check_no_picture",
    default="Diese Seite lässt sich hier nicht zeigen. Laden Sie die Datei herunter.",
)
LATER = _(
    "casework_check_picture_later",
    default="Gerade werden andere Seiten gezeigt. Laden Sie diese Seite in einigen Sekunden neu.",
)


class NamedPage(Below):
    """For views and services whose address ends in a document's id and the number of a page."""

    def drawn(self, how: str) -> bytes:
        """The picture; raises what ``preview.picture`` raises."""
        if len(self.path) != 2:
            raise NotFound("/".join(self.path))
        number = self.path[1]
        if not (number.isascii() and number.isdecimal()):
            raise NotFound("/".join(self.path))
        is_large = self.request.form.get("size") == "large"
        response = self.request.response
        return picture(self.context, self.path[0], int(number[:6]), is_large, how, response)


class DocumentPage(NamedPage, BrowserView):
    def __call__(self):
        response = self.request.response
        try:
            return self.drawn("preview")
        except ClosedError as closed:
            message = closed.message
        except NoPictureError:
            message = NO_PICTURE
        except PictureLaterError:
            message = LATER
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return translate(message, target_language=SOURCE)
