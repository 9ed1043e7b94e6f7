"""``GET /@services``: the published services in one language."""

from permitdesk.core.languages import LANGUAGES
from permitdesk.services.addresses import address, all_services, form_address
from permitdesk.services.api.answer import LanguageService, told
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
            "pdf_forms": [
                {
                    "@id": form_address(service, language),
                    "language": language,
                    "content-type": "application/pdf",
                }
                for language in LANGUAGES  # a gap is German, which stands there anyway
            ],
            "address": address(service, self.language),
        }
