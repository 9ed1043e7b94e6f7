"""Rules by readable names: what is there comes back as it was, what is new is what was meant."""

import pytest

from permitdesk.designer.rule_form import MOST_ROWS, RuleForm, kinds_for
from permitdesk.services.definition import FIELD_TYPES
from permitdesk.services.patterns import PATTERNS, is_iban
from permitdesk.services.rules import from_data

OTHERS = {"phone": ("phone", "Telefon"), "until": ("date", "Bis"), "rent": ("money", "Miete")}
COLUMNS = {"from": ("date", "Von"), "to": ("date", "Bis"), "what": ("text", "Was")}


def a_form(kind, stored=(), form=None):
    return RuleForm(kind, list(stored), form, str, OTHERS, COLUMNS)


def filled(form: RuleForm) -> dict[str, object]:
    kept = {f"r_{row}_kept": str(form.place_of(row)) for row in form.kept}
    return {"r_rows": " ".join(form.rows), **form.stored, **kept}


def read(kind, stored, sent):
    said = []
    posted = a_form(kind, stored, sent)
    answers = {each.name: sent[each.name] for each in posted.asked if sent.get(each.name)}
    return posted.read(answers, lambda name, message: said.append(name)), said


RULES = [
    ("text", {"kind": "pattern", "value": "@iban", "message": "So nicht."}),
    ("text", {"kind": "max_length", "value": 120}),
    ("text", {"kind": "pattern", "value": "[A-Z]{3}"}),
    ("long-text", {"kind": "min_length", "value": 20, "severity": "warning"}),
    ("money", {"kind": "min", "value": 0}),
    ("number", {"kind": "min", "value": 0.5}),
    ("integer", {"kind": "after", "value": 0, "severity": "error"}),
    ("date", {"kind": "max", "value": "today"}),
    ("date", {"kind": "min", "value": "today-18y", "message": "Zu jung."}),
    ("date", {"kind": "after", "value": {"field": "until"}}),
    ("date", {"kind": "min", "value": "2020-01-01"}),
    ("yes-no", {"kind": "true", "value": True, "message": "Bitte stimmen Sie zu."}),
    ("yes-no", {"kind": "true"}),
    ("email", {"kind": "one_of", "value": ["phone"]}),
    ("email", {"kind": "one_of", "value": ["gone"]}),
    ("group", {"kind": "no_overlap", "value": ["from", "to"]}),
    ("group", {"kind": "no_overlap", "value": ["from", "gone"]}),
]


@pytest.mark.parametrize(("kind", "rule"), RULES, ids=str)
def test_a_rule_that_nobody_touched_stays_as_it_was_written(kind, rule):
    assert read(kind, [rule], filled(a_form(kind, [rule]))) == ([rule], [])


def test_an_own_pattern_can_be_taken_away_and_not_typed():
    own = {"kind": "pattern", "value": "[A-Z]{3}"}
    sent = filled(a_form("text", [own])) | {"r_do": "remove:0"}
    assert read("text", [own], sent) == ([], [])
    forged = {"r_rows": "0", "r_0_kind": "pattern:(a+)+", "r_0_value": "(a+)+"}
    assert read("text", [], forged) == ([], [])
    forged = {"r_rows": "0", "r_0_kept": "7"}
    assert read("text", [], forged) == ([], [])


def test_what_is_filled_in_is_a_rule_that_can_be_read():
    sent = {"r_rows": "0", "r_0_kind": "min", "r_0_way": "-y", "r_0_amount": "18"}
    assert read("date", [], sent) == ([{"kind": "min", "value": "today-18y"}], [])
    sent = {"r_rows": "0", "r_0_kind": "max", "r_0_way": "field:rent"}
    assert read("money", [], sent) == ([{"kind": "max", "value": {"field": "rent"}}], [])
    sent = {"r_rows": "0", "r_0_kind": "max_length", "r_0_amount": 40, "r_0_severity": "warning"}
    (rule,) = read("text", [], sent)[0]
    assert from_data(rule).severity == "warning"


def test_rules_beyond_the_usual_number_and_unreadable_ones_stay():
    odd = [5, {"kind": ["x"]}, {"kind": "one_of", "value": [["y"]]}, {"kind": "min", "value": {}}]
    many = [*odd, *({"kind": "min_length", "value": n + 1} for n in range(MOST_ROWS))]
    form = a_form("text", many)
    assert [form.said(row) for row in list(form.kept)[:2]] == ["5", '{"kind": ["x"]}']
    assert read("text", many, filled(form)) == (many, [])
    assert len(a_form("text", many, filled(form) | {"r_do": "add"}).rows) == len(many)


def test_what_is_missing_is_told():
    assert read("date", [], {"r_rows": "0", "r_0_kind": "min", "r_0_way": "-y"})[1]
    assert read("text", [], {"r_rows": "0", "r_0_kind": "max_length", "r_0_amount": -1})[1]


def test_each_kind_of_question_is_offered_rules_that_exist():
    for kind in FIELD_TYPES:
        for offered in kinds_for(kind):
            if offered.startswith("pattern:@"):
                assert offered.removeprefix("pattern:@") in PATTERNS


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("DE89 3704 0044 0532 0130 00", True),
        ("DE89370400440532013000", True),
        ("de89370400440532013000", True),
        ("GB82 WEST 1234 5698 7654 32", True),
        ("DE89370400440532013001", False),
        ("DE8937040044053201300", False),
        ("0532013000", False),
        ("", False),
        ("DE" + "9" * 60, False),
    ],
)
def test_an_iban_is_checked_by_its_digits(written, good):
    assert is_iban(written) is good
