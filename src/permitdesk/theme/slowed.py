"""What a page says whose button has to wait, and what its form carries along."""

import json
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _, gate
from permitdesk.theme.parts import Notice

# The names of the inputs of the macro ``slowed``.
PASS, NOBODY = "pass", "website"
SENT_NOT = _("theme_slowed_send", default="Noch nicht gesendet: Bitte warten Sie kurz")
_TITLES = {
    gate.BEGIN: _("theme_slowed_begin", default="Noch nicht gespeichert: Bitte warten Sie kurz"),
    gate.SEND: SENT_NOT,
    gate.MAIL: SENT_NOT,
    gate.FEEDBACK: SENT_NOT,
    gate.PRINT: _("theme_slowed_print", default="Noch nicht gezeichnet: Bitte warten Sie kurz"),
}


@dataclass(frozen=True)
class Slowed:
    """What the form carries: a place in the queue, and work that a script may do instead."""

    ticket: str
    challenge: str  # as JSON; empty where there is none
    working: str
    done: str


class Slowing:
    """For a page with the macro ``slowed`` in its form: whether what somebody asks for may be
    done now. ``wait_notice`` says why not and how long, ``slowed`` goes into the form."""

    queued: gate.Wait | None = None
    queued_for = ""

    def may(self, kind: str) -> bool:
        """Whether it may be done now, which is counted. Otherwise the page is to be shown with
        all that was typed."""
        form, response = self.request.form, self.request.response
        self.queued = gate.admit(kind, self.request, form.get(PASS), suspect=bool(form.get(NOBODY)))
        if self.queued is None:
            return True
        self.queued_for = kind
        response.setStatus(429)
        response.setHeader("Retry-After", str(self.queued.seconds))
        return False

    @property
    def wait_notice(self) -> Notice | None:
        """Why it takes longer, how long, and what to do then."""
        if self.queued is None:
            return None
        text = _(
            "theme_slowed_text",
            default="So lange müssen Sie warten: ${time}\n"
            "Drücken Sie danach noch einmal auf denselben Knopf. Es geht nichts verloren. Nur"
            " Dateien, die Sie auf dieser Seite ausgewählt haben, wählen Sie bitte noch einmal"
            " aus.\n"
            "Warum? Von Ihrem Internet-Anschluss kommt gerade sehr viel. Vielleicht teilen Sie"
            " ihn mit vielen Menschen, zum Beispiel in einer Unterkunft.",
            mapping={"time": self.translate(how_long(self.queued.seconds))},
        )
        title = self.translate(_TITLES[self.queued_for])
        return Notice("warning", title, self.translate(text))

    @property
    def slowed(self) -> Slowed | None:
        queued = self.queued
        if queued is None:
            return None
        working = _(
            "theme_slowed_working",
            default="Ihr Gerät rechnet kurz, damit Sie nicht warten müssen.",
        )
        done = _(
            "theme_slowed_done",
            default="Fertig. Drücken Sie jetzt noch einmal auf den Knopf.",
        )
        return Slowed(
            queued.ticket,
            json.dumps(queued.challenge) if queued.challenge else "",
            str(self.translate(working)),
            str(self.translate(done)),
        )


def how_long(seconds: int) -> Message:
    """A time to wait, in words that need no plural."""
    if seconds < 100:
        return _("theme_seconds", default="${count} Sek.", mapping={"count": seconds})
    return _("theme_minutes", default="${count} Min.", mapping={"count": -(-seconds // 60)})
