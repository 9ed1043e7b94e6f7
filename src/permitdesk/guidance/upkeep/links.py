"""What is wrong with a link, in words."""

from collections.abc import Iterator, Mapping

from AccessControl import getSecurityManager
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.guidance.upkeep.reading import Link
from permitdesk.guidance.upkeep.targets import HIDDEN, NOWHERE, OUTSIDE, Target, Targets

# What tells nobody where a link leads, in all languages of the portal; who listens to a list of
# links hears only this (WCAG 2.4.9).
_SAYS_NOTHING = {
    *("hier", "link", "mehr", "weiter", "weiterlesen", "hier klicken", "klicken sie hier"),
    *("website", "webseite", "here", "click here", "more", "read more", "this link"),
    *("ici", "cliquez ici", "lire la suite", "en savoir plus"),
    *("burada", "tıklayın", "buraya tıklayın", "devamı"),
    *("тут", "здесь", "подробнее", "нажмите здесь", "детальніше", "натисніть тут"),
    *("هنا", "اضغط هنا", "المزيد", "اینجا", "اینجا کلیک کنید", "بیشتر"),
}
_ADDRESSES = ("http://", "https://", "www.")

NO_WORDS = _(
    "guidance_upkeep_no_words",
    default="Der Link nach ${address} hat keinen Text. Niemand sieht ihn.",
)
SAYS_NOTHING = _(
    "guidance_upkeep_says_nothing",
    default="Der Link heißt „${words}“. Sagen Sie, wohin er führt.",
)
NO_ADDRESS = _(
    "guidance_upkeep_no_address",
    default="Der Link „${words}“ hat keine Adresse, die auf Seiten geht.",
)
LEADS_NOWHERE = _(
    "guidance_upkeep_nowhere",
    default="Der Link „${words}“ führt ins Leere. Die Seite gibt es nicht.",
)
LEADS_TO_HIDDEN = _(
    "guidance_upkeep_hidden",
    default="Der Link „${words}“ führt zu etwas, das Besucher nicht sehen: ${title}",
)
IS_GONE = _(
    "guidance_upkeep_gone",
    default="Der Link „${words}“ führt nach ${address}. Dort ist nichts mehr (Antwort ${status}).",
)
IS_INSECURE = _(
    "guidance_upkeep_insecure",
    default="Der Link „${words}“ führt unverschlüsselt hinaus (http). Prüfen Sie, ob es die Seite"
    " mit https gibt.",
)
IS_FOREIGN = _(
    "guidance_upkeep_foreign",
    default="Der Link „${words}“ führt auf eine Seite in einer anderen Sprache (${language}). Es"
    " gibt sie auch in dieser: ${address}",
)


def wrong_words(link: Link) -> Iterator[Message]:
    """Whether who reads only the link knows where it leads."""
    if not link.words:
        yield _said(NO_WORDS, address=link.address)
    elif _say_nothing(link.words):
        yield _said(SAYS_NOTHING, words=link.words)


def wrong_target(link: Link, page, targets: Targets, gone: Mapping[str, int]) -> Message | None:
    """Whether it leads somewhere; ``gone`` are addresses outside and what they answered."""
    words = link.words or link.address
    if not link.address:
        return _said(NO_ADDRESS, words=words)
    target = targets.of(link.address, page.absolute_url())
    if target is None:
        return None
    if target.state == NOWHERE:
        return _said(LEADS_NOWHERE, words=words)
    if target.state == HIDDEN:
        return _said(LEADS_TO_HIDDEN, words=words, title=_title_of(target.brain))
    if target.state == OUTSIDE:
        return _wrong_outside(words, target.address, gone)
    return _wrong_language(words, target, page, targets)


def _title_of(brain) -> str:
    """Of what not even this editor may see, the last part of its address alone."""
    may_see = getSecurityManager().checkPermission("View", brain._unrestrictedGetObject())
    return (brain.Title if may_see else "") or brain.getId


def _wrong_outside(words: str, address: str, gone: Mapping[str, int]) -> Message | None:
    if address in gone:
        return _said(IS_GONE, words=words, address=address, status=gone[address])
    return _said(IS_INSECURE, words=words) if address.startswith("http:") else None


def _wrong_language(words: str, target: Target, page, targets: Targets) -> Message | None:
    brain = target.brain
    if brain is None or brain.Language == page.language or brain.Language not in LANGUAGES:
        return None
    here = targets.in_language(brain, page.language)
    if here is None:
        return None
    language = LANGUAGES[brain.Language].native_name
    return _said(IS_FOREIGN, words=words, language=language, address=here.address)


def _say_nothing(words: str) -> bool:
    plain = words.casefold().strip(" .…»›→>:!")
    return plain in _SAYS_NOTHING or plain.startswith(_ADDRESSES)


def _said(message: Message, **mapping: object) -> Message:
    return Message(message, mapping=mapping)
