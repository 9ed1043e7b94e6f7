"""What the read-only services share: the language, and answers that may be kept for a while."""

from hashlib import sha256

from plone.restapi.services import Service

from permitdesk.core import languages

SECONDS = 60


class LanguageService(Service):
    """A GET whose answer depends on nothing but the language and what is published."""

    @property
    def language(self) -> str:
        return languages.of(self.request)

    def unless_known(self, *parts: str):
        """Set caching headers from what the answer is made of.

        Returns None when the answer must be sent, else what to reply: the browser has it.
        """
        tag = sha256("\0".join((self.language, self._base(), *parts)).encode()).hexdigest()[:32]
        response = self.request.response
        response.setHeader("ETag", f'W/"{tag}"')
        response.setHeader("Cache-Control", f"public, max-age={SECONDS}")
        response.setHeader("Vary", "Accept, Accept-Language")
        known = self.request.getHeader("If-None-Match", "")
        return self.reply_no_content(304) if tag in known else None

    def _base(self) -> str:
        """Addresses stand in the answer, so another host's is another answer."""
        return self.context.absolute_url()
