"""What the read-only services share: the language, and answers that may be kept for a while."""

import json
from hashlib import sha256

from plone.restapi.services import Service

from permitdesk.core import languages

SECONDS = 60


class LanguageService(Service):
    """A GET whose answer depends on nothing but the language and what is published."""

    @property
    def language(self) -> str:
        return languages.of(self.request)

    def unless_known(self, answer: dict):
        """The answer with its caching headers, or 304 for a browser that has it.

        The tag is of the answer itself: beside the revision it holds what the district says, its
        municipalities for example.
        """
        tag = sha256(json.dumps(answer, sort_keys=True).encode()).hexdigest()[:32]
        response = self.request.response
        response.setHeader("ETag", f'W/"{tag}"')
        response.setHeader("Cache-Control", f"public, max-age={SECONDS}")
        response.setHeader("Vary", "Accept, Accept-Language")
        known = self.request.getHeader("If-None-Match", "")
        return self.reply_no_content(304) if tag in known else answer
