"""The one step that stands first on a case's page."""

import pytest

from permitdesk.casework.case_page.next_step import Standing, next_step


@pytest.mark.parametrize(
    ("case", "way"),
    [
        (Standing("received"), "take_up"),
        (Standing("received", is_contact=True), "#contact"),
        (Standing("in_review", unread=True, lacks=True), "#checklist"),
        (Standing("in_review", lacks=True), "#request"),
        (Standing("in_review", asked=True), None),
        (Standing("in_review"), "/@@decide"),
        (Standing("documents_requested", asked=True), None),
        (Standing("documents_requested", unread=True), "#checklist"),
        (Standing("documents_requested"), "resume_review"),
        (Standing("hearing"), "/@@hearing-answer"),
        (Standing("hearing", heard=True), "/@@decide"),
        (Standing("decided", decided=True), "#letters"),
        (Standing("decided", decided=True, draft="3"), "/@@letter/3"),
        (Standing("decided", decided=True, written=True), "/@@record-delivery"),
        (Standing("decided", decided=True, written=True, tried="k"), "/@@delivery/k"),
        (Standing("decided"), None),
        (Standing("delivered", decided=True), "close"),
        (Standing("withdrawn"), "close"),
        (Standing("handed_over"), None),
        (Standing("handed_over", underway=True), "#handing-on"),
        (Standing("closed"), None),
    ],
)
def test_each_stage_has_its_step(case, way):
    found = next_step(case)
    assert getattr(found, "way", found) == way
