"""The official words of the office, with what they are called and mean in one's own language."""

from collections.abc import Mapping, Sequence

from plone import api

from permitdesk.core import _
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Text
from permitdesk.site.addresses import WORDS, in_each_language
from permitdesk.site.finding import Explained, official_words
from permitdesk.site.views.base import SitePage
from permitdesk.theme import Link, PageTemplate


class Words(SitePage):
    """``words`` on a language's root folder."""

    index = PageTemplate("words.pt")

    title = _("site_words", default="Wörter der Behörde")
    abstract = _(
        "site_words_lead",
        default="Diese deutschen Wörter stehen in Briefen und Formularen. Das ist nur eine kurze"
        " Erklärung; es gilt, was im Gesetz steht.",
    )
    editing = ()

    @property
    def breadcrumb(self) -> Sequence[Link]:
        return [Link(self.translate(_("site_home", default="Startseite")), self.home)]

    def alternates(self) -> Mapping[str, str]:
        return in_each_language(api.portal.get(), WORDS)

    @property
    def terms(self) -> Sequence[tuple[Text, Explained]]:
        """Each of which something is told in this language, with the German to show."""
        return [
            (Text(each.german, SOURCE), each)
            for _forms, each in official_words(self.language)
            if each.words or each.meaning
        ]
