"""Links and blocks as bookkeeping: whatever is done in whatever order, a block is stronger."""

from hypothesis import given
from hypothesis import strategies as st

from permitdesk.casework.ties import Ties

CASES = ("A", "B", "C", "D")
pairs = st.tuples(st.sampled_from(CASES), st.sampled_from(CASES))
doing = st.lists(
    st.tuples(st.sampled_from(("link", "unlink", "block", "lift", "forget")), pairs), max_size=40
)


def done(ties, steps):
    """Do it all; the blocks that hold then, as (home, other)."""
    holding = set()
    for number, (what, (one, other)) in enumerate(steps):
        if what == "link":
            ties.link(one, other, "child", "parent")
        elif what == "unlink":
            ties.unlink(one, other)
        elif what == "block":
            if ties.block(one, other, str(number)):
                holding.add((one, other))
        elif what == "lift":
            for home, far, id_ in ties.blocks(one):
                if (home, far) == (one, other):
                    assert ties.lift(one, id_) == other
                    holding.discard((one, other))
        else:
            ties.forget(one)
            holding = {each for each in holding if one not in each}
    return holding


@given(doing)
def test_no_sequence_shows_a_link_that_a_block_keeps_apart(steps):
    ties = Ties()
    holding = done(ties, steps)
    for one in CASES:
        for other in CASES:
            apart = (one, other) in holding or (other, one) in holding
            assert ties.are_blocked(one, other) == ties.are_blocked(other, one) == apart
            assert not (apart and other in ties.linked(one))
            assert not (apart and ties.link(one, other, "spouse", "spouse"))
            assert ties.divide({one, other}) == apart


@given(doing)
def test_links_have_two_sides_and_nothing_is_kept_of_what_is_gone(steps):
    ties = Ties()
    done(ties, steps)
    for one in CASES:
        for other, relation in ties.linked(one).items():
            inverse = {"child": "parent", "parent": "child"}[relation]
            assert ties.linked(other)[one] == inverse
    for one in CASES:
        ties.forget(one)
    assert list(ties._links) == list(ties._blocks) == [""]


@given(doing)
def test_a_block_ends_the_link_for_good(steps):
    ties = Ties()
    done(ties, steps)
    ties.link("A", "B", "spouse", "spouse")
    ties.block("B", "A", "x")
    for home, _far, id_ in (*ties.blocks("A"), *ties.blocks("B")):
        ties.lift(home, id_)
    assert not ties.are_blocked("A", "B")
    assert "B" not in ties.linked("A")


def test_who_set_a_block_twice_has_one_and_both_sides_lift_their_own():
    ties = Ties()
    assert ties.block("A", "B", "1")
    assert not ties.block("A", "B", "2")
    assert ties.block("B", "A", "3")
    assert ties.lift("B", "1") == "", "it was set on the other side"
    assert ties.lift("A", "1") == "B"
    assert ties.are_blocked("A", "B"), "the other side's still holds"
    assert ties.lift("B", "3") == "A"
    assert not ties.are_blocked("A", "B")


def test_two_agree_to_lift_a_block_and_lifting_forgets_it():
    ties = Ties()
    ties.block("a", "b", "id")
    assert ties.agree("id", "chef") and not ties.agree("id", "chef")
    assert ties.agree("id", "dora") and set(ties.agreed("id")) == {"chef", "dora"}
    assert ties.agree("id", "chef", False) and ties.agreed("id") == ("dora",)
    ties.lift("a", "id")
    assert ties.agreed("id") == ()
