"""Forms that stand in a part of the case page: each is sent to a page of its own."""

from permitdesk.casework.views.towards_applicant import Form
from permitdesk.core.characters import whole


class InPageForm(Form):
    """As ``Form``, and leads back to its ``part`` of the page, by id."""

    part = ""

    def back(self):
        self.prepare_response()
        address = f"{self.context.absolute_url()}{'#' if self.part else ''}{self.part}"
        return self.request.response.redirect(address, status=303)

    @property
    def key(self) -> str:
        return self.sent_text("key")[:32]

    def sent_text(self, name: str) -> str:
        """What was sent under a name; empty for nothing, and for what is no text."""
        value = self.request.form.get(name)
        return whole(value[:200]) if isinstance(value, str) else ""
