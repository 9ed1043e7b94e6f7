"""What differs between two revisions, and that carrying over loses no answer silently."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from permitdesk.services import carry_over, changes
from permitdesk.services.changes import takes_document
from permitdesk.services.definition import (
    Condition,
    Definition,
    Field,
    Option,
    Requirement,
    Rule,
    Step,
)

NAME = Field("name", "text", "Ihr Name", required=True)
WHY = Field("why", "choice", "Warum?", options=(Option("work", "Arbeit"), Option("study", "Uni")))
ROOMS = Field(
    "rooms",
    "group",
    "Zimmer",
    fields=(Field("size", "number", "Größe"), Field("of", "text", "Wer")),
)
PASS = Requirement("passport", "Pass", step="one")


def a_definition(*fields, papers=(PASS,), condition=None):
    return Definition((Step("one", "Eins", fields=fields, condition=condition),), papers)


OLD = a_definition(NAME, WHY, ROOMS)


def test_a_corrected_text_is_no_change():
    said = replace(
        NAME, title="Wie heißen Sie?", description="Wie im Pass", example="Anh",
        rules=(),
    )  # fmt: skip
    chosen = replace(WHY, options=(Option("work", "Arbeiten"), Option("study", "Studium")))
    rows = replace(ROOMS, fields=(replace(ROOMS.fields[0], title="Größe in m²"), ROOMS.fields[1]))
    remark = Field("remark", "explanation", "Ein neuer Satz")
    paper = replace(PASS, title="Reisepass", description="Alle Seiten")
    new = a_definition(said, remark, chosen, rows, papers=(paper,))
    assert not changes(OLD, new)


def test_a_rules_message_is_no_change_and_its_figure_is_one():
    rule = Rule("max_length", 30, message="Zu lang")
    old = a_definition(replace(NAME, rules=(rule,)))
    assert not changes(old, a_definition(replace(NAME, rules=(replace(rule, message="Kürzer"),))))
    stricter = a_definition(replace(NAME, rules=(replace(rule, value=20),)))
    assert changes(old, stricter).changed == ("name",)


def test_what_is_new_gone_or_asked_otherwise_is_named():
    born = Field("born", "date", "Geboren")
    optional = replace(NAME, required=False)
    rows = replace(ROOMS, fields=(*ROOMS.fields[:1], Field("floor", "integer", "Stock")))
    papers = (Requirement("rent", "Miete", step="one"),)
    found = changes(OLD, a_definition(optional, rows, born, papers=papers))
    assert found.added == ("rooms.floor", "born")
    assert found.removed == ("why", "rooms.of")
    assert found.changed == ("name",)
    assert (found.documents_added, found.documents_removed) == (("rent",), ("passport",))


def test_another_condition_is_a_change_of_what_it_decides():
    when = Condition("name", "filled")
    assert changes(OLD, a_definition(NAME, replace(WHY, condition=when), ROOMS)).changed == ("why",)
    found = changes(OLD, a_definition(NAME, WHY, ROOMS, condition=when))
    assert found.changed == ("name", "why", "rooms")
    assert found.documents_changed == ("passport",)


def test_an_answer_goes_along_to_the_step_that_asks_it_now():
    new = Definition((Step("first", "A", fields=(WHY,)), Step("second", "B", fields=(NAME,))))
    carried = carry_over(OLD, new, {"one": {"name": "Anh", "why": "work"}})
    assert carried.steps == {"first": {"why": "work"}, "second": {"name": "Anh"}}
    assert carried.left == ()


def test_an_option_that_is_gone_is_left_and_named():
    new = a_definition(NAME, replace(WHY, options=WHY.options[:1]), ROOMS)
    carried = carry_over(OLD, new, {"one": {"name": "Anh", "why": "study"}})
    assert carried.steps == {"one": {"name": "Anh"}}
    assert [(each.name, each.value) for each in carried.left] == [("why", "study")]


def test_of_a_row_goes_along_what_fits():
    new = a_definition(replace(ROOMS, fields=ROOMS.fields[:1]))
    rows = [{"size": "12", "of": "Anh"}, {"size": "", "of": ""}]
    carried = carry_over(OLD, new, {"one": {"rooms": rows}})
    assert carried.steps["one"]["rooms"][0] == {"size": "12"}
    assert [(each.row, each.column, each.value) for each in carried.left] == [(0, "of", "Anh")]


def test_no_is_an_answer():
    old = a_definition(Field("married", "yes-no", "Verheiratet?"))
    assert carry_over(old, a_definition(), {"one": {"married": False}}).left[0].value is False


def test_a_document_keeps_its_place_where_its_kind_is_still_taken():
    assert takes_document(OLD, "passport", "image/png")
    assert not takes_document(OLD, "rent", "image/png")
    only_pdf = a_definition(papers=(replace(PASS, formats=("application/pdf",)),))
    assert not takes_document(only_pdf, "passport", "image/png")


# -- whatever two revisions and answers are like

TYPES = ("text", "long-text", "number", "yes-no", "choice", "multi-choice", "code-list", "date")
words = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def a_field(draw, name, deep=True):
    kind = draw(st.sampled_from((*TYPES, "group") if deep else TYPES))
    options = columns = ()
    if kind in ("choice", "multi-choice"):
        options = tuple(Option(each, each) for each in draw(st.sets(words, min_size=1)))
    if kind == "group":
        columns = tuple([draw(a_field(each, False)) for each in draw(st.sets(words, min_size=1))])
    code_list = draw(st.sampled_from(["countries", "languages"])) if kind == "code-list" else ""
    return Field(name, kind, name, options=options, fields=columns, code_list=code_list)


@st.composite
def some_definition(draw):
    names = draw(st.lists(words, unique=True))
    fields = [draw(a_field(name)) for name in names]
    cut = draw(st.integers(0, len(fields)))
    order = draw(st.permutations(["one", "two"]))
    parts = zip(order, (fields[:cut], fields[cut:]), strict=True)
    return Definition(tuple(Step(name, name, fields=tuple(part)) for name, part in parts))


plain = st.one_of(
    st.none(), st.booleans(), words, st.just(""), st.lists(words),
    st.fixed_dictionaries({"day": words, "month": st.just("")}),
)  # fmt: skip


@st.composite
def answered(draw):
    old, new = draw(some_definition()), draw(some_definition())
    entered = {}
    for step in old.steps:
        values = entered.setdefault(step.name, {})
        for field in step.fields:
            rows = st.lists(st.one_of(st.dictionaries(words, plain), words))
            values[field.name] = draw(rows if field.type == "group" else plain)
            if draw(st.booleans()):
                values[f"{field.name}.search"] = draw(words)
    return old, new, entered


def told(value):
    """Everything that somebody entered, one by one; what is empty was not entered."""
    if isinstance(value, dict):
        return [each for inner in value.values() for each in told(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in told(inner)]
    return [] if value in (None, "") else [repr(value)]


@settings(max_examples=400, deadline=None)
@given(answered())
def test_carrying_over_loses_nothing_and_invents_nothing(drawn):
    old, new, entered = drawn
    carried = carry_over(old, new, entered)
    entered_ = sorted(told(list(entered.values())))
    kept = told(list(carried.steps.values())) + told([each.value for each in carried.left])
    assert sorted(kept) == entered_
    asked = {step.name: {field.name for field in step.fields} for step in new.steps}
    for step, values in carried.steps.items():
        assert {name.partition(".")[0] for name in values} <= asked[step]


@settings(max_examples=100, deadline=None)
@given(answered())
def test_to_the_same_definition_everything_that_can_be_an_answer_goes_along(drawn):
    old, _new, entered = drawn
    carried = carry_over(old, old, entered)
    offered = {field.name for field in old.fields() if field.type in ("choice", "multi-choice")}
    groups = {field.name for field in old.fields() if field.type == "group"}
    assert {each.name for each in carried.left} <= offered | groups
    assert not changes(old, old)
