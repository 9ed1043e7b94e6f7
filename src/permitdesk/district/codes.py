"""The code list ``municipalities``, for forms."""

from collections.abc import Sequence

from zope.interface import implementer

from permitdesk.core.interfaces import Code, ICodeList
from permitdesk.district.settings import municipalities


@implementer(ICodeList)
class Municipalities:
    """Names are the same in every language, in the order of their German names."""

    searchable = False

    def codes(self, language: str) -> Sequence[Code]:
        return tuple(Code(each.code, each.name) for each in municipalities())

    def title(self, value: str, language: str) -> str | None:
        return next((each.title for each in self.codes(language) if each.value == value), None)

    def search(self, query: str, language: str, limit: int = 20) -> Sequence[Code]:
        wanted = query.strip().casefold()
        found = (
            each
            for each in self.codes(language)
            if wanted in each.title.casefold() or wanted == each.value
        )
        # Names that begin with what was typed come first.
        best = sorted(found, key=lambda each: not each.title.casefold().startswith(wanted))
        return tuple(best[:limit])
