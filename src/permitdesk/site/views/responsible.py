"""Who is responsible for me: a place, and the office for it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import quote

from plone import api

from permitdesk.core import _
from permitdesk.district import Authority, municipalities
from permitdesk.site.addresses import RESPONSIBLE, in_each_language
from permitdesk.site.responsibility import places_like, responsible
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Link, PageTemplate


class Responsible(SitePage):
    """``responsible`` on a language's root folder; ``?place=`` is the code of a municipality or
    what somebody has typed."""

    index = PageTemplate("responsible.pt")

    title = _("site_responsible", default="Wer ist für mich zuständig?")
    abstract = _(
        "site_responsible_lead",
        default="Das hängt davon ab, wo Sie wohnen. Schreiben Sie den Namen Ihres Ortes oder wählen"
        " Sie ihn unten aus.",
    )
    editing = ()

    @property
    def breadcrumb(self) -> Sequence[Link]:
        return [Link(self.translate(_("site_home", default="Startseite")), self.home)]

    def alternates(self) -> Mapping[str, str]:
        return in_each_language(api.portal.get(), RESPONSIBLE)

    @property
    def typed(self) -> str:
        asked = self.request.form.get("place", "")
        return asked.strip()[:100] if isinstance(asked, str) else ""

    @cached_property
    def _like(self) -> tuple[Sequence[tuple[str, str]], bool]:
        return places_like(self.typed) if self.typed else ((), False)

    @property
    def places(self) -> Sequence[tuple[str, str]]:
        """What may be meant by what was typed."""
        return self._like[0]

    @property
    def place(self) -> str:
        """The name of the one place that is meant; empty where there is none, or it is a guess."""
        return self.places[0][1] if self._like[1] and len(self.places) == 1 else ""

    @cached_property
    def authority(self) -> Authority | None:
        return responsible(self.places[0][0]) if self.place else None

    @property
    def links(self) -> Sequence[Link]:
        """The places that may be meant, else all."""
        known = self.places or [(each.code, each.name) for each in municipalities()]
        address = f"{self.home}/{RESPONSIBLE}"
        return [Link(name, f"{address}?place={quote(code)}") for code, name in known]
