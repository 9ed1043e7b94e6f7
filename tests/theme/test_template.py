"""Our templates are compiled with their expressions."""

from pathlib import Path

from chameleon.utils import Scope

import permitdesk
from permitdesk.theme.template import copied

PACKAGE = Path(permitdesk.__file__).parent


def test_all_templates_of_our_frame_are_of_one_kind():
    plain = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "import ViewPageTemplateFile" in path.read_text()
    }
    assert plain == {"theme/template.py"}
    declared = {
        str((path.parent / line.split('"')[1]).relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.zcml")
        for line in path.read_text().splitlines()
        if line.strip().startswith('template="')
    }
    assert declared == set()
    in_plones_frame = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.pt")
        if "main_template" in path.read_text()
    }
    assert in_plones_frame == set()  # Plone's main_template is compiled the other way


def test_a_copied_scope_is_what_chameleon_would_copy(portal):
    scope = Scope({"view": "v", "title": "outside"})
    inner = scope.copy()
    inner["title"] = "inside"
    inner.set_global("everywhere", "g")
    ours, theirs = copied(inner), Scope._old_copy(inner)
    assert list(ours.items()) == list(theirs.items())
    assert list(ours) == list(theirs)
    assert ours["title"] == "inside"
    assert ours["everywhere"] == "g"
    assert ours._root is theirs._root is scope

    ours["title"] = "deeper"
    assert (inner["title"], scope["title"]) == ("inside", "outside")
    ours.set_global("late", "l")
    assert (scope["late"], inner["late"]) == ("l", "l")


def test_templates_use_it(portal):
    assert Scope.copy is copied
