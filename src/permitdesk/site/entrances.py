"""The entrances of the home page: an occasion in a life, and what there is for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.guidance import OCCASIONS, PageLink, ServiceLink, pages, service_links

HINTS: dict[str, Message] = {
    "work": _(
        "site_entrance_work",
        default="Sie wollen arbeiten, die Stelle wechseln oder sich selbständig machen.",
    ),
    "study": _(
        "site_entrance_study",
        default="Sie beginnen eine Ausbildung, ein Studium oder einen Sprachkurs.",
    ),
    "family": _(
        "site_entrance_family",
        default="Sie heiraten, bekommen ein Kind oder holen Ihre Familie nach.",
    ),
    "moving": _(
        "site_entrance_moving",
        default="Sie ziehen um, oder eine Auflage in Ihrem Ausweis soll sich ändern.",
    ),
    "settlement": _(
        "site_entrance_settlement",
        default="Sie leben schon länger hier und wollen eine Erlaubnis ohne Ende.",
    ),
    "help": _(
        "site_entrance_help",
        default="Ihr Titel läuft ab, ein Ausweis ist weg, oder Sie haben eine Frage.",
    ),
}
# Which occasion a shipped service belongs to, as long as no guidance page leads to it.
SERVICES = {
    "employment": "work",
    "education": "study",
    "family": "family",
    "conditions": "moving",
    "settlement": "settlement",
    "contact": "help",
}


@dataclass(frozen=True)
class Entrance:
    """A card: its title leads to the first of ``links``; the others stand below."""

    id: str
    title: Message
    hint: Message
    address: str
    links: Sequence[PageLink]


def entrances(language: str) -> Sequence[Entrance]:
    """Only those for which something is published in that language."""
    return arranged(pages(language), service_links(language))


def arranged(published: Iterable[PageLink], services: Iterable[ServiceLink]) -> Sequence[Entrance]:
    """Pure: pages by occasion; a service joins where no page leads to it."""
    published = list(published)
    led_to = {page.service for page in published}
    by_occasion: dict[str, list[PageLink]] = {occasion: [] for occasion in OCCASIONS}
    for page in published:
        for occasion in page.occasions & by_occasion.keys():
            by_occasion[occasion].append(page)
    for service in services:
        if service.id in SERVICES and service.id not in led_to:
            link = PageLink(service.title, service.address, service.summary, service.id)
            by_occasion[SERVICES[service.id]].append(link)
    return [
        Entrance(occasion, OCCASIONS[occasion], HINTS[occasion], links[0].address, links)
        for occasion, links in by_occasion.items()
        if links
    ]
