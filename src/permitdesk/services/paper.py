"""Forms on paper that an office has itself: PDFs beside the form that the portal draws, or instead.

One a language, or one for all (``ALL``). Pure; ``paper_files`` keeps them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from dataclasses import field as attribute

from permitdesk.core.languages import LANGUAGES, SOURCE

ALL = "all"


@dataclass(frozen=True)
class OwnForm:
    """A PDF. ``day`` (ISO) says from when the form is, ``sha256`` (hex) and ``size`` what it is."""

    filename: str
    day: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True)
class OwnForms:
    """All of a service by language or ``ALL``; ``instead`` of the one that the portal draws."""

    forms: Mapping[str, OwnForm] = attribute(default_factory=dict)
    instead: bool = False

    def of(self, language: str) -> tuple[str, OwnForm] | None:
        """What somebody gets who reads that language, and in which it is: their own, the one for
        all, else the German."""
        found = (tag for tag in (language, ALL, SOURCE) if tag in self.forms)
        tag = next(found, None)
        return (tag, self.forms[tag]) if tag is not None else None

    def data(self) -> dict[str, object]:
        """As JSON has it; empty where there is none."""
        if not self.forms:
            return {}
        order = [tag for tag in (ALL, *LANGUAGES) if tag in self.forms]
        forms = {tag: asdict(self.forms[tag]) for tag in order}
        return {"instead": self.instead, "forms": forms}

    def text(self) -> str:
        return json.dumps(self.data(), ensure_ascii=False, indent=1)

    def put(self, tag: str, form: OwnForm | None) -> "OwnForms":
        """With another form in a language, or without one."""
        forms = {name: each for name, each in self.forms.items() if name != tag}
        return replace(self, forms=forms if form is None else {**forms, tag: form})

    @property
    def size(self) -> int:
        """The bytes of all files; one that is there for two languages counts once."""
        return sum({each.sha256: each.size for each in self.forms.values()}.values())


NO_FORMS = OwnForms()


def paper_forms(data: Mapping) -> OwnForms:
    """Read what ``OwnForms.data`` wrote."""
    forms = {tag: OwnForm(**each) for tag, each in data.get("forms", {}).items()}
    return OwnForms(forms, data.get("instead", False))
