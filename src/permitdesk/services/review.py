"""The way of a working state to the public: asked for, sent back, published, each with who and why.

What people see is the published revision all the while. A request is about one edition: what is
changed afterwards nobody has looked at.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

from Acquisition import aq_base
from plone.registry.interfaces import IRegistry
from zope import schema
from zope.component import queryUtility
from zope.i18nmessageid import Message
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm, SimpleVocabulary

from permitdesk.access import actor
from permitdesk.core import _, clock
from permitdesk.services.addresses import all_services
from permitdesk.services.revision import FrozenRevision, drawn_up, edition_of
from permitdesk.services.service import Service

ASKED, SENT_BACK, WITHDRAWN = "asked", "sent-back", "withdrawn"
PUBLISHED, RETRACTED, RESTORED = "published", "retracted", "restored"
LONGEST_REASON = 2000
REQUIRED, EXPECTED, OFF = "required", "expected", "off"
PREFIX = "permitdesk.review"
WORKFLOW = "permitdesk_service"
SAME_MOMENT = 5  # seconds between freezing and the workflow's note of it


class IReviewSettings(Interface):
    """What the office wants before a service changes for everybody."""

    second_person = schema.Choice(
        title=_("services_second_person", default="Zweite Person beim Veröffentlichen"),
        description=_(
            "services_second_person_help",
            default="Ob eine Fassung von jemand anderem veröffentlicht wird als von der Person, die"
            " um Prüfung bittet.",
        ),
        vocabulary=SimpleVocabulary(
            [
                SimpleTerm(REQUIRED, title=_("services_second_required", default="Immer nötig")),
                SimpleTerm(
                    EXPECTED,
                    title=_(
                        "services_second_expected",
                        default="Erwartet: allein nur mit Begründung, und es bleibt sichtbar",
                    ),
                ),
                SimpleTerm(OFF, title=_("services_second_off", default="Nicht nötig")),
            ]
        ),
        default=EXPECTED,
    )


@dataclass(frozen=True)
class Event:
    """What somebody did: ``act``, who, when (ISO, UTC), why, on which edition, to which revision.

    ``alone``: published without a second person.
    """

    act: str
    by: str
    at: str
    reason: str = ""
    edition: str = ""
    number: int | None = None
    alone: bool = False


def second_person() -> str:
    """What the office wants: REQUIRED, EXPECTED or OFF."""
    registry = queryUtility(IRegistry)
    found = registry.get(f"{PREFIX}.second_person") if registry is not None else None
    return found or EXPECTED


def history(service: Service) -> tuple[Event, ...]:
    """Everything that was done, oldest first."""
    return tuple(Event(*each) for each in service.history)


def request_of(events: Sequence[Event]) -> Event | None:
    """The request for review that is open; None where there is none."""
    for each in reversed(events):
        if each.act == ASKED:
            return each
        if each.act in (SENT_BACK, WITHDRAWN, PUBLISHED):
            return None
    return None


def is_alone(events: Sequence[Event], who: str, edition: str) -> bool:
    """Whether only one person would have looked at this edition, were it published by ``who``."""
    asked = request_of(events)
    return asked is None or asked.by == who or asked.edition != edition


def refusal(
    events: Sequence[Event], who: str, edition: str, rule: str, reason: str
) -> Message | None:
    """Why ``who`` may not publish this edition now; None where they may."""
    if rule == OFF or not is_alone(events, who, edition):
        return None
    if rule == REQUIRED:
        return _(
            "services_refused_alone",
            default="Das muss eine zweite Person veröffentlichen. Bitten Sie um Prüfung.",
        )
    if reason.strip():
        return None
    return _(
        "services_refused_reason",
        default="Noch hat niemand anderes diesen Stand geprüft. Bitten Sie um Prüfung, oder"
        " schreiben Sie, warum Sie allein veröffentlichen.",
    )


def ask(service: Service, reason: str = "") -> None:
    """Ask for review of the working state as it is. Raises ``UnpublishableError`` if unreadable."""
    service.asked_state = drawn_up(service)
    note(service, ASKED, reason)


def send_back(service: Service, reason: str) -> None:
    """Say what has to be mended first."""
    service.asked_state = None
    note(service, SENT_BACK, reason)


def withdraw(service: Service, reason: str = "") -> None:
    """Take a request back."""
    service.asked_state = None
    note(service, WITHDRAWN, reason)


def asked_state(service: Service) -> FrozenRevision | None:
    """What the open request was about, as it was then."""
    return service.asked_state if request_of(history(service)) else None


def note(
    service: Service, act: str, reason: str = "", number: int | None = None, alone: bool = False
) -> Event:
    """Write down what the current user has done."""
    moment = clock.now().isoformat(timespec="seconds")
    words = reason.strip()[:LONGEST_REASON]
    made = Event(act, actor(), moment, words, edition_of(service), number, alone)
    service.history = (*service.history, astuple(made))
    if act == PUBLISHED:
        service.asked_state = None
    return made


def name_publishers(site) -> None:
    """For an upgrade: who published a revision and why, where the workflow wrote it down."""
    for service in all_services(site, drafts=True):
        known = getattr(aq_base(service), "workflow_history", {}).get(WORKFLOW, ())
        for frozen in service.revisions.values():
            for step in known:
                if step.get("action") == "publish" and _is_near(step["time"], frozen):
                    frozen.name_publisher(step.get("actor") or "", step.get("comments") or "")


def _is_near(time, frozen: FrozenRevision) -> bool:
    return abs(time.timeTime() - at(frozen.published_at).timestamp()) < SAME_MOMENT


def at(moment: str) -> datetime:
    """The moment of an event or a revision."""
    return datetime.fromisoformat(moment)
