"""Staff link cases of a family; a block between separated partners is stronger than everything."""

import pytest
from plone.app.testing import login

from casework_builders import a_case, a_user, an_office
from permitdesk import casework, privacy
from permitdesk.casework import history
from permitdesk.casework.dossier import blocks, links, tasks
from permitdesk.casework.handover.assigning import assign
from permitdesk.casework.office import office
from permitdesk.casework.relatives import relatives
from permitdesk.core import clock
from permitdesk.core.reference import make_reference

FAMILY = {"family": "f" * 32}


@pytest.fixture
def portal(functional):
    an_office(functional["portal"])
    return functional["portal"]


@pytest.fixture
def wife(portal):
    return a_case("Abbas")


@pytest.fixture
def husband(portal, wife):
    return a_case("Zhang")


def told(case):
    return [each.what for each in history.history(case, history.LINK)]


def reasons(case):
    return [each.comment for each in history.history(case, history.LINK)]


def test_a_link_has_a_relation_on_both_sides_and_a_reason(portal, wife, husband):
    login(portal, "chef")
    assert links.link(wife, husband.reference.replace("-", " ").lower(), "child", "Urkunde")
    assert not links.link(wife, husband.reference, "spouse", "Noch einmal")
    (here,), (there,) = links.links_of(wife), links.links_of(husband)
    assert (here.case.reference, here.relation) == (husband.reference, "child")
    assert (there.case.reference, there.relation) == (wife.reference, "parent")
    assert there.made.reason == "Urkunde" and there.made.by == "chef"
    assert told(wife) == [f"Verknüpft mit {husband.reference} (Kind)"]
    assert links.unlink(husband, wife.reference, "Irrtum")
    assert not links.unlink(husband, wife.reference, "Irrtum")
    assert links.links_of(wife) == links.links_of(husband) == []
    assert reasons(wife) == ["Irrtum", "Urkunde"]


def test_nobody_links_or_sees_what_they_may_not_read(portal, wife, husband):
    login(portal, "anna")
    with pytest.raises(links.NotThereError):
        links.link(wife, husband.reference, "spouse", "Urkunde")
    with pytest.raises(links.NotThereError):
        links.link(wife, make_reference("EM", 2026, b"0" * 16), "spouse", "Urkunde")
    with pytest.raises(links.NotThereError):
        links.link(wife, wife.reference, "spouse", "Urkunde")
    login(portal, "chef")
    links.link(wife, husband.reference, "spouse", "Urkunde")
    login(portal, "anna")
    assert links.links_of(wife) == []
    assert not links.unlink(wife, husband.reference, "Weg")
    assert told(wife) == [], "nor in the history"
    login(portal, "chef")
    assert len(links.links_of(wife)) == 1


def test_the_audit_trail_names_no_other_case(portal, wife, husband):
    login(portal, "chef")
    links.link(wife, husband.reference, "spouse", "Urkunde")
    blocks.set_block(wife, [husband.reference], "Trennung")
    for case, other in ((wife, husband), (husband, wife)):
        recorded = list(privacy.trail(clock.today(), case.reference))
        assert {"case.linked", "case.blocked"} <= {each.action for each in recorded}
        assert not any(other.reference in each.why for each in recorded)
        assert not any("Trennung" in each.why for each in recorded)


def test_a_block_ends_links_and_tells_each_side_only_its_own(portal, wife, husband):
    login(portal, "chef")
    links.link(wife, husband.reference, "spouse", "Urkunde")
    login(portal, "anna")
    assert blocks.set_block(wife, [husband.reference], "Frauenhaus am Weiher") == 1
    assert blocks.set_block(wife, [husband.reference], "Noch einmal") == 0
    (block,) = blocks.blocks_of(wife)
    assert (block.is_home, block.other, block.reason) == (True, None, "Frauenhaus am Weiher")

    login(portal, "berta")
    (block,) = blocks.blocks_of(husband)
    assert (block.is_home, block.other, block.reason, block.by) == (False, None, "", "")
    assert told(husband) == ["Sperre gesetzt von einem anderen Vorgang aus"]
    assert not any("Weiher" in each for each in reasons(husband))
    assert [each.who for each in history.history(husband, history.LINK)] == [""]

    login(portal, "chef")
    assert links.links_of(wife) == links.links_of(husband) == []
    with pytest.raises(links.KeptApartError):
        links.link(husband, wife.reference, "spouse", "Doch")
    assert not any("Verknüpft" in each for each in (*told(wife), *told(husband)))


def test_only_the_head_lifts_a_block_and_only_where_it_was_set(portal, wife, husband):
    login(portal, "anna")
    blocks.set_block(wife, [husband.reference], "Trennung")
    (block,) = blocks.blocks_of(wife)
    with pytest.raises(blocks.MayNotLiftError):
        blocks.lift_block(wife, block.id, "Versöhnt")
    login(portal, "chef")
    with pytest.raises(ValueError):
        blocks.lift_block(wife, block.id, "  ")
    assert not blocks.lift_block(husband, block.id, "Versöhnt")
    assert blocks.are_kept_apart(husband.reference, wife.reference)
    assert blocks.lift_block(wife, block.id, "Versöhnt")
    assert not blocks.lift_block(wife, block.id, "Versöhnt")
    assert not blocks.are_kept_apart(husband.reference, wife.reference)
    assert reasons(wife)[0] == "Versöhnt" and reasons(husband)[0] == ""


def test_who_sets_a_block_learns_not_whether_the_other_case_exists(portal, wife, husband):
    login(portal, "anna")
    unknown = make_reference("EM", 2026, b"1" * 16)
    assert blocks.set_block(wife, [unknown, husband.reference], "Trennung") == 2
    one, other = blocks.blocks_of(wife)
    assert one.other is other.other is None
    assert len(set(told(wife))) == 1
    for wrong in ([], ["keine Nummer"], [wife.reference]):
        with pytest.raises(ValueError):
            blocks.set_block(wife, wrong, "Trennung")
    with pytest.raises(ValueError):
        blocks.set_block(wife, [husband.reference], " ")


def test_a_block_in_a_family_divides_all_of_it(portal):
    wife, husband = a_case("Abbas", evidence=FAMILY), a_case("Zhang", evidence=FAMILY)
    child = a_case("Abbas", evidence=FAMILY)
    login(portal, "chef")
    assert len(relatives(child)) == 2
    blocks.set_block(wife, [husband.reference], "Trennung")
    assert [relatives(each) for each in (wife, husband, child)] == [[], [], []]
    assert links.link(child, wife.reference, "parent", "Urkunde"), "what staff know they may link"
    # The next of the family goes where its name leads, not to the family's desk.
    assert a_case("Zuber", evidence=FAMILY).aq_parent.getId() == "l-z"
    assert a_case("Zuber", evidence={"family": "g" * 32}).aq_parent.getId() == "l-z"


def test_a_block_does_not_tell_whether_a_case_exists_or_who_sits_near_it(portal):
    """Nor that a colleague of one's own desk may read it."""
    a_user(portal, "zoe", groups=("caseworkers",))
    wife, near, far = a_case("Abbas"), a_case("Zhang"), a_case("Zuber")
    wife.aq_parent.deputies = []
    near.aq_parent.members = ["berta", "zoe"]
    wife.aq_parent.members = ["anna", "zoe"]
    unknown, seen = make_reference("EM", 2026, b"1" * 16), []
    for reference in (unknown, near.reference, far.reference):
        case = a_case("Abbas")
        login(portal, "anna")
        blocks.set_block(case, [reference], "Trennung")
        (block,) = blocks.blocks_of(case)
        seen.append((block.is_shared, block.other, [t.title for t in tasks.open_tasks(case)]))
        login(portal, "chef")
        (block,) = blocks.blocks_of(case)
        assert block.is_shared == (reference != unknown), "the head knows, and splits them"
    assert seen[0] == seen[1] == seen[2]
    login(portal, "chef")


def test_blocks_of_others_take_nobody_the_means_to_set_one(portal, wife, husband):
    known = office(portal)
    login(portal, "anna")
    blocks.set_block(wife, [husband.reference], "Trennung")
    for number in range(blocks.MOST):
        known._ties.block(make_reference("EM", 2026, bytes([number] * 16)), wife.reference, "x")
    assert blocks.set_block(wife, [make_reference("EM", 2026, b"z" * 16)], "Trennung") == 1


def test_who_sets_many_blocks_a_day_stands_in_the_audit_trail(portal, wife):
    login(portal, "anna")
    others = [make_reference("EM", 2026, bytes([number] * 16)) for number in range(10)]
    blocks.set_block(wife, others[:9], "Trennung")
    assert not [each for each in privacy.trail(clock.today()) if each.action == "blocks.many"]
    blocks.set_block(a_case("Adam"), others[9:], "Trennung")
    (found,) = [each for each in privacy.trail(clock.today()) if each.action == "blocks.many"]
    assert (found.who, found.why) == ("anna", "10 today")


def test_who_may_read_both_is_a_task_for_the_head(portal):
    wife, husband = a_case("Abbas", evidence=FAMILY), a_case("Zhang", evidence=FAMILY)
    assert wife.aq_parent.getId() == husband.aq_parent.getId() == "a-k"
    login(portal, "anna")
    blocks.set_block(wife, [husband.reference], "Trennung")
    assert blocks.blocks_of(wife)[0].is_shared and blocks.blocks_of(husband)[0].is_shared
    (task,) = tasks.open_tasks(wife)
    assert (task.assignee, task.due) == ("chef", clock.today())
    assert "getrennte Ordner" in task.title
    blocks.tell_head(wife)
    assert len(tasks.open_tasks(wife)) == 1, "once is enough"
    assert tasks.open_tasks(husband) == ()


def test_on_separate_desks_nothing_has_to_be_split_but_for_a_deputy(portal, wife, husband):
    login(portal, "anna")
    blocks.set_block(wife, [husband.reference], "Trennung")
    login(portal, "chef")
    assert not blocks.blocks_of(wife)[0].is_shared
    today = clock.today().isoformat()
    a_user(portal, "zoe", groups=("caseworkers",))
    wife.aq_parent.deputies = [f"berta {today} {today}"]
    assert blocks.blocks_of(wife)[0].is_shared


def test_a_case_that_goes_leaves_no_tie(portal, wife, husband):
    login(portal, "chef")
    links.link(wife, husband.reference, "spouse", "Urkunde")
    wife.unindexObject()
    assert office(portal)._ties.linked(husband.reference) == {}


def test_a_case_that_comes_to_a_desk_of_the_other_is_a_task_for_the_head(portal, wife, husband):
    login(portal, "chef")
    blocks.set_block(wife, [husband.reference], "Trennung")
    assert tasks.open_tasks(husband) == ()
    moved = assign(husband, wife.aq_parent, "Vertretung")
    (task,) = tasks.open_tasks(moved)
    assert "getrennte Ordner" in task.title and task.assignee == "chef"


@pytest.fixture
def far(portal):
    """A case in another unit, with another head."""
    unit = casework.add_unit(office(portal), "three", "Sachgebiet 3", ["education"], head="dora")
    casework.add_desk(unit, "all", "Ordner", "A–Z", members=["berta"])
    return a_case("Zhang", prefix="ED", service="education")


def test_the_head_of_the_far_unit_hears_of_a_block_and_not_of_whom(portal, wife, far):
    assert far.aq_parent.aq_parent.getId() == "three"
    login(portal, "anna")
    blocks.set_block(wife, [far.reference], "Frauenhaus am Weiher")
    (task,) = tasks.open_tasks(far)
    assert (task.assignee, task.due, task.given_by) == ("dora", clock.today(), "")
    assert wife.reference not in task.title and "Weiher" not in task.title
    login(portal, "dora")
    (block,) = blocks.blocks_of(far)
    assert (block.other, block.reason, block.by, block.is_shared) == (None, "", "", False)


def test_a_block_between_two_units_is_lifted_by_both_heads(portal, wife, far):
    login(portal, "anna")
    blocks.set_block(wife, [far.reference], "Trennung")
    (block,) = blocks.blocks_of(wife)
    assert not block.needs_both, "who sets it learns nothing of the other case"
    login(portal, "berta")
    with pytest.raises(blocks.MayNotLiftError):
        blocks.lift_block(far, block.id, "Versöhnt")
    login(portal, "chef")
    assert blocks.blocks_of(wife)[0].needs_both
    assert blocks.lift_block(wife, block.id, "Versöhnt, am Weiher") == blocks.AGREED
    assert blocks.lift_block(wife, block.id, "Versöhnt") == blocks.AGREED, "alone, twice"
    assert blocks.are_kept_apart(wife.reference, far.reference)
    asked = [each for each in tasks.open_tasks(far) if "aufheben" in each.title]
    assert [(each.assignee, each.given_by) for each in asked] == [("dora", "")]

    assert blocks.keep_block(wife, block.id) and not blocks.keep_block(wife, block.id)
    assert not [each for each in tasks.open_tasks(far) if "aufheben" in each.title]
    login(portal, "dora")
    assert blocks.lift_block(far, block.id, "Keine Gefahr mehr") == blocks.AGREED
    assert blocks.are_kept_apart(wife.reference, far.reference), "the other one took it back"
    login(portal, "chef")
    assert blocks.blocks_of(wife)[0].is_asked
    assert blocks.lift_block(wife, block.id, "Versöhnt") == blocks.LIFTED
    assert not blocks.are_kept_apart(wife.reference, far.reference)
    # Each side keeps a trace of its own, and of its own alone.
    assert reasons(wife)[:2] == ["Versöhnt", ""] and "Versöhnt, am Weiher" in reasons(wife)
    assert reasons(far)[:2] == ["", "Keine Gefahr mehr"]
    assert not {"chef"} & {each.who for each in history.history(far)}
    assert not {"dora"} & {each.who for each in history.history(wife)}


def test_who_agreed_and_leads_no_more_has_not_agreed(portal, wife, far):
    login(portal, "anna")
    blocks.set_block(wife, [far.reference], "Trennung")
    (block,) = blocks.blocks_of(wife)
    login(portal, "chef")
    blocks.lift_block(wife, block.id, "Versöhnt")
    wife.aq_parent.aq_parent.head = "anna"
    login(portal, "dora")
    assert blocks.lift_block(far, block.id, "Versöhnt") == blocks.AGREED
    login(portal, "anna")
    assert blocks.lift_block(wife, block.id, "Versöhnt") == blocks.LIFTED
