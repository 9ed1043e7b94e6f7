"""``GET /@services``: the published services in one language."""

from permitdesk.services.addresses import address, all_services
from permitdesk.services.api.answer import LanguageService
from permitdesk.services.revision import published


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
        def text(key: str) -> str:
            return revision.text(key, self.language).value if key in revision.sources else ""

        return {
            "@id": service.absolute_url(),
            "id": service.getId(),
            "title": text("service.title"),
            "summary": text("service.summary"),
            "languages": list(revision.languages),
            "accepts_applications": True,
            "pdf_forms": [],
            "address": address(service, self.language),
        }
