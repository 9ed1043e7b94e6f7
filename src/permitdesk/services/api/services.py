"""``GET /@services``: the published services in one language."""

from collections.abc import Iterator

from permitdesk.core import clock
from permitdesk.core.languages import LANGUAGES
from permitdesk.services.addresses import (
    address,
    all_services,
    form_address,
    own_form_address,
)
from permitdesk.services.api.answer import LanguageService, told
from permitdesk.services.availability import availability_of, closed_said
from permitdesk.services.paper import ALL
from permitdesk.services.revision import published
from permitdesk.services.translations import offered_languages


class ServicesGet(LanguageService):
    def reply(self):
        found = [(service, published(service)) for service in all_services(self.context)]
        return self.unless_known(
            {
                "@id": f"{self.context.absolute_url()}/@services",
                "items": [self._item(service, revision) for service, revision in found],
                "items_total": len(found),
            }
        )

    def _item(self, service, revision) -> dict[str, object]:
        texts = {"title": "service.title", "summary": "service.summary"}
        return {
            "@id": service.absolute_url(),
            "id": service.getId(),
            **told(revision, self.language, texts),
            "revision": revision.number,
            "languages": list(revision.languages),
            "offered_languages": list(offered_languages(service)),
            "accepts_applications": revision.accepts_applications,
            "availability": self._availability(service),
            "pdf_forms": [
                each
                for language in LANGUAGES  # a gap is German, which stands there anyway
                for each in self._pdf_forms(service, revision, language)
            ],
            "address": address(service, self.language),
        }

    @staticmethod
    def _pdf_forms(service, revision, language: str) -> Iterator[dict[str, object]]:
        """The forms on paper that people are offered in a language."""
        kind = {"content-type": "application/pdf"}
        own = revision.paper_forms.of(language)
        if own is None or not revision.paper_forms.instead:
            yield {"@id": form_address(service, language), "language": language, **kind}
        if own is not None:
            tag, form = own
            yield {
                "@id": own_form_address(service, language),
                "language": language if tag == ALL else tag,
                **kind,
                "own": True,
                "day": form.day,
                "sha256": form.sha256,
            }

    def _availability(self, service) -> dict[str, object]:
        """Whether one may begin today, and what people are told where not."""
        found, today = availability_of(service), clock.today()
        said = closed_said(found, today, self.language)
        last, again = found.last_sending(today), found.again(today)
        return {
            "state": found.state(today),
            "opens": found.opens.isoformat() if found.opens else None,
            "closes": found.closes.isoformat() if found.closes else None,
            "again": again.isoformat() if again else None,
            "send_until": last.isoformat() if last else None,
            "title": str(said.title) if said else "",
            "text": str(said.text) if said else "",
        }
