"""``GET /@codes/{list}?q=``: search in a code list."""

from zExceptions import NotFound
from zope.component import queryUtility

from permitdesk.core.below import NamedBelow
from permitdesk.core.interfaces import ICodeList
from permitdesk.services.api.answer import LanguageService

LIMIT = 20


class CodesGet(NamedBelow, LanguageService):
    def reply(self):
        codes = queryUtility(ICodeList, name=self.id_) if self.id_ else None
        if codes is None:
            raise NotFound(self.id_)
        query = self.request.form.get("q", "")
        query = query if isinstance(query, str) else ""
        response = self.request.response
        # What people search for can say where they come from: nobody in between keeps it.
        response.setHeader("Cache-Control", "private, max-age=3600")
        response.setHeader("Vary", "Accept, Accept-Language")
        return {
            "@id": f"{self.context.absolute_url()}/@codes/{self.id_}",
            "items": [
                {"value": code.value, "title": code.title}
                for code in codes.search(query, self.language, LIMIT)
            ],
        }
