"""Doubts about rules, told before a case meets them."""

import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permitdesk.casework.name_key import name_key
from permitdesk.casework.routing.checking import (
    ENDED,
    GAP,
    NEVER,
    NO_DESK,
    NO_GROUND,
    ORIGIN,
    OVERLAP,
    UNREACHABLE,
    Finding,
    Known,
    check,
)
from permitdesk.casework.routing.circumstances import ELSE
from permitdesk.casework.routing.deciding import route
from permitdesk.casework.routing.facts import Facts
from routing_builders import KOBLENZ, WUNSIEDEL, by_name, rules, to

TODAY = date(2026, 3, 2)
slowly = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
UKRAINE = {"field": "nationality", "in": ["UKR"]}


def found(some, known=None):
    return check(some, TODAY, known)


def test_gaps_overlaps_and_unreachable_ranges_are_reported():
    assert found(rules(all="A–Z")) == []
    assert found(rules(**KOBLENZ)) == [Finding(GAP, "a", "a ")]
    assert found(rules(one="A", two="C–Z")) == [Finding(GAP, "b", "b")]
    assert found(rules(one="A–M", two="M–Z")) == [
        Finding(OVERLAP, "m", "m", ("one", "two"), "names")
    ]
    assert Finding(UNREACHABLE, "b", "b", ("two",), "names") in found(
        rules(one="B", two="B", three="A–Z")
    )
    assert found(rules(one="Aa–Az, B–Z")) == [Finding(GAP, "a", "a ")]


def test_wunsiedel_as_published_has_its_gaps():
    published = rules(
        **WUNSIEDEL, r4="C–G", r5="H–Kas", r6="Kat–Ma", r7="Mb–Mz", r8="N–Sh", r9="Si–U"
    )
    assert found(published) == [Finding(GAP, "b", "b"), Finding(GAP, "v", "z")]


def test_a_rule_behind_one_for_everybody_never_decides():
    assert found(rules(to("a"), to("b", id_="late"))) == [Finding(NEVER, rule="late")]
    family = {"field": "service", "is": "family"}
    assert found(rules(to("a"), to("b", id_="late", condition=family))) == [
        Finding(NEVER, rule="late")
    ]
    assert found(rules(to("b", condition=family), to("a", id_="rest"))) == []


def test_a_rule_whose_names_were_all_taken_before_never_decides():
    some = rules(by_name("first", one="A–Z"), by_name("second", two="C–D"))
    assert found(some) == [Finding(NEVER, rule="second")]
    some = rules(by_name("first", one="A–C"), by_name("second", two="B", three="D–Z"))
    assert found(some) == [Finding(UNREACHABLE, "b", "b", ("two",), "second")]


def test_a_gap_of_some_says_whose_it_is():
    town = {"field": "municipality", "in": ["a", "b"]}
    other = {"field": "municipality", "in": ["c"]}
    some = rules(by_name("one", town, x="A–Z"), by_name("two", other, y="A–K"))
    gaps = found(some)
    assert Finding(GAP, "l", "z", only=(("municipality", "c"),)) in gaps
    assert all(gap.only[0][1] not in ("a", "b") for gap in gaps)
    # Where the rules name all answers that there are, there is no gap of others.
    known = Known(options={"municipality": frozenset("abc")})
    assert found(some, known) == [Finding(GAP, "l", "z", only=(("municipality", "c"),))]


def test_a_condition_on_an_amount_may_hold_or_not():
    rich = {"field": "gross_salary_year", "at_least": 50000}
    assert found(rules(to("a", condition=rich), to("b", id_="rest"))) == []
    (gap,) = found(rules(to("a", condition=rich)))
    assert (gap.kind, gap.first, gap.last) == (GAP, "a", "z")


def test_rules_too_many_to_go_through_are_checked_for_everybody():
    many = [to(f"d{n}", id_=f"r{n}", condition={"field": f"f{n}", "is": "x"}) for n in range(20)]
    assert found(rules(*many, rest="A–M")) == [Finding(GAP, "n", "z")]


@pytest.mark.parametrize(
    "condition, ground, kind",
    [
        (UKRAINE, "", ORIGIN),
        (UKRAINE, "temporary-protection", None),
        (UKRAINE, "association-eu-turkey", ORIGIN),  # the ground is about others
        ({"field": "nationality", "is_not": "UKR"}, "temporary-protection", ORIGIN),
        ({"field": "nationality", "in": ["UKR", "SYR"]}, "temporary-protection", ORIGIN),
        ({"field": "nationality", "in": {"list": "free-movement"}}, "free-movement", None),
        ({"field": "contact_language", "is": "ar"}, "", ORIGIN),
        ({"field": "birth_country", "in": ["UKR"]}, "temporary-protection", ORIGIN),
        (UKRAINE, "made-up", NO_GROUND),
        ({"any": [{"field": "service", "is": "x"}, UKRAINE]}, "", ORIGIN),
    ],
)
def test_nationality_counts_only_where_the_law_differs(condition, ground, kind):
    known = Known(origin=frozenset({"nationality", "contact_language", "birth_country"}))
    some = rules(to("a", condition=condition, ground=ground), to("b", id_="rest"))
    forbidden = [each.kind for each in found(some, known) if each.forbids]
    assert forbidden[:1] == ([kind] if kind else [])


def test_a_legal_ground_that_has_ended_forbids():
    some = rules(to("a", condition=UKRAINE, ground="temporary-protection"), to("b", id_="rest"))
    assert [each.kind for each in check(some, date(2028, 1, 1)) if each.forbids] == [ENDED]


def test_a_desk_that_does_not_exist_forbids():
    (finding,) = found(rules(to("a", "x")), Known(frozenset(("a", "inbox"))))
    assert (finding.kind, finding.desks, finding.forbids) == (NO_DESK, ("x",), True)
    off = rules(to("a", "x", active=False), to("a", id_="rest"))
    assert found(off, Known(frozenset(("a", "inbox")))) == []
    assert found(rules(to("a")), Known(frozenset("a"))) == [Finding(NO_DESK, desks=("inbox",))]


letters = st.text(string.ascii_lowercase, min_size=1, max_size=3)
bounds = st.tuples(letters, letters).map(sorted).map(lambda pair: f"{pair[0]}–{pair[1]}")
some_ranges = st.lists(st.lists(bounds, max_size=3), min_size=1, max_size=4).map(
    lambda desks: rules(**{f"d{n}": ", ".join(ranges) for n, ranges in enumerate(desks) if ranges})
)
surnames = st.text(string.ascii_letters + " -'äöüßøłé", max_size=12)


def within(key, finding):
    low, high = finding.first, finding.last
    return key >= low and (key[: len(high)] <= high or high == "z")


@slowly
@given(surnames, some_ranges)
def test_a_name_goes_to_the_inbox_exactly_in_a_gap(name, some):
    key = name_key(name)
    gaps = [finding for finding in found(some) if finding.kind == GAP]
    in_gap = any(within(key, gap) for gap in gaps)
    assert (route(Facts(name), some, TODAY).desk == "inbox") == (in_gap or not key)


@slowly
@given(surnames, some_ranges)
def test_no_two_desks_get_a_name_silently(name, some):
    key = name_key(name)
    holding = {
        share.desks
        for rule in some.rules
        for share in rule.shares
        if any(range_.holds(key) for range_ in share.ranges)
    }
    if len(holding) > 1:
        overlaps = [each for each in found(some) if each.kind == OVERLAP]
        assert any(within(key, each) for each in overlaps)


towns = st.sampled_from(["a", "b", "c"])
town_rules = st.lists(
    st.tuples(st.sets(towns, min_size=1), st.lists(bounds, min_size=1, max_size=3)), max_size=4
).map(
    lambda listed: rules(
        *(
            by_name(
                f"r{n}",
                {"field": "municipality", "in": sorted(those)},
                **{f"d{n}-{m}": each for m, each in enumerate(ranges)},
            )
            for n, (those, ranges) in enumerate(listed)
        )
    )
)


@slowly
@given(surnames, towns, town_rules)
def test_gaps_of_some_are_theirs_exactly(name, town, some):
    key = name_key(name)
    known = Known(options={"municipality": frozenset("abc")})
    named = {value for rule in some.rules for value in rule.condition.value}
    mine = (("municipality", town if town in named else ELSE),)
    gaps = [gap for gap in found(some, known) if gap.kind == GAP and gap.only in ((), mine)]
    in_gap = any(within(key, gap) for gap in gaps)
    decision = route(Facts(name, {"municipality": town}), some, TODAY)
    assert (decision.desk == "inbox") == (in_gap or not key)


@slowly
@given(surnames, towns, town_rules)
def test_what_is_said_never_to_decide_never_does(name, town, some):
    known = Known(options={"municipality": frozenset("abc")})
    never = {each.rule for each in found(some, known) if each.kind == NEVER}
    assert route(Facts(name, {"municipality": town}), some, TODAY).rule not in never
