"""Answers of every kind: valid ones pass, others get a message at the right key."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zope.component import provideUtility

from permitdesk.core import codes
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.texts import Text
from permitdesk.services import (
    check_answers,
    check_documents,
    clean_answers,
    relevant_answers,
    warnings_for,
)
from permitdesk.services.asked import gates_of
from permitdesk.services.conditions import from_data as when
from permitdesk.services.definition import (
    FIELD_TYPES,
    Definition,
    Field,
    Option,
    Requirement,
    Revision,
    Rule,
    Step,
)
from permitdesk.services.labels import sources
from permitdesk.services.patterns import is_latin_name
from permitdesk.services.rules import from_data as rule

TODAY = date(2026, 11, 22)
CHILD = when({"field": "adult", "is": False})
JOB = when({"field": "job", "is": True})


def a_revision(*fields: Field, documents: tuple[Requirement, ...] = (), labels=None) -> Revision:
    steps = (Step("one", "Eins", fields=fields),)
    definition = Definition(steps=steps, requirements=documents, gates=gates_of(steps))
    return Revision("test", 1, definition, labels or {}, "x", sources=sources(definition))


def errors(field: Field, answer: object) -> list[str]:
    return check_answers(a_revision(field), {field.name: answer}, None, "de", TODAY).get("x", [])


def a_field(kind: str, *rules: dict, **more) -> Field:
    return Field("x", kind, "X", rules=tuple(map(rule, rules)), **more)


@pytest.fixture(autouse=True)
def countries():
    provideUtility(codes.Countries(), ICodeList, "countries")


CHOICES = {"options": (Option("a", "A"), Option("b", "B", JOB))}
CODES = {"code_list": "countries"}
LATIN = {"kind": "pattern", "value": "@latin-name"}

GOOD = [
    (a_field("text"), "Zoë's Café, Nr. 5 – 😀"),
    (a_field("text"), "x" * 250),
    (a_field("text", mark="family-name"), "x" * 120),
    (a_field("text", LATIN), "O’Connor"),
    (a_field("text", LATIN), "d'Ávila-Łukaszewicz Jr."),
    (a_field("text", LATIN), "Ng"),
    (a_field("text", LATIN), "E"),
    (a_field("text", LATIN), "Ə\u0300lizade"),
    (a_field("text", LATIN), "Nguye\u0302\u0303n"),
    (a_field("text", mark="name-original-script"), "محمد علی‌زاده"),
    (a_field("long-text"), "Zeile\nZeile\tTab\u200e"),
    (a_field("integer"), 0),
    (a_field("integer"), -5),
    (a_field("number"), 38.5),
    (a_field("number"), 40),
    (a_field("money"), "48300.00"),
    (a_field("money"), 48300),
    (a_field("money"), 1234.5),
    (a_field("money"), "0"),
    (a_field("date"), "2028-02-29"),
    (a_field("partial-date"), "1987-04-12"),
    (a_field("partial-date"), "1987-04-00"),
    (a_field("partial-date"), "1987-00-12"),
    (a_field("partial-date", mark="birth-date"), "2026-00-00"),
    (a_field("yes-no"), True),
    (a_field("yes-no", required=True), False),
    (a_field("choice", **CHOICES), "a"),
    (a_field("multi-choice", **CHOICES), ["a"]),
    (a_field("code-list", **CODES), "SYR"),
    (a_field("multi-code-list", **CODES), ["SYR", "XKX"]),
    (a_field("email"), "zoë@example.org"),
    (a_field("phone"), "0151 23456789"),
    (a_field("phone"), "+380 44 123 45 67"),
    (a_field("phone"), "(030) 123-456"),
]
BAD = [
    (a_field("text"), 5),
    (a_field("text"), "x" * 251),
    (a_field("text"), "zwei\nZeilen"),
    (a_field("text"), "abc\u202ecba"),
    (a_field("text"), "abc\u2066cba"),
    (a_field("text"), "null\x00"),
    (a_field("text", mark="family-name"), "x" * 121),
    (a_field("text", LATIN), "Иванов"),
    (a_field("text", LATIN), "Abbas7"),
    (a_field("text", LATIN), "-"),
    (a_field("text", LATIN), "Αβγ"),
    (a_field("text", {"kind": "pattern", "value": "@postal-code"}), "1234"),
    (a_field("text", {"kind": "pattern", "value": "@postal-code"}), "١٢٣٤٥"),
    (a_field("text", {"kind": "min_length", "value": 20}), "kurz"),
    (a_field("long-text"), "x" * 4001),
    (a_field("integer"), True),
    (a_field("integer"), 1.5),
    (a_field("integer"), "3"),
    (a_field("integer"), 10**30),
    (a_field("integer", {"kind": "max", "value": 600}), 601),
    (a_field("number"), float("nan")),
    (a_field("number"), float("inf")),
    (a_field("number"), 10**400),
    (a_field("number", {"kind": "min", "value": 0.5}), 0),
    (a_field("money"), "1.234,50"),
    (a_field("money"), "12.345"),
    (a_field("money"), -1),
    (a_field("money"), "1e9"),
    (a_field("money"), 1e300),
    (a_field("money"), "٥٠"),
    (a_field("date"), "2027-02-29"),
    (a_field("date"), "2026-12-00"),
    (a_field("date"), "01.12.2026"),
    (a_field("date"), "0001-01-01"),
    (a_field("date", {"kind": "max", "value": "today"}), "2026-11-23"),
    (a_field("partial-date"), "1987-00-32"),
    (a_field("partial-date"), "1987"),
    (a_field("partial-date", mark="birth-date"), "2026-12-00"),
    (a_field("yes-no"), "yes"),
    (a_field("yes-no"), 1),
    (a_field("yes-no", {"kind": "true"}), False),
    (a_field("choice", **CHOICES), "c"),
    (a_field("choice", **CHOICES), "b"),  # only for people with a job
    (a_field("choice", **CHOICES), ["a"]),
    (a_field("multi-choice", **CHOICES), "a"),
    (a_field("multi-choice", **CHOICES), ["a", "a"]),
    (a_field("multi-choice", **CHOICES), ["a", "c"]),
    (a_field("code-list", **CODES), "Syrien"),
    (a_field("code-list", **CODES), "XYZ"),
    (a_field("code-list", code_list="unknown"), "SYR"),
    (a_field("multi-code-list", **CODES), ["SYR", 5]),
    (a_field("email"), "not an address"),
    (a_field("email"), "a@b"),
    (a_field("email"), "a@" + "b" * 300 + ".de"),
    (a_field("phone"), "call me"),
    (a_field("phone"), "12"),
    (a_field("phone"), "0" * 50),
    (a_field("group", fields=(Field("y", "text", "Y"),)), {"y": "x"}),
    (a_field("group", fields=(Field("y", "text", "Y"),)), ["x"]),
    (a_field("group", fields=(Field("y", "text", "Y"),), max_rows=2), [{}, {}, {}]),
]


@pytest.mark.parametrize("field, answer", GOOD)
def test_a_valid_answer_passes(field, answer):
    assert errors(field, answer) == []


@pytest.mark.parametrize("field, answer", BAD)
def test_a_wrong_answer_is_explained(field, answer):
    (message,) = errors(field, answer)
    assert len(str(getattr(message, "default", message))) > 10


@pytest.mark.parametrize("kind", sorted(FIELD_TYPES - {"explanation"}))
@pytest.mark.parametrize("answer", [None, "", "   ", []])
def test_an_open_answer_is_missed_only_where_it_is_required(kind, answer):
    assert errors(a_field(kind), answer) == []
    assert len(errors(a_field(kind, required=True), answer)) == 1


def test_what_is_not_asked_is_neither_missed_nor_accepted():
    revision = a_revision(
        Field("job", "yes-no", "Arbeit?"), Field("title", "text", "T", required=True, condition=JOB)
    )

    assert check_answers(revision, {"job": False}, None, "de", TODAY) == {}
    assert set(check_answers(revision, {"job": True}, None, "de", TODAY)) == {"title"}
    refused = {"job": False, "title": "x"}
    assert set(check_answers(revision, refused, None, "de", TODAY)) == {"title"}
    kept = relevant_answers(revision.definition, refused, TODAY)
    assert check_answers(revision, kept, None, "de", TODAY) == {}


def test_unknown_names_are_errors_of_the_whole_and_not_of_a_step():
    revision = a_revision(a_field("text"), Field("note", "explanation", "N"))
    answers = {"y": 1, "note": "x", "z" * 500: 1}

    assert set(check_answers(revision, answers, None, "de", TODAY)) == {"y", "note", "z" * 80}
    assert check_answers(revision, answers, ["x"], "de", TODAY) == {}


ROWS = Field(
    "people",
    "group",
    "P",
    fields=(
        Field("name", "text", "N", required=True),
        Field("adult", "yes-no", "A"),
        Field(
            "school", "text", "S", required=True, condition=when({"field": "adult", "is": False})
        ),
        Field("firm", "text", "F", condition=JOB),
    ),
)


def test_a_row_sees_itself_first_and_then_the_whole():
    revision = a_revision(Field("job", "yes-no", "J"), ROWS)
    rows = [
        {"name": "A", "adult": True},
        {"adult": False},
        {"name": "C", "adult": True, "school": "no", "what": 1, "firm": "no"},
    ]

    found = check_answers(revision, {"job": False, "people": rows}, None, "de", TODAY)

    assert set(found) == {
        *("people.1.name", "people.1.school"),
        *("people.2.school", "people.2.what", "people.2.firm"),
    }
    rows = [{"name": "A", "firm": "x"}]
    assert check_answers(revision, {"job": True, "people": rows}, None, "de", TODAY) == {}


def test_rules_compare_with_other_answers():
    revision = a_revision(
        Field("start", "date", "S"),
        Field("end", "date", "E", rules=(rule({"kind": "after", "value": {"field": "start"}}),)),
    )

    def check(start, end):
        return set(check_answers(revision, {"start": start, "end": end}, None, "de", TODAY))

    assert check("2026-12-01", "2027-12-01") == set()
    assert check("2026-12-01", "2026-12-01") == {"end"}
    assert check(None, "2026-12-01") == set()


def test_one_of_several_is_enough():
    one = rule({"kind": "one_of", "value": ["email"], "message": "Telefon oder E-Mail."})
    revision = a_revision(Field("phone", "phone", "P", rules=(one,)), Field("email", "email", "E"))

    assert check_answers(revision, {}, None, "de", TODAY) == {"phone": ["Telefon oder E-Mail."]}
    assert check_answers(revision, {"email": "a@example.org"}, None, "de", TODAY) == {}
    assert check_answers(revision, {"phone": "030 123456"}, None, "de", TODAY) == {}


def test_warnings_are_apart_and_in_the_language_of_the_person():
    past = {"kind": "min", "value": "today", "severity": "warning", "message": "Schon vorbei."}
    labels = {"en": {"field.x.rule.1": "Already over."}}
    revision = a_revision(a_field("date", past), labels=labels)
    answers = {"x": "2020-01-01"}

    assert check_answers(revision, answers, None, "en", TODAY) == {}
    assert warnings_for(revision, answers, None, "en", TODAY) == {"x": ["Already over."]}
    german = Text("Schon vorbei.", "de")
    assert warnings_for(revision, answers, None, "uk", TODAY) == {"x": [german]}
    assert warnings_for(revision, {"x": "nonsense"}, None, "en", TODAY) == {}


def test_documents_follow_the_answers():
    documents = (Requirement("passport", "P"), Requirement("contract", "C", condition=JOB))
    revision = a_revision(Field("job", "yes-no", "J"), documents=documents)

    def check(job, **counts):
        return set(check_documents(revision, {"job": job}, counts, TODAY))

    assert check(False, passport=1) == set()
    assert check(True, passport=2) == {"documents.passport", "documents.contract"}
    assert check(False, passport=1, contract=1) == {"documents.contract"}
    assert check(False, passport=1, other=1) == {"documents.other"}


def test_answers_are_tidied_before_they_are_kept():
    definition = a_revision(a_field("money"), Field("t", "long-text", "T"), ROWS).definition
    messy = {"x": 1234.5, "t": " Zoe\u0308\r\n\u200e ok ", "people": [{"name": " A "}], "y": 5}

    assert clean_answers(definition, messy) == {
        "x": "1234.50",
        "t": "Zoë\n ok",
        "people": [{"name": "A"}],
        "y": 5,
    }


@pytest.mark.parametrize(
    "kind, answers, kept",
    [
        ("money", (249, 249.0, "249", "249.0", "0249.00", " 249.00 "), "249.00"),
        ("money", (0, -0.0, "0"), "0.00"),
        ("number", (20, 20.0), 20),
        ("number", (38.5,), 38.5),
        ("text", ("Zoe\u0308", " Zoë\u200b"), "Zoë"),
    ],
)
def test_the_same_answer_is_kept_in_one_form(kind, answers, kept):
    """Else an application through the API has another fingerprint than through the wizard."""
    definition = a_revision(a_field(kind)).definition
    found = [clean_answers(definition, {"x": answer})["x"] for answer in answers]
    assert [(each, type(each)) for each in found] == [(kept, type(kept))] * len(answers)


def test_too_much_text_altogether_is_refused():
    fields = tuple(Field(f"f{n}", "long-text", "F") for n in range(30))
    answers = {field.name: "x" * 4000 for field in fields}

    assert "" in check_answers(a_revision(*fields), answers, None, "de", TODAY)


@pytest.mark.parametrize(
    "name",
    [
        *("Müller", "Đặng", "İbrahim", "Nuñez", "Al-Ghazali", "O'Neil"),
        *("Al\u2011Hassan", "Ali\u00a0Khan", "Al\u2013Din", "N`Diaye", "‘Abd", "Ən"),
    ],
)
def test_latin_names(name):
    assert is_latin_name(name)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.sampled_from(["a", "b", "SYR", "1987-04-00", "2026-12-01", "12.50", "+49 30 123456"])
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
EVERYTHING = a_revision(
    *(
        Field(
            kind.replace("-", "_"),
            kind,
            kind,
            required=True,
            options=CHOICES["options"] if "choice" in kind else (),
            code_list="countries" if kind.endswith("code-list") else "",
            rules=tuple(
                map(rule, ({"kind": "min", "value": 3}, {"kind": "max", "value": "today"}, LATIN))
            ),
            fields=ROWS.fields if kind == "group" else (),
            condition=when({"field": "yes_no", "is_not": False}) if kind != "yes-no" else None,
        )
        for kind in sorted(FIELD_TYPES)
    )
)


@given(
    st.dictionaries(
        st.sampled_from([f.name for f in EVERYTHING.definition.fields()]) | st.text(max_size=5),
        anything,
        max_size=6,
    )
)
def test_no_answer_of_whatever_form_breaks_the_check(answers):
    """Whatever arrives is checked, cleaned and checked again without an exception."""
    found = check_answers(EVERYTHING, answers, None, "de", TODAY)
    assert all(messages for messages in found.values())
    warnings_for(EVERYTHING, answers, None, "de", TODAY)
    cleaned = clean_answers(EVERYTHING.definition, answers)
    assert repr(clean_answers(EVERYTHING.definition, cleaned)) == repr(cleaned)
    kept = relevant_answers(EVERYTHING.definition, cleaned, TODAY)
    check_answers(EVERYTHING, kept, None, "de", TODAY)


def test_deep_nesting_is_refused_and_not_followed():
    deep: object = "x"
    for _level in range(900):
        deep = [deep]

    assert errors(a_field("text"), deep)
    assert clean_answers(a_revision(a_field("text")).definition, {"x": deep})


def test_a_rule_survives_its_json_form():
    from permitdesk.services.rules import to_data

    for each in (
        Rule("pattern", "@latin-name"),
        Rule("one_of", ("a", "b"), "error", "M"),
        Rule("after", {"field": "a"}),
        Rule("min", "today-45y", "warning"),
        Rule("true"),
    ):
        assert rule(to_data(each)) == each
