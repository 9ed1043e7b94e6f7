"""Which messages of the applicant still wait for a reply.

A reply is any later message of the office. Where none is needed (thanks, a document announced),
staff say so.
"""

from permitdesk.access import actor
from permitdesk.casework import log
from permitdesk.casework.history import MESSAGE, Telling
from permitdesk.casework.later import Entry, Message
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say

telling = Telling()


class NoReplyNeeded(Entry):
    """To the first ``count`` messages of both sides."""

    is_news = False


def awaiting_reply(case) -> tuple[Message, ...]:
    """The applicant's messages that nobody replied to, oldest first."""
    messages = case.later.of(Message)
    settled = max((e.count for e in log.internal(case).of(NoReplyNeeded)), default=0)
    replied = max((place for place, each in enumerate(messages, 1) if each.by), default=0)
    return tuple(each for each in messages[max(settled, replied) :] if not each.by)


def need_no_reply(case, count: int) -> bool:
    """The first ``count`` messages, as they stood on the page, need no reply (any more); False
    where none of them waits for one."""
    count = min(count, len(case.later.of(Message)))
    waiting = set(map(id, awaiting_reply(case)))
    if not any(id(each) in waiting for each in case.later.of(Message)[:count]):
        return False
    return log.add(case, NoReplyNeeded(clock.now(), actor(), count=count), "case.no-reply-needed")


@telling.of(NoReplyNeeded, MESSAGE)
def _told(case, entry: NoReplyNeeded) -> str:
    return str(say(_("casework_dossier_no_reply", default="Keine Antwort nötig"), SOURCE))
