"""Where services are: the list of them, their slugs, their readable addresses."""

import json

from zope.component.hooks import getSite

from permitdesk.core.languages import SOURCE
from permitdesk.services.revision import published, published_slugs
from permitdesk.services.service import Service

FOLDER = "services"
# The word in the address between the language and the service's own name.
WORDS = {SOURCE: "antrag"}
WORD = "apply"
FORM = "form.pdf"  # below a service's address
OWN_FORM = "office-form.pdf"  # the office's own, where it has one


def all_services(site, drafts: bool = False) -> tuple[Service, ...]:
    """The published services in their order; with ``drafts`` those in preparation too."""
    folder = site.get(FOLDER)
    if folder is None:
        return ()
    return tuple(
        service
        for service in folder.objectValues()
        if isinstance(service.aq_base, Service) and (drafts or service.published_number is not None)
    )


def service_by_id(site, id_: str) -> Service | None:
    """The service of this id, published or in preparation."""
    folder = site.get(FOLDER)
    found = folder.get(id_) if folder is not None and id_ else None
    return found if found is not None and isinstance(found.aq_base, Service) else None


def service_by_slug(site, language: str, slug: str, offline: bool = False) -> Service | None:
    """The published service at an address of that language, or None; with ``offline`` also one
    that was taken offline.

    An address that a service had once leads to it still, unless another has it now.
    """
    services = all_services(site, drafts=offline)
    now = (each for each in services if slug_of(each, language) == slug)
    once = (each for each in services if slug in former_slugs(each, language))
    return next(now, None) or next(once, None)


def former_slugs(service: Service, language: str) -> set[str]:
    """Every name under which the service may be known in a language: those of all that was
    published, those that it shipped with in an earlier version, and its id."""
    shipped = json.loads(service.former_slugs).get(language, ())
    once = (slugs.get(language) for slugs in published_slugs(service))
    return {service.getId(), *shipped, *filter(None, once)}


def holder_of(service: Service, language: str, slug: str) -> tuple[Service, bool] | None:
    """Another published service that stands in the way of a slug, and whether it has it now or
    had it once; None where the service can have it."""
    others = [each for each in all_services(getSite()) if each.getId() != service.getId()]
    now = ((each, True) for each in others if slug_of(each, language) == slug)
    once = ((each, False) for each in others if slug in former_slugs(each, language))
    return next(now, None) or next(once, None)


def slug_of(service: Service, language: str) -> str:
    """The service's name in addresses of that language; its id where it has none."""
    revision = published(service)
    return (revision.slugs.get(language) if revision else None) or service.getId()


def word_of(language: str) -> str:
    """The word that stands before the slug: ``antrag`` in German, ``apply`` elsewhere."""
    return WORDS.get(language, WORD)


def form_address(service: Service, language: str) -> str:
    """The absolute address of the form on paper: the one that the portal draws, the language beside
    the German; the office's own, where that stands instead."""
    revision = published(service)
    forms = revision.paper_forms if revision is not None else None
    is_own = forms is not None and forms.instead and forms.of(language) is not None
    return own_form_address(service, language) if is_own else f"{address(service, language)}/{FORM}"


def own_form_address(service: Service, language: str) -> str:
    """The absolute address of the office's own form on paper."""
    return f"{address(service, language)}/{OWN_FORM}"


def address(service: Service, language: str) -> str:
    """The absolute address of the service's start page in a language."""
    site = getSite().absolute_url()
    return f"{site}/{language}/{word_of(language)}/{slug_of(service, language)}"
