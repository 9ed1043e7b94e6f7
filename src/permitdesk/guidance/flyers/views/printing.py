"""The page on which one chooses languages and format, and the sheet that comes of it."""

from collections.abc import Sequence
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _, gate, languages
from permitdesk.guidance.flyers.interfaces import IFlyer
from permitdesk.guidance.flyers.sheet import (
    FLYER,
    FORMATS,
    MOST_LANGUAGES,
    POSTER,
    Sheet,
    TooLongForSheetError,
    chosen,
    leaf_of,
    pdf_of,
)
from permitdesk.guidance.published import published_translations
from permitdesk.guidance.views.base import GuidanceView
from permitdesk.guidance.views.gone import is_visible, not_here
from permitdesk.theme import PageTemplate, Slowing, TooSlowError, private_no_store

_TOO_LONG = _(
    "guidance_sheet_too_long",
    default="Das passt nicht lesbar auf ein Blatt. Wählen Sie weniger Sprachen oder ein anderes"
    " Format.",
)
_NO_LANGUAGE = _(
    "guidance_sheet_no_language", default="Wählen Sie wenigstens eine Sprache für das Blatt."
)
_TOO_MANY = _(
    "guidance_sheet_too_many",
    default="Auf ein Blatt passen höchstens ${most} Sprachen. Wählen Sie weniger.",
    mapping={"most": str(MOST_LANGUAGES)},
)


class PrintPage(Slowing, GuidanceView):
    """``@@print`` of a flyer or notice. With ``?format=a4&languages=de&languages=ar`` the PDF."""

    index = PageTemplate("printing.pt")
    index_page = False
    problem: Message | None = None

    def __call__(self):
        if not is_visible(self.context):
            return not_here(self.context, self.request)
        self.prepare_response()
        if "format" in self.request.form:
            private_no_store(self.request.response)
            if not self.may(gate.PRINT):
                return self.index()
            pdf = self._drawn()
            if pdf is not None:
                return pdf
            self.request.response.setStatus(422)
        return self.index()

    @property
    def title(self) -> str:
        return self.translate(_("guidance_print_title", default="Als Blatt zum Ausdrucken"))

    @property
    def kind(self) -> str:
        return FLYER if IFlyer.providedBy(self.context) else POSTER

    @property
    def formats(self) -> Sequence[tuple[str, Message]]:
        return tuple(FORMATS[self.kind].items())

    @cached_property
    def format(self) -> str:
        asked = self.request.form.get("format")
        return asked if isinstance(asked, str) and asked in FORMATS[self.kind] else "a4"

    @cached_property
    def contents(self) -> dict[str, object]:
        """The published flyer or notice in each language; the one that is looked at is there."""
        return {self.language: self.context} | published_translations(self.context)

    @property
    def offered(self) -> Sequence[languages.Language]:
        return [each for tag, each in languages.LANGUAGES.items() if tag in self.contents]

    @cached_property
    def asked(self) -> Sequence[str]:
        asked = self.request.form.get("languages", [] if self.request.form else [self.language])
        found = asked if isinstance(asked, list) else [asked]
        return [each for each in found if isinstance(each, str)]

    @property
    def most(self) -> int:
        return MOST_LANGUAGES

    def _drawn(self) -> bytes | None:
        tags = chosen(self.asked, [each.tag for each in self.offered])
        if not tags or len(set(self.asked)) > MOST_LANGUAGES:
            self.problem = _TOO_MANY if tags else _NO_LANGUAGE
            return None
        # The language of the page stands first, as whoever prints it reads it.
        first = sorted(tags, key=lambda tag: tag != self.language)
        leaves = tuple(leaf_of(self.contents[tag]) for tag in first)
        as_of = getattr(self.context, "as_of", None)
        try:
            pdf = pdf_of(Sheet(self.kind, self.format, leaves, as_of.isoformat() if as_of else ""))
        except (TooLongForSheetError, TooSlowError):
            self.problem = _TOO_LONG
            return None
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        name = f"{self.context.getId()}-{'-'.join(first)}-{self.format}.pdf"
        response.setHeader("Content-Disposition", f'inline; filename="{name}"')
        return pdf
