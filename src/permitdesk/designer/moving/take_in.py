"""A package comes in: first what it would change, then, part by part, what somebody chooses."""

import hashlib
from dataclasses import replace
from functools import cached_property

from AccessControl import getSecurityManager
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.designer.moving.folder_page import Choice, FolderPage
from permitdesk.designer.moving.incoming import packed, unpacked
from permitdesk.designer.views.compare import Told
from permitdesk.services import CONFIGURE, edition_of
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.interfaces import IService
from permitdesk.services.package import MOST_BYTES, UnreadablePackageError, read
from permitdesk.services.taking import PACKAGE, named, offers
from permitdesk.theme import Fact, PageTemplate

NO_FILE = _("designer_file_needed", default="Wählen Sie eine Datei aus.")
LOST = _(
    "designer_take_in_lost",
    default="Das Paket ist nicht mehr vollständig angekommen. Wählen Sie die Datei noch einmal"
    " aus.",
)
OTHER_FILE = _(
    "designer_take_in_other_file",
    default="Das ist eine andere Datei als die, deren Vorschau Sie gesehen haben. Noch ist nichts"
    " übernommen. Sehen Sie sich die neue Vorschau an.",
)


class TakeInPage(FolderPage):
    """Without a file it asks for one; with one it shows the preview. ``take`` takes the ticked
    parts into the service of that name, ``begin`` makes a service of its own of it. A package that
    is too large to wait in the form is chosen once more; ``digest`` says that it is the same."""

    name = "import-service"
    title = _("designer_take_in", default="Paket einlesen")
    index = PageTemplate("take_in.pt")
    files: ServiceFiles | None = None
    pack = digest = ""

    def done(self) -> str | None:
        data = self._sent()
        if data is None:
            return None
        try:
            self.files = read(data)
        except UnreadablePackageError as error:
            for message in error.messages[:20]:
                self.complain(message, "f-file")
            return None
        self.pack, seen = packed(data) or "", self.sent("digest")
        self.digest = hashlib.sha256(data).hexdigest()
        if seen and seen != self.digest:
            self.complain(OTHER_FILE, "begin")
        elif "begin" in self.request.form:
            return self._begin()
        elif "take" in self.request.form and self.service is not None:
            return self.take_ticked(self.service, self.files, PACKAGE)
        return None

    def _sent(self) -> bytes | None:
        held = self.request.form.get("pack")
        if isinstance(held, str) and held:
            data = unpacked(held)
            if data is None:
                self.complain(LOST, "f-file")
            return data
        file = self.request.form.get("file")
        if not getattr(file, "filename", ""):
            self.complain(NO_FILE, "f-file")
            return None
        return file.read(MOST_BYTES + 1)

    @cached_property
    def service(self) -> IService | None:
        """The service of that name here, where the person may change it."""
        found = self.context.get(self.files.id)
        if found is None or not IService.providedBy(found):
            return None
        return found if getSecurityManager().checkPermission(CONFIGURE, found) else None

    @property
    def is_known(self) -> bool:
        return self.files.id in self.context.objectIds()

    @property
    def edition(self) -> str:
        return edition_of(self.service) if self.service is not None else ""

    @property
    def parts_to_choose(self) -> list[Choice]:
        return self.choices(offers(self.service, self.files, PACKAGE))

    @property
    def changes(self) -> list[Told]:
        return self.changes_by(self.service, self.files, PACKAGE)

    @property
    def made_of(self) -> list[Fact]:
        return self.facts(self.files)

    def _begin(self) -> str:
        files = self.files
        if self.is_known:
            # A copy beside the one that is here: its addresses are the other's.
            files = named(self.site, replace(files, slugs={}, former_slugs={}))
        return self.begin_service(files, PACKAGE)

    @property
    def here_already(self) -> str:
        text = _(
            "designer_take_in_known",
            default="Den Dienst „${title}“ gibt es hier schon.",
        )
        mapping = {"title": self.context[self.files.id].Title()}
        return self.translate(Message(text, mapping=mapping))
