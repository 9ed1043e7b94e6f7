"""Somebody to whom an applicant gave a code hands in one document, and sees nothing else.

The code is typed and sent by POST; a GET, by whomever, shows an empty question and changes
nothing. A wrong code, one that ended and one of another kind are answered alike.
"""

from collections.abc import Mapping

from plone.protect.interfaces import IDisableCSRFProtection
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import alsoProvides

from permitdesk.casework import applicant
from permitdesk.core import _, in_words, languages, reference, tries
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import Shown, Text, joined
from permitdesk.district import office
from permitdesk.documents import Refused, inspect
from permitdesk.intake import discretion, fingerprint_in_groups, inboxes, too_fast
from permitdesk.theme import ErrorLink, PageTemplate, PublicPage, Widget, private_no_store
from permitdesk.tracking import errand
from permitdesk.tracking.errand import Errand
from permitdesk.tracking.views.documents import FULL, NO_FILE

TRIES = "hand-in"
MISSING = _("intake_code_missing", default="Geben Sie Ihren Code ein.")
MISTYPED = _(
    "intake_code_mistyped",
    default="Im Code ist ein Zeichen falsch. Bitte vergleichen Sie ihn noch einmal.",
)
UNKNOWN = _(
    "tracking_hand_in_unknown",
    default="Dieser Code gilt nicht oder nicht mehr. Bitten Sie die Person, von der Sie ihn haben,"
    " um einen neuen.",
)


class ThirdPartyPage(PublicPage):
    """Asks for the code, then for the file, then says that it came."""

    index = PageTemplate("third_party.pt")
    title = _("tracking_hand_in_title", default="Ein Dokument hochladen")
    referrer_policy = "no-referrer"
    index_page = False
    message: Message | None = None  # what is wrong with the code
    refused: Message | None = None  # what is wrong with the file
    errand: Errand | None = None

    def __call__(self) -> str:
        tag = self.context.getId()
        if not languages.is_known(tag):
            raise NotFound(self.__name__)
        languages.fix(self.request, tag)
        discretion.keep(self.request)
        if self.request.method == "POST":
            self.take()
        self.prepare_response()
        return self.index()

    def prepare_response(self) -> None:
        super().prepare_response()
        private_no_store(self.request.response)

    def take(self) -> None:
        """Find what the code is for, and keep the file where one came along."""
        self.errand = self.found()
        form = self.request.form
        if self.errand is None or self.errand.came or "upload" not in form:
            return
        upload = form.get("file")
        filename = getattr(upload, "filename", None)
        if not filename or not hasattr(upload, "read"):
            self.refused = NO_FILE
            return
        self.refused = too_fast(self.request, 1)
        if self.refused is not None:
            return
        # No cookie counts here: who sends this knows the code.
        alsoProvides(self.request, IDisableCSRFProtection)
        asked = self.errand.requirement
        try:
            found = inspect(upload, filename, asked.formats, asked.limits.bytes)
        except Refused as refusal:
            self.refused = refusal.message
            return
        with found:
            try:
                errand.hand_in(self.site, self.errand, found, self.language)
            except applicant.Full:
                self.refused = FULL

    def found(self) -> Errand | None:
        """What the code that was sent is for; else ``message`` says what is wrong."""
        typed = self.request.form.get("code")
        if not isinstance(typed, str) or not typed.strip():
            self.message = MISSING
            return None
        code = reference.parse_code(typed[:60])
        if code is None:
            self.message = MISTYPED
            return None
        found = errand.find(self.site, code, self.language)
        if found is None:
            self.message = UNKNOWN
            if not tries.wrong(TRIES, self.request):
                self.request.response.setStatus(429)
                self.message = tries.TOO_MANY
        return found

    # -- what the template needs

    @property
    def office_name(self) -> Shown:
        name = office().name
        return name if self.language == SOURCE else Text(name, SOURCE)

    @property
    def address(self) -> str:
        return inboxes.address(self.site, self.language)

    def alternates(self) -> Mapping[str, str]:
        return {tag: inboxes.address(self.site, tag) for tag in languages.LANGUAGES}

    @property
    def came(self) -> inboxes.Came | None:
        return self.errand.came if self.errand is not None else None

    def came_at(self) -> str:
        return in_words.moment(self.came.at, self.language)

    def fingerprint(self) -> str:
        return fingerprint_in_groups(self.came.sha256)

    @property
    def widget(self) -> Widget:
        if self.errand is None:
            return Widget(
                "text",
                "code",
                self.translate(_("tracking_hand_in_code", default="Ihr Code")),
                self.translate(
                    _(
                        "tracking_hand_in_code_help",
                        default="20 Zeichen. Sie haben ihn von der Person bekommen, die Ihr"
                        " Dokument braucht.",
                    )
                ),
                required=True,
                value=self.typed,
                error=self.translate(self.message) if self.message else "",
                autocomplete="off",
                direction="ltr",
            )
        return Widget(
            "upload",
            "file",
            self.errand.title,
            self.help,
            required=True,
            error=self.translate(self.refused) if self.refused else "",
            accept=",".join(self.errand.requirement.formats),
        )

    @property
    def help(self) -> Shown:
        """What the form says about the document; it speaks to the applicant."""
        said = self.translate(_("tracking_hand_in_said", default="Im Antrag steht dazu:"))
        return joined(said, " ", self.errand.help) if self.errand.help else ""

    @property
    def typed(self) -> str:
        typed = self.request.form.get("code") if self.request.method == "POST" else ""
        return typed[:60] if isinstance(typed, str) else ""

    @property
    def errors(self) -> list[ErrorLink]:
        return [ErrorLink(self.widget.id, self.widget.error)] if self.widget.error else []
