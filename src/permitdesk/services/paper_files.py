"""The files of an office's own forms on paper: how they come in, and where they lie.

Which there are is JSON at the service and part of what is published (``paper``). The bytes lie
beside it by their SHA-256, as long as a state of the service names them.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import BinaryIO

from persistent.mapping import PersistentMapping
from ZODB.blob import Blob
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.documents import Refused, inspect, scanner
from permitdesk.services.paper import OwnForm, OwnForms, paper_forms

PDF = "application/pdf"
LARGEST, TOGETHER = 3 * 1024**2, 6 * 1024**2  # bytes of one, of all of a service: a package has 8
_NOT_SCANNED = _(
    "services_paper_not_scanned",
    default="Der Virenscanner antwortet gerade nicht. Versuchen Sie es später noch einmal.",
)
_TOO_MUCH = _(
    "services_paper_too_much",
    default="Alle Formulare eines Dienstes dürfen zusammen höchstens ${limit} MB groß sein.",
)
_BAD_DAY = _("services_availability_day", default="Das ist kein Datum.")


class UnfitFormError(ValueError):
    """A form that is not taken; ``message`` says why, for people."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def paper_forms_of(service) -> OwnForms:
    """Those of the working state."""
    return paper_forms(json.loads(service.paper_forms))


def looked_at(stream: BinaryIO, filename: str, day: str) -> tuple[OwnForm, bytes]:
    """A form that somebody brings, and what of it is kept. Raises ``UnfitFormError`` for anything
    but a whole, harmless PDF."""
    try:
        if date.fromisoformat(day).isoformat() != day:
            raise ValueError
    except (TypeError, ValueError) as error:
        raise UnfitFormError(_BAD_DAY) from error
    try:
        with inspect(stream, filename, (PDF,), LARGEST) as found:
            if found.scan == scanner.UNSCANNED:
                raise UnfitFormError(_NOT_SCANNED)
            data = found.kept.read()
            form = OwnForm(found.filename, day, found.kept_sha256, len(data), found.pages)
            return form, data
    except Refused as refused:
        raise UnfitFormError(refused.message) from refused


def keep_form(service, tag: str, form: OwnForm, data: bytes) -> None:
    """Make it the service's form in a language or for all. Raises ``UnfitFormError``."""
    keep_forms(service, paper_forms_of(service).put(tag, form), lambda sha256: data)


def drop_form(service, tag: str) -> None:
    """Take away the form in a language; where there is none nothing changes."""
    keep_forms(service, paper_forms_of(service).put(tag, None), partial(bytes_of, service))


def let_stand_instead(service, instead: bool) -> None:
    """Whether these stand instead of the one that the portal draws."""
    forms = replace(paper_forms_of(service), instead=instead)
    keep_forms(service, forms, partial(bytes_of, service))


def keep_forms(service, forms: OwnForms, given: Callable[[str], bytes]) -> None:
    """Make these the forms of the working state; ``given`` gives what is not here yet. Raises
    ``UnfitFormError`` where they are too large together."""
    if forms.size > TOGETHER:
        raise UnfitFormError(Message(_TOO_MUCH, mapping={"limit": TOGETHER // 1024**2}))
    if service.paper_files is None:
        if not forms.forms:
            return
        service.paper_files = PersistentMapping()
    for each in forms.forms.values():
        if each.sha256 not in service.paper_files:
            blob = Blob()
            with blob.open("w") as kept:
                kept.write(given(each.sha256))
            service.paper_files[each.sha256] = blob
    service.paper_forms = forms.text()
    _forget_others(service)


def bytes_of(service, sha256: str) -> bytes:
    """Raises KeyError where no state of the service names it."""
    with (service.paper_files or {})[sha256].open("r") as kept:
        return kept.read()


def _forget_others(service) -> None:
    """The files that no state names any more."""
    named = {sha256 for state in _states(service) for sha256 in _named(state)}
    for sha256 in set(service.paper_files) - named:
        del service.paper_files[sha256]


def _states(service) -> Iterator[Mapping]:
    yield json.loads(service.paper_forms)
    for frozen in (*service.revisions.values(), service.asked_state, service.set_aside):
        if frozen is not None:
            yield json.loads(frozen.manifest).get("paper_forms", {})


def _named(forms: Mapping) -> Iterator[str]:
    for each in forms.get("forms", {}).values():
        yield each["sha256"]
