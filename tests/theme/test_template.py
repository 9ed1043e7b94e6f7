"""Our templates are compiled with their expressions."""

from pathlib import Path

import permitdesk

PACKAGE = Path(permitdesk.__file__).parent
# Fill slots of Plone's main_template, which is compiled the other way.
IN_PLONES_FRAME = {"core/views/jobs.pt"}


def test_all_templates_of_our_frame_are_of_one_kind():
    plain = [
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "import ViewPageTemplateFile" in path.read_text()
    ]
    assert plain == ["theme/template.py"]
    declared = {
        str((path.parent / line.split('"')[1]).relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.zcml")
        for line in path.read_text().splitlines()
        if line.strip().startswith('template="')
    }
    assert declared == IN_PLONES_FRAME
    in_plones_frame = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.pt")
        if "main_template" in path.read_text()
    }
    assert in_plones_frame == IN_PLONES_FRAME
