"""What staff say of documents, as entries of the case's log; the last one of a document counts."""

from permitdesk.casework.later import Entry, Message
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text


class Accepted(Entry):
    """A ``document``, by id, is what was needed."""

    is_news = False


class Rejected(Entry):
    """A ``document`` is not what was needed. ``texts`` are the words by language as the applicant
    reads them, from the text ``module`` in its ``version``; ``note`` is staff's own, in German.
    ``language`` is the one in which the applicant wrote."""


class Validity(Entry):
    """A ``document`` is valid up to and including the day ``until`` (ISO); empty: without end."""

    is_news = False


class Requested(Entry):
    """Several documents were asked for at once: ``asked`` are the keys of ``Asked``, ``until`` the
    ISO day by which they shall come. ``texts``, ``language``, ``module`` and ``version`` as in
    ``Rejected``."""


def said(entry: Rejected | Requested | Message, language: str) -> Shown:
    """The frozen words in a language, or in German, which says that it is German."""
    text = entry.texts.get(language)
    if text:
        return text
    german = entry.texts.get(SOURCE, "")
    return german if language == SOURCE or not german else Text(german, SOURCE)
