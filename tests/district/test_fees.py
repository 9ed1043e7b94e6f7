"""The fee rules of the residence law, case by case, and what holds for all of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.district.dated import shipped
from permitdesk.district.fees.estimate import estimate
from permitdesk.district.fees.facts import CIRCUMSTANCES, FeeFacts
from permitdesk.district.fees.rules import fee_names, shipped_rules
from permitdesk.district.fees.titles import TITLES
from permitdesk.district.fees.words import REASONS, told

TODAY = date(2026, 11, 22)
FIRST = date(2024, 5, 8)
MINOR = ("minor", "under-24")
GRANT, RENEWAL = "residence-permit-grant", "residence-permit-renewal"
SHORT, CHANGE = "residence-permit-renewal-up-to-3-months", "residence-permit-change-of-purpose"
SKILLED, OWN = "settlement-permit-highly-skilled", "settlement-permit-self-employed"


def estimated(*fees, known=(), possible=(), extras=(), on=TODAY):
    facts = FeeFacts(fees, tuple(extras), frozenset(known), frozenset(possible))
    return estimate(facts, shipped("fees"), shipped_rules(), on)


@pytest.mark.parametrize(
    ("fee", "known", "total", "ahead"),
    [
        # domain: grant 100, renewal 96 (up to 3 months) / 93, change of purpose 98
        (GRANT, (), "100", "100"),
        (SHORT, (), "96", "96"),
        (RENEWAL, (), "93", "93"),
        (CHANGE, (), "98", "98"),
        # minors half = 50 / 48 / 46.50 (§ 50)
        (GRANT, MINOR, "50", "50"),
        (SHORT, MINOR, "48", "48"),
        (RENEWAL, MINOR, "46.50", "46.50"),
        (CHANGE, MINOR, "49", "49"),
        # settlement: half as processing fee at application (§ 49(1))
        ("settlement-permit", (), "113", "56.50"),
        (SKILLED, (), "147", "73.50"),
        (OWN, (), "124", "62"),
        ("eu-long-term-residence", (), "109", "54.50"),
        ("settlement-permit-young", (), "55", "27.50"),
        ("settlement-permit", MINOR, "56.50", "28.25"),
        # § 50 does not name § 44a; § 50(1) s.2 is no half of a half
        ("eu-long-term-residence", MINOR, "109", "54.50"),
        ("settlement-permit-young", MINOR, "55", "27.50"),
        # refugees exempt (§ 52(3))
        (GRANT, ("refugee",), "0", "0"),
        (RENEWAL, ("refugee",), "0", "0"),
        (SHORT, ("refugee",), "0", "0"),
        ("settlement-permit", ("refugee",), "0", "0"),
        # Turkish association: an identity card's fee instead of §§ 44 to 45 (§ 52a)
        (GRANT, ("association",), "37", "37"),
        (RENEWAL, ("association", "under-24"), "22.80", "22.80"),
        (RENEWAL, ("association", *MINOR), "22.80", "22.80"),
        ("settlement-permit", ("association",), "37", "18.50"),
        ("eu-long-term-residence", ("association", "under-24"), "22.80", "11.40"),
        ("fiktionsbescheinigung", ("association",), "13", "0"),
        ("settlement-permit", ("association", "under-24"), "22.80", "11.40"),
        (SKILLED, ("association",), "37", "18.50"),
        (OWN, ("association",), "37", "18.50"),
        ("settlement-permit-young", ("association", *MINOR), "22.80", "11.40"),
        (CHANGE, ("association",), "37", "37"),
        # … but not in place of § 47
        ("condition-change", ("association",), "50", "50"),
        # SGB II, SGB XII, AsylbLG: nothing for grant and renewal, not listed for others
        (GRANT, ("benefits",), "0", "0"),
        (RENEWAL, ("benefits",), "0", "0"),
        (SHORT, ("benefits",), "0", "0"),
        (CHANGE, ("benefits",), "98", "98"),
        (SKILLED, ("benefits",), "147", "73.50"),
        (OWN, ("benefits",), "124", "62"),
        ("settlement-permit-young", ("benefits",), "55", "27.50"),
        ("eu-long-term-residence", ("benefits",), "109", "54.50"),
        ("settlement-permit", ("benefits",), "113", "56.50"),
        ("condition-change", ("benefits",), "0", "0"),
        # scholarship from public means (§ 52(5)), unpaid training may be reduced (§ 52(6))
        (GRANT, ("scholarship",), "0", "0"),
        (RENEWAL, ("scholarship",), "0", "0"),
        (SHORT, ("scholarship",), "0", "0"),
        (CHANGE, ("scholarship",), "0", "0"),
        (GRANT, ("unpaid-training",), "100", "100"),
        # a changed condition 50, nothing for employment conditions of a title (§ 47(2))
        ("condition-change", (), "50", "50"),
        ("employment-condition-change", (), "0", "0"),
        # what comes besides, and other papers
        ("fiktionsbescheinigung", (), "13", "0"),
        ("fiktionsbescheinigung", ("benefits",), "0", "0"),
        ("new-card", (), "67", "0"),
        ("direct-post", (), "15", "0"),
        ("express-card", (), "35", "0"),
        ("accelerated-procedure", (), "411", "0"),
        # Duldung 58 / 62, renewed 33 / 37; SGB and AsylbLG exempt (§ 53(1) Nr. 2)
        ("toleration", (), "58", "0"),
        ("toleration-form", (), "62", "0"),
        ("toleration-renewal", (), "33", "0"),
        ("toleration-renewal-form", (), "37", "0"),
        ("toleration-renewal", ("benefits",), "0", "0"),
        ("toleration-form", ("benefits",), "0", "0"),
        ("toleration-renewal", MINOR, "16.50", "0"),
        # Reiseausweis: refugees 70, under 24 38; § 50 does not halve it
        ("travel-document-refugee", (), "70", "0"),
        ("travel-document-refugee-under-24", (), "38", "0"),
        ("travel-document-refugee-under-24", MINOR, "38", "0"),
        ("travel-document-foreigner", (), "100", "0"),
        ("travel-document-foreigner-under-24", (), "97", "0"),
    ],
)
def test_each_case_of_the_law(fee, known, total, ahead):
    found = estimated(fee, known=known)

    assert found.total == (Decimal(total), Decimal(total))
    assert found.ahead == (Decimal(ahead), Decimal(ahead))
    assert found.lines[0].source
    assert found.lines[0].valid_from == FIRST


def test_certificate_post_and_express_come_on_top():
    found = estimated(GRANT, extras=("fiktionsbescheinigung", "direct-post", "express-card"))

    assert found.total == (Decimal(163), Decimal(163))
    assert found.ahead == (Decimal(100), Decimal(100))


def test_what_is_decided_later_is_a_span():
    found = estimated(RENEWAL, SHORT)

    assert found.total == (Decimal(93), Decimal(96))
    assert [line["one_of"] for line in told(found, "de")["lines"]] == [True, True]
    assert told(found, "de")["summary"] == "Voraussichtlich: 93 bis 96 Euro"


def test_what_may_hold_is_a_span_with_its_reason():
    found = estimated(GRANT, possible={"association", "under-24"})
    words = told(found, "de")

    assert found.total == (Decimal("22.80"), Decimal(100))
    assert words["summary"] == "Voraussichtlich: 22,80 bis 100 Euro"
    (reason,) = words["lines"][0]["reasons"]
    assert reason.startswith("Das gilt vielleicht für Sie: Wenn das Assoziationsrecht")
    assert "§ 52a" in reason


def test_a_possible_minor_is_a_possible_half():
    assert estimated(GRANT, possible=MINOR).total == (Decimal(50), Decimal(100))


def test_a_reason_is_named_with_its_paragraph():
    (reason,) = told(estimated(GRANT, known=MINOR), "de")["lines"][0]["reasons"]

    assert (
        reason
        == "Für Minderjährige gilt die halbe Gebühr (\u2068§ 50 Abs. 1 Satz 1 AufenthV\u2069)."
    )


def test_who_may_pay_less_is_told_so_and_the_amount_stays():
    words = told(estimated("settlement-permit", known={"benefits"}), "de")

    assert words["total"] == {"lowest": "113.00", "highest": "113.00"}
    assert "§ 53 Abs. 1 AufenthV" in words["lines"][0]["reasons"][0]


def test_it_is_always_an_estimate_and_the_office_sets_it():
    words = told(estimated(GRANT), "de")

    assert words["summary"].startswith("Voraussichtlich")
    assert "Die Behörde setzt die Gebühr fest." in words["notes"][0]
    assert any("§ 49 Abs. 2" in note for note in words["notes"])


def test_no_fee_is_said_in_words():
    words = told(estimated("employment-condition-change"), "de")

    assert words["summary"] == "Voraussichtlich: keine Gebühr"
    assert words["lines"][0]["source"] == "§ 47 Abs. 2 AufenthV"
    assert not any("Davon" in note for note in words["notes"])


@pytest.mark.parametrize("fees", [(), ("no-such-fee",), (GRANT, "no-such-fee")])
def test_what_nobody_knows_is_not_guessed(fees):
    found = estimated(*fees)
    words = told(found, "de")

    assert found.total is None
    assert found.ahead is None
    assert words["total"] is None
    assert words["summary"] == "Gebühr noch nicht bekannt"
    assert len(words["notes"]) >= 1


def test_before_the_first_day_of_the_table_nothing_is_known():
    assert estimated(GRANT, on=FIRST - timedelta(days=1)).total is None
    assert estimated(GRANT, on=FIRST).total == (Decimal(100), Decimal(100))


def test_every_fee_has_a_figure_a_title_and_every_rule_its_words():
    named = {each.name for each in shipped("fees")}
    for fee in fee_names():
        assert fee in named
        assert fee in TITLES
    for rule in shipped_rules():
        assert set(rule.paragraphs) <= set(REASONS)


some_circumstances = st.frozensets(st.sampled_from(CIRCUMSTANCES)).map(
    lambda found: found | {"under-24"} if "minor" in found else found
)
some_fee = st.sampled_from(fee_names())
some_days = st.dates(date(2020, 1, 1), date(2035, 1, 1))


@given(some_fee, some_circumstances, some_circumstances, st.lists(some_fee, max_size=3), some_days)
def test_never_negative_the_least_first_and_the_part_at_most_the_whole(
    fee, known, possible, extras, on
):
    found = estimated(fee, known=known, possible=possible, extras=extras, on=on)

    if on < FIRST:
        assert found.total is None
        return
    for line in found.lines:
        assert 0 <= line.lowest <= line.highest
        assert 0 <= line.ahead_lowest <= line.lowest
        assert line.ahead_highest <= line.highest
    assert found.total[0] <= found.total[1]
    assert found.ahead[0] <= found.total[0]
    assert told(found, "de")["lines"]


@given(some_fee, some_circumstances.map(lambda found: found - {"association"}))
def test_half_is_at_most_the_whole(fee, known):
    adult = estimated(fee, known=known - {"minor", "under-24"})
    young = estimated(fee, known=known | {"minor", "under-24"})

    assert young.total[1] <= adult.total[0]
    assert young.total[1] in (adult.total[0], adult.total[0] / 2)


@given(some_fee, some_circumstances)
def test_a_circumstance_never_makes_a_free_fee_cost_something(fee, known):
    for free, rule in (
        ("refugee", "free_for_refugees"),
        ("benefits", "free_with_benefits"),
        ("scholarship", "free_with_scholarship"),
    ):
        if any(each.law(rule) for each in shipped_rules() if each.fee == fee):
            assert estimated(fee, known=known | {free}).total == (0, 0)


@given(some_fee, some_circumstances, some_circumstances)
def test_the_span_holds_every_way_it_may_be(fee, known, possible):
    span = estimated(fee, known=known, possible=possible).total
    for world in FeeFacts(known=known, possible=possible).worlds():
        (amount, _same) = estimated(fee, known=world).total
        assert span[0] <= amount <= span[1]
