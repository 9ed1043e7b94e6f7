"""``@@identity-settings``: what the district is called, its coat of arms, its colour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from zope.i18nmessageid import Message

from permitdesk.core import _, in_words
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.district.identity import Names, keep_names, names
from permitdesk.theme import ErrorLink, Notice, PageTemplate, PostedPage, Widget, identity

NEEDED = _("district_identity_needed", default="Das steht auf jeder Seite: Schreiben Sie es hin.")
LONG = _("district_identity_long", default="Das ist zu lang: höchstens ${count} Zeichen.")
NO_COLOUR = _(
    "district_identity_no_colour",
    default="Das ist keine Farbe. Schreiben Sie # und sechs Zeichen, zum Beispiel #1a5c3a.",
)
WEAK = _(
    "district_identity_weak",
    default="Diese Farbe kann man nicht überall gut lesen. Nehmen Sie ${shade}, das ist derselbe"
    " Farbton.",
)
NO_FILE = _("district_identity_no_file", default="Wählen Sie eine Datei aus.")
REFUSED = _(
    "district_identity_refused",
    default="Die Zeichnung enthält etwas, das wir nicht annehmen: ${what}. Speichern Sie sie als"
    " einfaches SVG ohne Schrift, Bilder, Verweise und Programme, oder nehmen Sie ein PNG.",
)
WRONG = {
    "kind": _(
        "district_identity_wrong_kind", default="Nehmen Sie eine Datei im Format SVG oder PNG."
    ),
    "large": _(
        "district_identity_wrong_large",
        default="Die Datei ist zu groß: SVG bis 200 kB, PNG bis 2 MB und 6000 Punkte.",
    ),
    "small": _(
        "district_identity_wrong_small", default="Das Bild ist zu klein: mindestens 64 Punkte."
    ),
    "shape": _(
        "district_identity_wrong_shape",
        default="Das Bild ist zu lang: höchstens viermal so breit wie hoch.",
    ),
    "broken": _("district_identity_wrong_broken", default="Die Datei ist beschädigt."),
}  # fmt: skip
USES = {
    "link": _("district_identity_use_link", default="Verweise im Text"),
    "notice": _("district_identity_use_notice", default="Verweise in Hinweisen"),
    "button": _("district_identity_use_button", default="Schrift auf Knöpfen"),
    "pressed": _("district_identity_use_pressed", default="Schrift auf gedrückten Knöpfen"),
    "line": _("district_identity_use_line", default="Linien, Balken und Markierungen"),
}
SAVED = _("district_identity_saved", default="Gespeichert. Es gilt ab sofort auf jeder Seite.")
LONGEST_NAME, LONGEST_SHORT, LONGEST_TEXT = 100, 30, 150
FIELDS = {"light": "accent", "dark": "accent_dark"}


@dataclass(frozen=True)
class Line:
    """One use of a colour: how well it is seen there, as one reads it."""

    use: str
    value: str
    needed: str
    is_enough: bool


@dataclass(frozen=True)
class Judged:
    """A typed colour in one mode. ``shade`` is the one that passes, empty where none is needed."""

    mode: str
    colour: str
    lines: Sequence[Line]
    shade: str


class IdentityPage(PostedPage):
    """Three forms, for names, arms and colour; each is saved by itself."""

    index = PageTemplate("identity.pt")
    title = _("district_identity_title", default="Name, Wappen, Farbe")

    said: Mapping[str, Message] = {}
    is_previewed = False

    @property
    def address(self) -> str:
        return f"{self.site_address}/@@identity-settings"

    def done(self) -> str | None:
        form = self.request.form
        self.said = {}
        for button, does in (
            ("names", self._keep_names),
            ("arms", self._keep_arms),
            ("no-arms", self._drop_arms),
            ("colour", self._keep_colour),
            ("usual", self._drop_colour),
        ):
            if button in form:
                does()
                return None if self.said else f"{self.address}?saved=1#{button}"
        self.is_previewed = True  # shows what was typed, or the shade that was taken
        return None

    @property
    def is_saved(self) -> bool:
        return "saved" in self.request.form and not self.is_posted

    @property
    def saved_notice(self) -> Notice:
        return Notice("success", self.translate(SAVED))

    # Names

    def _keep_names(self) -> None:
        typed = self._typed_names
        needed = {"district": typed.district, "office": typed.office}
        self.said |= {name: NEEDED for name, value in needed.items() if not value}
        if len(typed.short) > LONGEST_SHORT:
            self.said["short"] = Message(LONG, mapping={"count": LONGEST_SHORT})
        if not self.said:
            keep_names(typed)

    @property
    def _typed_names(self) -> Names:
        return Names(
            *(
                " ".join(self.sent(name, LONGEST_NAME).split())
                for name in ("district", "office", "short", "sender")
            )
        )

    @property
    def name_widgets(self) -> Sequence[Widget]:
        shown = self._typed_names if "names" in self.request.form else names()
        district = _("district_identity_district", default="Name des Kreises oder der Stadt")
        office = _("district_identity_office", default="Name der Behörde")
        short = _("district_identity_short", default="Kurzer Name")
        short_help = _(
            "district_identity_short_help",
            default="Er steht im Reiter des Browsers, wenn der ganze Name zu lang ist.",
        )
        sender = _("district_identity_sender", default="Absender von E-Mails")
        sender_help = _(
            "district_identity_sender_help",
            default="Ohne eigenen Namen kommen E-Mails unter dem Namen des Kreises.",
        )
        return [
            self._text("district", district, shown.district, required=True),
            self._text("office", office, shown.office, required=True),
            self._text("short", short, shown.short, short_help, longest=LONGEST_SHORT),
            self._text("sender", sender, shown.sender, sender_help),
        ]

    # Arms

    def _keep_arms(self) -> None:
        texts = {tag: self.sent(f"text.{tag}", LONGEST_TEXT).strip() for tag in LANGUAGES}
        file = self.request.form.get("file")
        if getattr(file, "filename", ""):
            self._take(file.read(identity.LONGEST + 1))
        elif self.identity.arms is None:
            self.said["file"] = NO_FILE
        if not self.said:
            now = identity.identity()
            resting = {k: v for k, v in now.arms_texts.items() if k not in LANGUAGES}
            texts = resting | {k: v for k, v in texts.items() if v}
            identity.keep(replace(now, arms_texts=texts))

    def _take(self, data: bytes) -> None:
        try:
            identity.keep_arms(*identity.read(data))
        except identity.RefusedDrawingError as error:
            self.said["file"] = Message(REFUSED, mapping={"what": error.what})
        except identity.WrongPictureError as error:
            self.said["file"] = WRONG[error.reason]

    def _drop_arms(self) -> None:
        identity.keep_arms(None)

    @property
    def arms_widgets(self) -> Sequence[Widget]:
        own = self.identity.arms_texts
        typed = "arms" in self.request.form
        return [
            Widget(
                "text",
                f"text.{tag}",
                entry.native_name,
                value=self.sent(f"text.{tag}", LONGEST_TEXT) if typed else own.get(tag, ""),
                direction=entry.direction,
                max_length=LONGEST_TEXT,
            )
            for tag, entry in LANGUAGES.items()
        ]

    @property
    def file_error(self) -> str:
        message = self.said.get("file")
        return str(self.translate(message)) if message else ""

    @property
    def usual_text(self) -> str:
        return replace(self.identity, arms_texts={}).arms_text(SOURCE)

    # Colour

    def _keep_colour(self) -> None:
        typed = self._typed_colours
        for name, colour in typed.items():
            if colour is None or (name == "light" and not colour):
                self.said[name] = NO_COLOUR
        for judged in () if self.said else self.judged:
            if judged.shade:
                self.said[judged.mode] = Message(WEAK, mapping={"shade": judged.shade})
        if self.said:
            self.is_previewed = True
            return
        colours = {FIELDS[name]: colour for name, colour in typed.items()}
        identity.keep(replace(identity.identity(), **colours))

    def _drop_colour(self) -> None:
        identity.keep(replace(identity.identity(), accent="", accent_dark=""))

    def _typed(self, name: str) -> str:
        """What stands in a field of a colour; a shade that was offered and taken goes first."""
        form = self.request.form
        if self.is_posted and ("colour" in form or self.is_previewed):
            return self.sent(f"take.{name}", 20) or self.sent(name, 20)
        return getattr(self.identity, FIELDS[name])

    @property
    def _typed_colours(self) -> Mapping[str, str | None]:
        """The colours as ``#rrggbb``, empty for none, None for what is no colour."""
        return {
            name: identity.read_colour(self._typed(name)) if self._typed(name).strip() else ""
            for name in FIELDS
        }

    @property
    def colours(self) -> tuple[str, str]:
        """What the preview shows: as typed, what is not typed as it follows."""
        typed = self._typed_colours
        light = typed["light"] or self.identity.shown_accents[0]
        is_usual = light == identity.LIGHT.usual
        derived = identity.DARK.usual if is_usual else identity.passing(light, identity.DARK)
        return light, typed["dark"] or derived

    @cached_property
    def judged(self) -> Sequence[Judged]:
        modes = (identity.LIGHT, identity.DARK)
        return [self._judge(colour, mode) for colour, mode in zip(self.colours, modes, strict=True)]

    def _judge(self, colour: str, mode: identity.Mode) -> Judged:
        lines = [
            Line(
                str(self.translate(USES[each.use])),
                in_words.decimal(_down(each.value), self.language),
                in_words.decimal(each.needed, self.language),
                each.is_enough,
            )
            for each in identity.ratios(colour, mode)
        ]
        is_good = all(each.is_enough for each in lines)
        return Judged(mode.name, colour, lines, "" if is_good else identity.passing(colour, mode))

    @property
    def colour_widgets(self) -> Sequence[Widget]:
        light = _("district_identity_light", default="Farbe für helle Bildschirme")
        light_help = _(
            "district_identity_light_help",
            default="Für Verweise, Knöpfe und die Linie ganz oben. Zum Beispiel #1a5c3a.",
        )
        dark = _("district_identity_dark", default="Farbe für dunkle Bildschirme")
        dark_help = _(
            "district_identity_dark_help",
            default="Lassen Sie das leer, dann nehmen wir denselben Farbton in hell.",
        )
        return [
            self._text("light", light, self._typed("light"), light_help, 20, True, "ltr"),
            self._text("dark", dark, self._typed("dark"), dark_help, 20, False, "ltr"),
        ]

    @property
    def preview_address(self) -> str:
        return identity.preview_address(self.site_address, *self.colours)

    # All

    def _text(
        self,
        name: str,
        title: Message,
        value: str,
        help_: Message | str = "",
        longest: int = LONGEST_NAME,
        required: bool = False,
        direction: str = "",
    ) -> Widget:
        error = self.said.get(name)
        return Widget(
            "text",
            name,
            self.translate(title),
            help=self.translate(help_) if help_ else "",
            value=value,
            error=self.translate(error) if error else "",
            required=required,
            direction=direction,
            max_length=longest,
        )

    @property
    def form_errors(self):
        return [self._error(name, message) for name, message in self.said.items()]

    def _error(self, name: str, message: Message):
        return ErrorLink(f"f-{name}", self.translate(message))


def _down(ratio: float) -> float:
    """Two digits, never rounded up to what would have been enough."""
    return int(ratio * 100) / 100
