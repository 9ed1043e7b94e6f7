"""What a hearing, a decision and its delivery leave in a case. Entries are only ever added.

No kind is news for the applicant by itself: what they may know, and when, ``told`` says. Days are
ISO texts.
"""

from permitdesk.casework.later import Entry


class Heard(Entry):
    """The applicant was asked before a refusal (§ 28 VwVfG): ``until`` a day, ``letter`` the id
    of the finished letter that says so, empty where it was written elsewhere."""

    is_news = False


class Statement(Entry):
    """Staff note what became of the hearing: it was answered on the day ``received``, by a
    ``way``; ``hearing`` is the key of ``Heard``."""

    is_news = False


class Decided(Entry):
    """A decision: ``outcome``, ``reason``, ``legal_basis``, ``valid_from``, ``valid_until``,
    ``conditions`` (texts), and where nobody was heard, ``without_hearing`` and ``why_not_heard``.
    ``hearing`` is the key of the hearing before it, if there was one."""

    is_news = False


class DecisionTakenBack(Entry):
    """A ``decision``, by key, was taken back before its delivery; ``reason`` says why."""

    is_news = False


class DeliveryTried(Entry):
    """A ``decision`` was sent or handed over: ``way``, the day ``sent``, the day ``expected`` from
    which the law counts it as delivered (empty where only a paper that comes back says it),
    ``letter`` by id, ``note``, and which legal ``remedy`` the letter names."""

    is_news = False


class DeliveryFailed(Entry):
    """What was ``tried``, by key, did not arrive; ``reason`` says why, ``on`` is the day on which
    the office learned it."""

    is_news = False


class Delivered(Entry):
    """A ``decision`` is delivered, ``on`` a day, by what was ``tried``. ``remedy`` and
    ``remedy_until`` are what the applicant is told of; ``source`` says how the days were
    counted."""

    is_news = False
