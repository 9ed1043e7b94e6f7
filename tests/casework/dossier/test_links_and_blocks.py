"""Staff link cases of a family; a block between separated partners is stronger than everything."""

import pytest
from plone.app.testing import login

from casework_builders import a_case, a_user, an_office
from permitdesk import privacy
from permitdesk.casework.dossier import blocks, history, links, tasks
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


def test_on_separate_desks_nothing_is_left_to_do_but_for_a_deputy(portal, wife, husband):
    login(portal, "anna")
    blocks.set_block(wife, [husband.reference], "Trennung")
    assert not blocks.blocks_of(wife)[0].is_shared
    assert tasks.open_tasks(wife) == ()
    today = clock.today().isoformat()
    login(portal, "chef")
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
