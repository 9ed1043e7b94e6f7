"""Confirms a fingerprint to whom a receipt is presented: received, and on which day; nothing else.

A QR code on the receipt leads here. The fingerprint comes as a query, which no log keeps. What was
never received, and what was deleted, answer alike.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from zope.component import queryAdapter
from zope.i18nmessageid import Message
from zope.publisher.interfaces import NotFound

from permitdesk.core import _, in_words, languages, tries
from permitdesk.intake import discretion, sealed_pdf
from permitdesk.intake.fingerprint import short, typed
from permitdesk.intake.fingerprint_address import FIELD, PATH, fingerprint_address
from permitdesk.intake.interfaces import IFingerprints
from permitdesk.theme import ErrorLink, Notice, PageTemplate, PublicPage, private_no_store

LARGEST = 5 * 1024 * 1024  # bytes; a receipt with forty documents has a tenth of it


class FingerprintPage(PublicPage):
    """Takes what was typed or scanned, or a file; keeps nothing of it."""

    index = PageTemplate("fingerprint.pt")
    title = _("intake_fingerprint_title", default="Eine Eingangsbestätigung prüfen")
    referrer_policy = "no-referrer"
    index_page = False
    message = ""  # what is wrong with what was typed
    notice: Notice | None = None

    def __call__(self) -> str:
        tag = self.context.getId()
        if not languages.is_known(tag):
            raise NotFound(self.context, PATH, self.request)
        languages.fix(self.request, tag)
        discretion.keep(self.request)
        self.answer()
        self.prepare_response()
        private_no_store(self.request.response)
        return self.index()

    def answer(self) -> None:
        """Find out what was asked for, if anything was."""
        if not self.typed.strip() and self.file is None:
            return
        if self.file is not None:
            self.notice = self.about_file()
        else:
            self.notice = self.about_typed()

    @property
    def typed(self) -> str:
        found = self.request.form.get(FIELD)
        return found[:200] if isinstance(found, str) else ""

    @cached_property
    def file(self):
        """What was uploaded, where there was anything."""
        found = self.request.form.get("file")
        return found if getattr(found, "filename", "") and hasattr(found, "read") else None

    def about_typed(self) -> Notice | None:
        asked = typed(self.typed)
        if asked is None:
            self.message = self.translate(
                _(
                    "intake_confirm_mistyped",
                    default="Ein Fingerabdruck hat 20 oder 64 Zeichen: Ziffern und die Buchstaben a"
                    " bis f. Vergleichen Sie jedes Zeichen.",
                )
            )
            return None
        day = self.received_on(asked)
        if day is None:
            return self.unknown(
                _("intake_confirm_unknown", default="Diesen Fingerabdruck kennen wir nicht."),
                _(
                    "intake_confirm_unknown_text",
                    default="Vergleichen Sie jedes Zeichen mit der Bestätigung. Stimmt alles? Dann"
                    " haben wir nichts mit diesem Fingerabdruck, oder wir haben es nach der Frist"
                    " gelöscht.",
                ),
            )
        return self.say(
            "success",
            _("intake_confirm_known", default="Das haben wir bekommen."),
            _(
                "intake_confirm_known_text",
                default="Am ${day} haben wir etwas mit genau diesem Fingerabdruck bekommen:"
                " ${fingerprint}. Was auf dem Papier steht, sehen wir hier nicht. Lesen Sie"
                " darum weiter unten.",
                mapping={
                    "day": in_words.day(day.isoformat(), self.language),
                    "fingerprint": in_words.isolated(short(asked)),
                },
            ),
        )

    def unknown(self, title: Message, text: Message) -> Notice:
        """What is said of something that is not known here; who asked too often is told to wait."""
        if tries.wrong("fingerprint", self.request):
            return self.say("warning", title, text)
        self.request.response.setStatus(429)
        return self.say("stop", tries.TOO_MANY)

    def about_file(self) -> Notice:
        data = self.file.read(LARGEST + 1)
        found = sealed_pdf.fingerprint_of(data) if len(data) <= LARGEST else None
        if found is None:
            return self.unknown(
                _(
                    "intake_confirm_file_unknown",
                    default="Diese Datei können wir nicht bestätigen.",
                ),
                _(
                    "intake_confirm_file_unknown_text",
                    default="Sie ist nicht von uns, oder jemand hat sie geändert oder neu"
                    " gespeichert. Ein Foto oder eine eingescannte Seite lässt sich so nicht"
                    " prüfen. Bitten Sie um die Datei, wie sie hier geladen wurde.",
                ),
            )
        title = _(
            "intake_confirm_file_known", default="Diese Datei ist von uns und nicht verändert."
        )
        day = self.received_on(found)
        if day is None:
            gone = _(
                "intake_confirm_file_gone",
                default="Was damit bestätigt wird, haben wir nicht mehr: Wir löschen es nach einer"
                " Frist.",
            )
            return self.say("success", title, gone)
        text = _(
            "intake_confirm_file_known_text",
            default="Alles, was darin steht, haben wir so geschrieben. Gesendet wurde es uns am"
            " ${day}. Ob die Angaben der Person richtig sind, sagt das nicht.",
            mapping={"day": in_words.day(day.isoformat(), self.language)},
        )
        return self.say("success", title, text)

    def received_on(self, asked: str) -> date | None:
        found = queryAdapter(self.site, IFingerprints)
        return found.received_on(asked) if found is not None else None

    def say(self, kind: str, title, text="") -> Notice:
        return Notice(kind, self.translate(title), self.translate(text) if text else "")

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink(f"f-{FIELD}", self.message)] if self.message else []

    @property
    def address(self) -> str:
        return fingerprint_address(self.site, self.language)

    def alternates(self) -> Mapping[str, str]:
        return {tag: fingerprint_address(self.site, tag) for tag in languages.LANGUAGES}
