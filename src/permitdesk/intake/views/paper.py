"""The forms of a service on paper: the same for everybody, so that caches may keep them."""

from collections.abc import Sequence
from hashlib import sha256

from zope.publisher.interfaces import NotFound

from permitdesk.core import clock, messages
from permitdesk.core.languages import SOURCE
from permitdesk.core.memory import Memory
from permitdesk.district import municipalities, office
from permitdesk.intake.paper_form import paper_form_pdf
from permitdesk.intake.views.base import IntakePage
from permitdesk.services import OWN_FORM, published
from permitdesk.services.paper import ALL, OwnForm
from permitdesk.services.paper_files import bytes_of
from permitdesk.theme import public_cache

SECONDS = 3600
_drawn = Memory(60)  # drawing one takes 0.2 s, and anybody may ask for it


class PaperFormPage(IntakePage):
    """``form.pdf``: the published definition as a blank form, without anything personal."""

    path = "form.pdf"

    def __call__(self) -> bytes:
        # Whoever holds a draft gets the same form as everybody.
        super().prepare_response()
        response, name = self.request.response, self.state
        public_cache(response, SECONDS)
        response.headers.pop("pragma", None)
        response.setHeader("ETag", f'W/"{name}"')
        response.setHeader("Content-Language", ", ".join(self.spoken))
        if name in self.request.getHeader("If-None-Match", ""):
            response.setStatus(304)
            return b""
        response.setHeader("Content-Type", "application/pdf")
        filename = f"{self.service_id}-{self.language}.pdf"
        response.setHeader("Content-Disposition", f'inline; filename="{filename}"')
        return b"" if self.request.method == "HEAD" else self.drawn(name)

    @property
    def spoken(self) -> Sequence[str]:
        """The languages of the form."""
        return tuple(dict.fromkeys((SOURCE, self.language)))

    @property
    def state(self) -> str:
        """Names all that the form is made of: revision, language, whether that is reviewed, office,
        and the day, because figures of the law in conditions change by it."""
        revision = published(self.service)
        place = (office(), tuple(municipalities()), self.site.title)
        language = (self.language, messages.edition(self.language), self.is_unreviewed)
        parts = (revision.digest, revision.number, *language, clock.today(), place)
        return sha256(repr(parts).encode()).hexdigest()[:32]

    def drawn(self, name: str) -> bytes:
        return _drawn.recall(
            name, lambda: paper_form_pdf(published(self.service), self.language, clock.today())
        )


class OwnFormPage(PaperFormPage):
    """``office-form.pdf``: the office's own form of the published revision."""

    path = OWN_FORM

    @property
    def found(self) -> tuple[str, OwnForm]:
        found = published(self.service).paper_forms.of(self.language)
        if found is None:
            raise NotFound(self.context, self.path, self.request)
        return found

    @property
    def spoken(self) -> Sequence[str]:
        tag, _form = self.found
        return (SOURCE if tag == ALL else tag,)

    @property
    def state(self) -> str:
        _tag, form = self.found
        return form.sha256

    def drawn(self, name: str) -> bytes:
        return bytes_of(self.service, name)
