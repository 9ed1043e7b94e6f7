"""What the read-only services share: the language, and answers that may be kept for a while."""

import json
from collections.abc import Mapping
from hashlib import sha256

from plone.restapi.services import Service

from permitdesk.core import languages
from permitdesk.core.texts import Text
from permitdesk.services.definition import Revision

SECONDS = 60


def told(revision: Revision, language: str, keys: Mapping[str, str]) -> dict[str, object]:
    """Texts of a revision by the names that they have in an answer; empty where there is none.

    ``text_languages`` names those that are in another language, for want of a translation.
    """
    found = {name: revision.shown(key, language) for name, key in keys.items()}
    foreign = {name: text.language for name, text in found.items() if isinstance(text, Text)}
    texts = {name: str(text) for name, text in found.items()}
    return {**texts, "text_languages": foreign} if foreign else texts


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
