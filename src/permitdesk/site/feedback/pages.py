"""Which pages one may say something about, and what editors see of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plone import api

from permitdesk.core.languages import LANGUAGES
from permitdesk.site.doors.sitemap import places
from permitdesk.site.feedback.book import Vote


@dataclass(frozen=True)
class Summary:
    """What was said of a page in all: ``words`` are votes with a text."""

    page: str
    language: str
    yes: int
    no: int
    words: int
    newest: str


def known(page: str) -> str:
    """The language of a public page, by its path below the portal; '' for what is none."""
    root = api.portal.get().absolute_url()
    return _public().get(f"{root}/{page}", "")


def summaries(votes: Iterable[Vote]) -> Sequence[Summary]:
    """Pure: by page, those first that helped the fewest."""
    by_page: dict[tuple[str, str], list[Vote]] = defaultdict(list)
    for each in votes:
        by_page[each.page, each.language].append(each)
    found = [
        Summary(
            page,
            language,
            sum(each.helped for each in said),
            sum(not each.helped for each in said),
            sum(bool(each.text) for each in said),
            max(each.day for each in said),
        )
        for (page, language), said in by_page.items()
    ]
    return sorted(found, key=lambda each: (each.yes - each.no, each.page))


def _public() -> dict[str, str]:
    return {
        address: tag for place in places() for tag, address in place.addresses if tag in LANGUAGES
    }
