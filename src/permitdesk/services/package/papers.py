"""The office's own forms on paper within a package: what is told of them, and the PDFs."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO

from zope.i18n import translate

from permitdesk.core.languages import SOURCE
from permitdesk.services.package.archive import PAPER, PDF
from permitdesk.services.package.refusal import NOT_RIGHT, TOO_LARGE, named
from permitdesk.services.paper import OwnForms
from permitdesk.services.paper_files import TOGETHER, UnfitFormError, looked_at


def papers_of(papers: OwnForms) -> dict[str, object]:
    """What of the forms the files do not say themselves."""
    forms = {
        tag: {"filename": each.filename, "day": each.day} for tag, each in papers.forms.items()
    }
    return {"instead": papers.instead, "forms": forms}


def read_papers(
    data: Mapping, members: Mapping[str, bytes], problems: list
) -> tuple[OwnForms, dict[str, bytes]]:
    """The forms, each looked at as one that comes by the page, and the PDFs by their SHA-256."""
    told, found, pdfs = data.get("forms", {}), OwnForms(), {}
    instead = data.get("instead", False)
    there = {match[1] for name in members if (match := PDF.fullmatch(name))}
    is_right = isinstance(told, dict) and set(told) == there and isinstance(instead, bool)
    if not is_right or set(data) - {"instead", "forms"}:
        problems.append(named(NOT_RIGHT, PAPER))
        return found, pdfs
    for tag, each in told.items():
        if not isinstance(each, dict) or not all(isinstance(v, str) for v in each.values()):
            problems.append(named(NOT_RIGHT, f"{PAPER}: {tag}"))
            continue
        name = f"paper_forms/{tag}.pdf"
        try:
            form, kept = looked_at(
                BytesIO(members[name]), each.get("filename", ""), each.get("day", "")
            )
        except UnfitFormError as error:
            problems.append(f"{name}: {translate(error.message, target_language=SOURCE)}")
            continue
        found, pdfs[form.sha256] = found.put(tag, form), kept
    if found.size > TOGETHER:
        problems.append(TOO_LARGE)
    return replace(found, instead=instead), pdfs
