"""What staff say of an application that came on paper, by e-mail or at the counter."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from permitdesk.core import _, clock

# How an application may have come when staff enter it; ``online`` is what applicants do themselves.
CHANNELS = {
    "paper": _("intake_channel_paper", default="Auf Papier"),
    "email": _("intake_channel_email", default="Per E-Mail"),
    "counter": _("intake_channel_counter", default="Am Schalter"),
}
ONLINE = "online"
ONLINE_TITLE = _("intake_channel_online", default="Online")


@dataclass(frozen=True)
class Entry:
    """``received_on`` is an ISO day, ``language`` the applicant's, ``by`` a login."""

    channel: str
    received_on: str
    language: str
    by: str

    @property
    def received_at(self) -> datetime:
        """When it was received: now for today, else the beginning of that day at the office."""
        day = date.fromisoformat(self.received_on)
        if day >= clock.today():
            return clock.now()
        return datetime.combine(day, time.min, clock.BERLIN).astimezone(UTC)


def channel_title(channel: str):
    """The words for a channel, to be translated."""
    return CHANNELS.get(channel, ONLINE_TITLE)
