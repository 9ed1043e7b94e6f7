"""Two at once: what is known of what somebody else changed."""

import importlib
import pkgutil

from plone.dexterity.content import DexterityContent

import permitdesk
from permitdesk.designer.edition import Edit, since

FIRST = Edit("b", "anna", "2026-12-01T08:00:00+00:00", "step", "Ihr Pass")
SECOND = Edit("c", "bert", "2026-12-01T08:05:00+00:00", "question", "Name")


def test_nothing_happened_since_the_edition_of_now():
    assert since("c", (FIRST, SECOND), "c") == ()


def test_what_happened_after_an_edition_newest_first():
    assert since("b", (FIRST, SECOND), "c") == (SECOND,)
    assert since("a", (FIRST, SECOND), "c") == (SECOND, FIRST)


def test_what_was_changed_on_other_ways_is_not_made_up():
    assert since("b", (FIRST, SECOND), "other") is None
    assert since("b", (), "c") is None


def test_going_back_to_an_earlier_edition_counts_from_the_last_time():
    back = Edit("b", "anna", "2026-12-01T08:10:00+00:00", "question", "Name")
    assert since("b", (FIRST, SECOND, back, SECOND), "c") == (SECOND,)


def test_no_content_of_ours_shares_its_annotations_with_others_of_its_kind():
    """zope.annotation looks for ``__annotations__``, which a typed attribute gives to the class."""
    for module in pkgutil.walk_packages(permitdesk.__path__, "permitdesk."):
        importlib.import_module(module.name)
    kinds = [DexterityContent]
    for kind in kinds:
        kinds += kind.__subclasses__()
    ours = [kind for kind in kinds if kind.__module__.startswith("permitdesk.")]
    assert ours
    assert [kind for kind in ours if "__annotations__" in vars(kind)] == []
