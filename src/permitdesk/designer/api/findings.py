"""``GET {service}/@findings``: what was found in the working state, in the reader's language."""

from plone.restapi.services import Service

from permitdesk.core import languages
from permitdesk.designer.checks import all_findings
from permitdesk.designer.places import page_of
from permitdesk.services import finding_as_data
from permitdesk.services.findings import SEVERITIES, Finding


class FindingsGet(Service):
    def reply(self):
        language = languages.of(self.request)
        found = all_findings(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@findings",
            "counts": {
                severity: sum(1 for each in found if each.severity == severity)
                for severity in SEVERITIES
            },
            "items": [
                {**finding_as_data(each, language), "page": self._page(each)} for each in found
            ],
        }

    def _page(self, finding: Finding) -> str:
        page, query = page_of(finding.place)
        return f"{self.context.absolute_url()}/@@{page}" + (f"?{query}" if query else "")
