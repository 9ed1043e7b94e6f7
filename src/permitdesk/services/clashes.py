"""Whether the addresses of a service are its own."""

import json
import re
from collections.abc import Iterator

from plone import api
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import LANGUAGES
from permitdesk.services.addresses import all_services, former_slugs, slug_of
from permitdesk.services.findings import BLOCKS, Finding, Place
from permitdesk.services.service import Service

# Part of an address: nothing that leads elsewhere.
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def clashes(service: Service) -> Iterator[Finding]:
    """Addresses that cannot be, or that lead or led to another service."""
    site = api.portal.get()
    for language, slug in json.loads(service.slugs).items():
        place = Place("address", str(language))
        if language not in LANGUAGES or not isinstance(slug, str) or not _SLUG.fullmatch(slug):
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
        for other in all_services(site):
            if other.getId() == service.getId():
                continue
            if slug_of(other, language) == slug:
                yield _address(
                    place,
                    _(
                        "services_found_address_taken",
                        default="Die Adresse „${slug}“ hat schon „${other}“.",
                    ),
                    slug=slug,
                    other=other.getId(),
                )
            elif slug in former_slugs(other, language):
                yield _address(
                    place,
                    _(
                        "services_found_address_former",
                        default="Die Adresse „${slug}“ hatte früher „${other}“. Wer sie noch hat,"
                        " käme zum falschen Dienst.",
                    ),
                    slug=slug,
                    other=other.getId(),
                )


def _address(place: Place, message: Message, **mapping: object) -> Finding:
    said = {key: str(value) for key, value in mapping.items()}
    return Finding("address", BLOCKS, place, Message(message, mapping=said))
