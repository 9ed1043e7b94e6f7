"""``manifest.json``: what a service is called and how it is set."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from zope.i18nmessageid import Message

from permitdesk.core.languages import is_tag
from permitdesk.services.compose import ServiceFiles
from permitdesk.services.definition import MOST_FILES, MOST_MEGABYTES, USUAL
from permitdesk.services.interfaces import KINDS
from permitdesk.services.naming import PREFIX, SLUG
from permitdesk.services.package.refusal import FOREIGN, NOT_READABLE, NOT_RIGHT, named

FORMAT = "permitdesk-service-1"
NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
LONGEST_NAME = 80
_PARTS = frozenset(
    (
        *("format", "id", "title", "kind", "reference_prefix", "accepts_applications", "fees"),
        *("limits", "slugs", "former_slugs"),
    )
)


def manifest_of(files: ServiceFiles) -> dict[str, object]:
    return {
        "format": FORMAT,
        "id": files.id,
        "title": files.title,
        "kind": files.kind,
        "reference_prefix": files.reference_prefix,
        "accepts_applications": files.accepts_applications,
        "fees": files.fees.split(),
        "limits": asdict(files.limits),
        "slugs": dict(files.slugs),
        "former_slugs": {tag: list(names) for tag, names in files.former_slugs.items()},
    }


def problems_of(manifest: Mapping) -> Iterator[Message]:
    if manifest.get("format") != FORMAT:
        yield NOT_READABLE
        return
    fits = {
        "id": _is_name(manifest.get("id"), NAME),
        "title": isinstance(manifest.get("title"), str)
        and bool(manifest["title"].strip())
        and len(manifest["title"]) <= 300,
        "kind": manifest.get("kind") in KINDS,
        "reference_prefix": _is_name(manifest.get("reference_prefix"), PREFIX),
        "accepts_applications": isinstance(manifest.get("accepts_applications", True), bool),
        "fees": _are_names(manifest.get("fees", [])),
        "limits": _are_limits(manifest.get("limits", asdict(USUAL))),
        "slugs": _are_addresses(manifest.get("slugs", {}), lambda slug: _is_name(slug, SLUG)),
        "former_slugs": _are_addresses(manifest.get("former_slugs", {}), _are_names),
    }
    for name, is_right in fits.items():
        if not is_right:
            yield named(NOT_RIGHT, f"manifest.json: {name}")
    for name in manifest:
        if name not in _PARTS:
            yield named(FOREIGN, f"manifest.json: {name[:60]}")


def _is_name(value: object, form: re.Pattern) -> bool:
    return (
        isinstance(value, str) and len(value) <= LONGEST_NAME and form.fullmatch(value) is not None
    )


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(_is_name(each, NAME) for each in value)


def _are_limits(value: object) -> bool:
    most = {"files": MOST_FILES, "megabytes": MOST_MEGABYTES}
    return isinstance(value, dict) and all(
        name in most and type(number) is int and 1 <= number <= most[name]
        for name, number in value.items()
    )


def _are_addresses(value: object, fits) -> bool:
    return isinstance(value, dict) and all(is_tag(tag) and fits(v) for tag, v in value.items())
