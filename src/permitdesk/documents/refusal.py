"""Why a file is not taken, in words a person can act on."""

from zope.i18nmessageid import Message

from permitdesk.core import _

# By reason. Each text says what is wrong and what to do instead.
REASONS: dict[str, Message] = {
    "empty": _(
        "documents_empty",
        default="Die Datei ist leer. Öffnen Sie die Datei auf Ihrem Gerät, prüfen Sie sie und"
        " wählen Sie sie noch einmal aus.",
    ),
    "too-large": _(
        "documents_too_large",
        default="Die Datei ist größer als ${limit} MB. Machen Sie ein Foto mit kleinerer"
        " Auflösung, oder teilen Sie das PDF in mehrere Dateien.",
    ),
    "unknown": _(
        "documents_unknown",
        default="Diese Art von Datei können wir nicht lesen. Wir nehmen: ${formats}. Speichern Sie"
        " das Dokument als PDF, oder fotografieren Sie es.",
    ),
    "infected": _(
        "documents_infected",
        default="In dieser Datei hat unser Virenscanner ein Schadprogramm gefunden. Wir haben sie"
        " nicht gespeichert. Prüfen Sie Ihr Gerät. Fotografieren Sie das Dokument neu, am besten"
        " mit einem anderen Gerät.",
    ),
    "wrong-format": _(
        "documents_wrong_format",
        default="Die Datei hat das Format ${found}. Für diese Unterlage nehmen wir: ${formats}.",
    ),
    "not-a-pdf": _(
        "documents_not_a_pdf",
        default="Die Datei heißt PDF, ist aber keines. Speichern Sie das Dokument noch einmal"
        " als PDF, oder fotografieren Sie es.",
    ),
    "damaged-pdf": _(
        "documents_damaged_pdf",
        default="Das PDF ist beschädigt oder nicht vollständig. Laden Sie es noch einmal"
        " herunter oder speichern Sie es neu, und versuchen Sie es dann noch einmal.",
    ),
    "encrypted-pdf": _(
        "documents_encrypted_pdf",
        default="Das PDF ist mit einem Passwort geschützt. Öffnen Sie es, wählen Sie „Drucken“"
        " und „Als PDF speichern“, und laden Sie die neue Datei hoch. Oder fotografieren Sie das"
        " Dokument.",
    ),
    "active-pdf": _(
        "documents_active_pdf",
        default="Das PDF enthält Programme oder angehängte Dateien. So ein PDF nehmen wir aus"
        " Sicherheitsgründen nicht. Öffnen Sie es, wählen Sie „Drucken“ und „Als PDF speichern“,"
        " und laden Sie die neue Datei hoch.",
    ),
    "too-many-pages": _(
        "documents_too_many_pages",
        default="Das PDF hat mehr als ${limit} Seiten. Teilen Sie es in mehrere Dateien, oder"
        " schicken Sie nur die Seiten, die wir brauchen.",
    ),
    "too-complex": _(
        "documents_too_complex",
        default="Die Datei ist zu aufwendig gebaut. Öffnen Sie sie, wählen Sie „Drucken“ und „Als"
        " PDF speichern“, und laden Sie die neue Datei hoch. Oder fotografieren Sie das Dokument.",
    ),
    "damaged-image": _(
        "documents_damaged_image",
        default="Das Bild ist beschädigt oder nicht vollständig. Machen Sie das Foto noch einmal.",
    ),
    "image-too-large": _(
        "documents_image_too_large",
        default="Das Bild hat zu viele Bildpunkte. Machen Sie das Foto mit kleinerer Auflösung.",
    ),
    "two-in-one": _(
        "documents_two_in_one",
        default="In der Datei steckt noch eine andere Datei. So eine Datei nehmen wir aus"
        " Sicherheitsgründen nicht. Fotografieren Sie das Dokument, oder speichern Sie es neu.",
    ),
}


class Refused(ValueError):  # noqa: N818 - the contract's word
    """A file is not taken. ``message`` is the text for the person, ``reason`` a key of REASONS."""

    def __init__(self, reason: str, **values: object) -> None:
        message = REASONS[reason]
        super().__init__(reason)
        self.reason = reason
        self.values = values
        self.message = Message(message, mapping={k: str(v) for k, v in values.items()})
