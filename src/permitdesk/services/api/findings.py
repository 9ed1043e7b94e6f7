"""Findings as JSON, as every address of the API shows them."""

from permitdesk.services.findings import Finding


def as_data(finding: Finding, language: str) -> dict[str, object]:
    """A finding as JSON, what it says in one language."""
    place = finding.place
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "place": {"kind": place.kind, "name": place.name, "part": place.part, "title": place.title},
        "message": finding.words(language),
        "said": finding.said(language),
    }
