"""A service designer configures and publishes services, and is nothing else."""

import pytest
import transaction
from plone.app.testing import TEST_USER_ID, TEST_USER_ROLES, setRoles

from .house import a_model

DESIGNER = ("designer", "Correct-horse-9")


@pytest.fixture
def studio(shipped):
    setRoles(shipped.portal, TEST_USER_ID, ["Manager"])
    roles = ["Member", "Service Designer"]
    shipped.portal.acl_users.userFolderAddUser(*DESIGNER, roles, [])
    setRoles(shipped.portal, TEST_USER_ID, TEST_USER_ROLES)
    transaction.commit()
    return shipped


@pytest.mark.parametrize(
    "page",
    [
        "/services",
        "/services/contact/fields",
        "/services/contact/edit",
        "/services/contact/@@revisions",
    ],
)
def test_a_designer_reaches_the_screens(studio, page):
    assert studio.page("GET", page, by=DESIGNER).status_code == 200


def test_a_designer_changes_publishes_and_takes_back(studio):
    path = "/services/contact"
    changed = studio.ask(
        "PATCH", path, by=DESIGNER, json={"fields_model": a_model(), "hints": "[]"}
    )
    assert changed.status_code == 204, changed.text
    assert (
        studio.ask("POST", path + "/@publish", by=DESIGNER, json={"reason": "x"}).status_code == 200
    )
    form = studio.ask("GET", path + "/@form").json()
    assert [field["name"] for step in form["steps"] for field in step["fields"]] == ["name"]
    taken_back = studio.ask("POST", path + "/@workflow/retract", by=DESIGNER)
    assert taken_back.status_code == 200, taken_back.text
    assert studio.ask("GET", path + "/@form", by=DESIGNER).status_code != 401


def test_a_designer_adds_a_service(studio):
    added = studio.ask(
        "POST", "/services", by=DESIGNER, json={"@type": "Service", "id": "new", "title": "Neu"}
    )
    assert added.status_code == 201, added.text


@pytest.mark.parametrize("place", ["/de", "/office", ""])
def test_a_designer_works_nowhere_else(studio, place):
    for kind in ("Document", "EasyForm", "Desk"):
        body = {"@type": kind, "title": "x"}
        assert studio.ask("POST", place or "/", by=DESIGNER, json=body).status_code in (401, 403)
    assert studio.ask("PATCH", place or "/", by=DESIGNER, json={"title": "x"}).status_code == 401
