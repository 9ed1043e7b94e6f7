"""Whether the addresses of a service are its own."""

import json
from collections.abc import Iterator

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES, is_tag
from permitdesk.services.addresses import holder_of
from permitdesk.services.findings import BLOCKS, Finding, Place
from permitdesk.services.naming import SLUG
from permitdesk.services.service import Service

_TAKEN = _("services_found_address_taken", default="Die Adresse „${slug}“ hat schon „${other}“.")
_FORMER = _(
    "services_found_address_former",
    default="Die Adresse „${slug}“ hatte früher „${other}“. Wer sie noch hat, käme zum falschen"
    " Dienst.",
)


def clashes(service: Service) -> Iterator[Finding]:
    """Addresses that cannot be, or that lead or led to another service."""
    named = json.loads(service.slugs)
    # Where it has no name, it answers to its id.
    unnamed = {each: service.getId() for each in LANGUAGES if not named.get(each)}
    for language, slug in (named | unnamed).items():
        place = Place("address", str(language))
        if not is_tag(language) or not (language in unnamed or _is_slug(slug)):
            yield _address(
                place,
                _(
                    "services_found_bad_address",
                    default="Die Adresse „${slug}“ geht nicht: Erlaubt sind kleine Buchstaben a bis"
                    " z, Ziffern und Bindestriche.",
                ),
                slug=slug,
            )
            continue
        other, is_now = holder_of(service, language, slug) or (None, False)
        if other is not None:
            message = _TAKEN if is_now else _FORMER
            yield _address(place, message, slug=slug, other=other.getId())


def _is_slug(slug: object) -> bool:
    return isinstance(slug, str) and SLUG.fullmatch(slug) is not None


def _address(place: Place, message: Message, **mapping: object) -> Finding:
    said = {key: str(value) for key, value in mapping.items()}
    return Finding("address", BLOCKS, place, Message(message, mapping=said))
