import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.casework.name_key import DIN_5007_2, name_key, parse_ranges
from permitdesk.casework.routing import (
    BY_NAME,
    NO_MATCH,
    NO_NAME,
    DeskRanges,
    Finding,
    Rules,
    check,
    route,
)


def rules(umlauts="5007-1", **ranges):
    desks = tuple(DeskRanges(desk, parse_ranges(written)) for desk, written in ranges.items())
    return Rules("inbox", desks, umlauts)


WUNSIEDEL = {"r1": "A–Al G", "r2": "Al H–All", "r3": "Alm–Az"}
KOBLENZ = {"one": "B–D", "two": "Ak–Al, E–K", "three": "Am–Az, L–R", "four": "Aa–Aj, S–Z"}


@pytest.mark.parametrize(
    "name, desk",
    [
        ("Abbas", "r1"),
        ("Al-Ghazali", "r1"),
        ("Al Hassan", "r2"),
        ("AlHassan", "r2"),
        ("Alghazali", "r2"),
        ("Ali", "r2"),
        ("Albrecht", "r2"),
        ("Almeida", "r3"),
        ("Äzmi", "r3"),
        ("von Alberti", "r2"),
        ("", "inbox"),
        (" ", "inbox"),
    ],
)
def test_wunsiedel(name, desk):
    assert route(name, rules(**WUNSIEDEL)).desk == desk


def test_wunsiedel_with_umlauts_as_two_letters():
    assert route("Äzmi", rules(DIN_5007_2, **WUNSIEDEL)).desk == "r1"


@pytest.mark.parametrize(
    "name, desk",
    [
        ("Akbari", "two"),
        ("Amin", "three"),
        ("Ajvazi", "four"),
        ("Ben Ali", "one"),
        ("Şahin", "four"),
        ("Шевченко", "inbox"),
    ],
)
def test_koblenz_two_letter_splits(name, desk):
    assert route(name, rules(**KOBLENZ)).desk == desk


def test_a_decision_says_why():
    decision = route("Ali", rules(**WUNSIEDEL))
    assert (decision.rule, decision.reason) == ("r2/Al H–All", BY_NAME)
    assert decision.version == rules(**WUNSIEDEL).version != rules(**KOBLENZ).version
    assert route("Zhang", rules(**WUNSIEDEL)).reason == NO_MATCH
    assert route("", rules(**WUNSIEDEL)).reason == NO_NAME


def test_the_longest_range_wins_whatever_the_order():
    assert route("Schmidt", rules(all="A–Z", sch="Sch")).desk == "sch"
    assert route("Schmidt", rules(a_sch="Sch", z_all="A–Z")).desk == "a_sch"
    assert route("Santos", rules(all="A–Z", sch="Sch")).desk == "all"


def test_gaps_overlaps_and_unreachable_ranges_are_reported():
    assert check(rules(all="A–Z")) == []
    assert check(rules(one="A", two="C–Z")) == [Finding("gap", "b", "b")]
    assert check(rules(one="A–M", two="M–Z")) == [Finding("overlap", "m", "m", ("one", "two"))]
    assert Finding("unreachable", "b", "b", ("two",)) in check(rules(one="B", two="B", three="A–Z"))
    assert check(rules(one="Aa–Az, B–Z")) == [Finding("gap", "a", "a ")]


def test_wunsiedel_as_published_has_its_gaps():
    published = rules(
        **WUNSIEDEL, r4="C–G", r5="H–Kas", r6="Kat–Ma", r7="Mb–Mz", r8="N–Sh", r9="Si–U"
    )
    assert check(published) == [Finding("gap", "b", "b"), Finding("gap", "v", "z")]


letters = st.text(string.ascii_lowercase, min_size=1, max_size=3)
bounds = st.tuples(letters, letters).map(sorted).map(lambda pair: f"{pair[0]}–{pair[1]}")
some_rules = st.lists(st.lists(bounds, max_size=3), max_size=4).map(
    lambda desks: rules(**{f"d{n}": ", ".join(ranges) for n, ranges in enumerate(desks)})
)
surnames = st.text(string.ascii_letters + " -'äöüßøłé", max_size=12)


@given(surnames, some_rules)
def test_every_name_gets_one_desk_of_the_unit(name, some):
    assert route(name, some).desk in {"inbox"} | {desk.desk for desk in some.desks}


@given(surnames, some_rules)
def test_a_name_goes_to_the_inbox_exactly_in_a_gap(name, some):
    key = name_key(name)
    gaps = [finding for finding in check(some) if finding.kind == "gap"]
    in_gap = any(
        key >= gap.first and (key[: len(gap.last)] <= gap.last or gap.last == "z") for gap in gaps
    )
    assert (route(name, some).desk == "inbox") == (in_gap or not key)


def test_each_of_the_applicants_goes_to_the_desk_that_the_rules_name():
    lines = (Path(__file__).parent / "../data/applicants.jsonl").resolve().read_text("utf-8")
    auental = rules(one="A–Al G", two="Al H–All, Alm–F", three="G–L", four="M–R", five="S–Z")
    counts = dict.fromkeys(["one", "two", "three", "four", "five", "inbox"], 0)
    for line in lines.splitlines():
        name = json.loads(line)["family_name"]
        decision, key = route(name, auental), name_key(name)
        counts[decision.desk] += 1
        initial = key[:1]
        expected = (
            "inbox" if not ("a" <= initial <= "z")
            else "one" if initial == "a" and key[:4] <= "al g"
            else "two" if initial <= "f"
            else "three" if initial <= "l"
            else "four" if initial <= "r"
            else "five"
        )  # fmt: skip
        assert decision.desk == expected, name
    assert all(counts[desk] for desk in ("one", "two", "three", "four", "five"))
