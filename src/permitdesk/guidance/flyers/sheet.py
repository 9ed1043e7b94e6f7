"""A flyer or a notice on paper: which languages, which format, what stands there."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

import typst
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

from permitdesk.core import _, in_words, languages
from permitdesk.core.memory import Memory
from permitdesk.core.texts import plain
from permitdesk.district import office
from permitdesk.guidance.flyers.interfaces import IFlyer
from permitdesk.theme import qr, render_pdf

MOST_LANGUAGES = 6
FLYER, POSTER = "flyer", "poster"
FORMATS = {
    FLYER: {
        "a4": _("guidance_format_a4", default="A4"),
        "din-lang": _("guidance_format_din_lang", default="A4 quer, zweimal gefaltet (DIN lang)"),
    },
    POSTER: {
        "a4": _("guidance_format_poster_a4", default="Aushang A4"),
        "a3": _("guidance_format_poster_a3", default="Aushang A3"),
    },
}
SECONDS = 15  # to typeset; it takes a tenth of one
_drawn = Memory(60)


class TooLongForSheetError(ValueError):
    """The texts do not fit at the smallest size that one can still read."""


@dataclass(frozen=True)
class Leaf:
    """What one language has on a sheet. ``address`` is where its QR code leads."""

    language: str
    title: str
    answer: str
    address: str
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """``kind`` and ``format`` as in FORMATS; ``as_of`` an ISO day or empty."""

    kind: str
    format: str
    leaves: tuple[Leaf, ...]
    as_of: str = ""


def leaf_of(content) -> Leaf:
    """What a published flyer or notice says on paper, in its own language."""
    leaf = Leaf(content.language, content.title, "", content.absolute_url())
    if not IFlyer.providedBy(content):
        return replace(leaf, answer=content.text)
    return replace(
        leaf,
        answer=content.answer,
        steps=lines(content.steps),
        notes=lines(content.notes),
        responsible=lines(content.responsible),
    )


def lines(text: str | None) -> tuple[str, ...]:
    """What stands in each line that is not empty."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def pdf_of(sheet: Sheet) -> bytes:
    """A tagged PDF/UA. Raises ``TooLongForSheetError``, and ``theme.TooSlowError``."""
    data = _data(sheet)
    return _drawn.recall(repr(data), lambda: _typeset(data, sheet.leaves[0].language))


def _typeset(data: dict, language: str) -> bytes:
    try:
        return render_pdf("leaflet", data, language, SECONDS)
    except typst.TypstError as error:
        if "too-long" in str(error):
            raise TooLongForSheetError from error
        raise


def _data(sheet: Sheet) -> dict:
    ours, first = office(), sheet.leaves[0].language
    as_of = _(
        "guidance_as_of",
        default="Stand: ${day}",
        mapping={"day": in_words.day(sheet.as_of, first)},
    )
    return {
        "kind": sheet.kind,
        "format": sheet.format,
        "title": sheet.leaves[0].title,
        "district": getUtility(IRegistry).get("plone.site_title") or "",
        "office": ours.name,
        "as_of": str(plain(as_of, first)) if sheet.as_of else "",
        "leaves": [_drawn_leaf(leaf) for leaf in sheet.leaves],
    }


def _drawn_leaf(leaf: Leaf) -> dict:
    def said(message) -> str:
        return plain(message, leaf.language)

    short = leaf.address.split("://", 1)[-1]
    ours = office()
    responsible = leaf.responsible or tuple(
        each for each in (ours.name, *lines(ours.address), ours.phone) if each
    )
    unreviewed = _(
        "guidance_sheet_unreviewed",
        default="Diese Übersetzung hat noch niemand geprüft. Der deutsche Text ist verbindlich.",
    )
    return asdict(leaf) | {
        "direction": languages.direction(leaf.language),
        "steps": list(leaf.steps),
        "notes": list(leaf.notes),
        "responsible": list(responsible),
        "steps_title": said(_("guidance_flyer_steps_title", default="So gehen Sie vor")),
        "notes_title": said(_("guidance_flyer_notes", default="Gut zu wissen")),
        "responsible_title": said(_("guidance_flyer_responsible_title", default="Zuständig")),
        "more": said(_("guidance_sheet_more", default="Diese Seite im Internet:")),
        "address": short,
        "picture": qr(leaf.address).svg,
        "alt": said(
            _(
                "guidance_sheet_qr_alt",
                default="QR-Code, der zu dieser Adresse führt: ${address}",
                mapping={"address": short},
            )
        ),
        "remark": "" if languages.is_reviewed(leaf.language) else said(unreviewed),
    }


def chosen(asked: Iterable[str], offered: Sequence[str]) -> tuple[str, ...]:
    """The languages that somebody asked for and that there are, each once, in their order."""
    wanted = set(asked)
    return tuple(tag for tag in offered if tag in wanted)[:MOST_LANGUAGES]
