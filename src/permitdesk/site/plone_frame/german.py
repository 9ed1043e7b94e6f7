"""Plone's own screens speak German, in the folder of whatever language: those who work on them do,
and Plone knows its words in few of our languages. What is written there keeps its language."""

from permitdesk.access import is_visitor
from permitdesk.core import languages
from permitdesk.core.interfaces import IPermitdeskLayer

_SCREENS = {
    "edit",
    "folder_contents",
    "sharing",
    "delete_confirmation",
    "folder_rename_form",
    "object_rename",
    "content_status_history",
    "render-toolbar",
    "historyview",
    "manage-aliases",
    "add_translations",
    "manage_translations",
}


def speak_german(event) -> None:
    """After traversal, when it is known who asks for what."""
    request = event.request
    if IPermitdeskLayer.providedBy(request) and _is_screen(request) and not is_visitor():
        languages.fix(request, languages.SOURCE)


def _is_screen(request) -> bool:
    steps = request.get("ACTUAL_URL", "").rstrip("/").split("/")
    return steps[-1].removeprefix("@@") in _SCREENS or any(
        step.startswith("++add++") for step in steps
    )
