"""A notice in another language begins and ends with the German one."""

from permitdesk.core.languages import SOURCE
from permitdesk.guidance.translating.translations import original, translations


def follow(notice, event=None) -> None:
    """Subscriber: a notice was changed, or a translation of it saved."""
    german = original(notice)
    if german is None:
        return
    others = translations(german).values() if notice.language == SOURCE else (notice,)
    for there in others:
        if _dates(there) != _dates(german):
            there.effective_date, there.expiration_date = _dates(german)
            there.reindexObject(idxs=["effective", "expires", "effectiveRange"])


def _dates(notice) -> tuple:
    return notice.effective_date, notice.expiration_date
