"""The properties: one application, made both ways, and read in the office."""

from collections.abc import Mapping
from itertools import zip_longest

from agreement.books import ELSEWHERE, NO_PAPER, Book
from agreement.browser import bare
from agreement.check import Check
from agreement.client import Answer, a_form, address, apply
from agreement.form import Asked, Form
from agreement.office import OWN, Caseworker
from agreement.verdict import verdicts
from agreement.walk import Walk, place

MUNICIPALITY = "residence_municipality"


def applied_both_ways(form: Form, book: Book, codes, caseworker: Caseworker) -> None:
    """By the wizard and by the API; then, if the book says so, with one answer changed."""
    asked, by_program = applied_by_program(form, book, book.answers)
    _as_the_form_says(asked, by_program, codes)
    walk = Walk(form, book, codes, address(form.service, book.language))
    page = walk.to_the_end(walk.begin())
    assert walk.visited == asked.steps()
    _same_on_each_step(walk, asked, by_program)
    by_program = without_refused(form, book, walk, by_program)
    check = Check(page, book.language)
    _same_on_the_check_page(check, walk, asked, by_program)
    if book.change:
        _changed(walk, *book.change)
        asked, by_program = applied_by_program(form, book, walk.answers)
        by_program = without_refused(form, book, walk, by_program)
        check = Check(walk.open("check"), book.language)
        _same_on_the_check_page(check, walk, asked, by_program)
    receipt = check.send(walk.browser)
    assert (place(receipt) == "receipt") == bool(by_program.reference), by_program.errors
    if by_program.reference:
        reference = receipt.text("//p[@class='pd-reference']/bdi")
        _same_in_the_office(caseworker, asked, walk, [by_program.reference, reference])


def asked_by_the_server(form: Form, book: Book, codes) -> None:
    """What the API says is missing, and what too much."""
    asked, right = applied_by_program(form, book, book.answers)
    answers, questions = form.tidy(book.answers), asked.answers()
    _as_the_form_says(asked, right, codes)
    files, count = [], sum(len(book.files[each]) for each in asked.documents())
    for each, names in book.files.items():
        if each in book.later and each in asked.documents():
            files.append(each)
        if names and (each in asked.documents() or count + len(names) <= form.most_files):
            files.append(each)
            count += len(names) if each not in asked.documents() else 0
    everything = apply(form.service, book, book.answers, files)
    too_much = {name for name in answers if name not in questions}
    too_much |= {f"documents.{each}" for each in files if each not in asked.documents()}
    told = everything.errors.keys() - right.errors.keys()
    assert told == too_much, (told - too_much, too_much - told)
    bare = apply(form.service, book, _raw(book.answers, questions), [])
    needed = {each for each in asked.documents() if form.documents[each]["required"]}
    assert _papers(bare.errors) == {f"documents.{each}" for each in needed}
    blank = apply(form.service, book, {}, [])
    required = set(form.asked({}).required())
    one_of = {
        name
        for name, each in form.fields.items()
        if form.asked({}).is_asked(name)
        and any(r["kind"] == "one_of" for r in each.get("rules", ()))
    }
    assert blank.errors.keys() - _papers(blank.errors) - {""} == required | one_of


def _as_the_form_says(asked: Asked, answer: Answer, codes) -> None:
    """Refused is what the form says is wrong, and nothing else."""
    wrong, unsure = set(), set()
    for name, verdict in verdicts(asked, codes):
        if verdict is not True:
            (unsure if verdict is None else wrong).add(name)
    if asked.get(MUNICIPALITY) == ELSEWHERE:
        wrong.add(MUNICIPALITY)
    if any(hint["kind"] == "stop" for hint in asked.hints()):
        wrong.add("")
    refused = answer.errors.keys() - _papers(answer.errors)
    assert refused >= wrong, f"taken: {[(n, asked.get(n.split('.')[0])) for n in wrong - refused]}"
    right = refused - wrong - unsure
    assert not right, [(name, asked.get(name.split(".")[0]), answer.errors[name]) for name in right]


def applied_by_program(form: Form, book: Book, answers: Mapping) -> tuple[Asked, Answer]:
    """What is asked with these answers, and the answer of the API to just that."""
    asked = form.asked(form.tidy(answers))
    papers = asked.documents()
    return asked, apply(form.service, book, _raw(answers, asked.answers()), papers)


def without_refused(form: Form, book: Book, walk: Walk, answer: Answer) -> Answer:
    """Both refuse the same files, in the same words; a wizard's draft goes on without them."""
    papers = walk.form.asked(form.tidy(walk.answers)).documents()
    refused = {f"documents.{each}" for each in papers if NO_PAPER in book.files[each]}
    assert {n: " ".join(answer.errors[n]) for n in refused} == {n: walk.refused[n] for n in refused}
    if not refused:
        return answer
    papers = [each for each in papers if f"documents.{each}" not in refused]
    asked = form.asked(form.tidy(walk.answers))
    return apply(form.service, book, _raw(walk.answers, asked.answers()), papers)


def _raw(answers: Mapping, asked: Mapping) -> dict:
    """The answers to what is asked, as they were given."""
    return {name: answers[name] for name in asked}


def _papers(errors: Mapping) -> set[str]:
    return {name for name in errors if name.startswith("documents.")}


def _dashed(errors: Mapping) -> dict[str, str]:
    """Errors as pages name and tell them."""
    return {name.replace(".", "-"): bare(" ".join(messages)) for name, messages in errors.items()}


def _told(asked: Asked, errors: Mapping) -> dict[str, str]:
    """The API's errors that pages tell at a question; who cannot apply here is told otherwise."""
    told = {name: each for name, each in errors.items() if name}
    if asked.get(MUNICIPALITY) == ELSEWHERE:
        assert told.pop(MUNICIPALITY)
    return _dashed(told)


def _same_on_each_step(walk: Walk, asked: Asked, answer: Answer) -> None:
    told = _told(asked, answer.errors)
    for step in walk.visited:
        names = [*asked.questions(step), *(f"documents.{each}" for each in asked.documents(step))]
        names = [name.replace(".", "-") for name in names]
        here = {name: told[name] for name in names if name in told}
        said = dict(walk.errors[step])
        for name, text in walk.refused.items():
            if name.replace(".", "-") in here:
                assert said.pop(name.replace(".", "-"), text)
                assert here.pop(name.replace(".", "-")) == text
        assert not differences(said, here), f"{step} {differences(said, here)}"


def _same_on_the_check_page(check: Check, walk: Walk, asked: Asked, answer: Answer) -> None:
    told = _told(asked, answer.errors)
    assert not differences(check.problems, told), differences(check.problems, told)
    assert check.is_open == (not answer.errors), answer.errors
    if answer.reference:
        fee = check.page.text("//p[@class='pd-fee']")
        assert fee == bare(answer.fee), (fee, answer.fee)
    form = walk.form
    questions = [
        name
        for step in asked.steps()
        for name in asked.questions(step)
        if not _has_no_line(form, asked, name)
    ]
    lines = [*questions, *(f"documents.{each}" for each in asked.documents())]
    shown = check.answers
    assert list(shown) == [name.replace(".", "-") for name in lines]
    own = a_form(form.service, form.today, walk.book.language)
    for name in questions:
        value, field = _at(own, asked.answers(), name)
        values = shown[name.replace(".", "-")]
        wanted = _as_shown(field, value)
        told = values != check.nothing if wanted is None else values == (wanted or check.nothing)
        assert told, f"{name}: {values}, not {wanted}"
    for each in asked.documents():
        names = walk.uploaded.get(each)
        values = shown[f"documents-{each}"]
        if each in walk.book.later:
            said = walk.book.later[each]
            titles = {r["value"]: bare(r["title"]) for r in own.data["later_reasons"]}
            (told,) = values
            assert titles[said["reason"]] in told and bare(said.get("text", "")) in told, told
            continue
        assert len(values) == len(names) if names else values == check.nothing, (each, values)


def _has_no_line(form: Form, asked: Asked, name: str) -> bool:
    field = form.fields.get(name)
    return field is not None and (
        field["type"] == "explanation"
        or (field["type"] == "group" and bool(asked.answers().get(name)))
    )


def _at(form: Form, answers: Mapping, name: str) -> tuple[object, dict]:
    """The answer under a name, that of a row too, and its field."""
    if "." not in name:
        return answers.get(name), form.fields[name]
    group, number, column = name.split(".")
    field = next(each for each in form.fields[group]["fields"] if each["name"] == column)
    return answers[group][int(number)].get(column), field


def _as_shown(field: dict, value: object) -> list[str] | None:
    """An answer in words, where that is plain; else None, and none for no answer."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    if field["type"] in ("text", "long-text", "email", "phone"):
        return [bare(str(each)) for each in values]
    titles = {option["value"]: option["title"] for option in field.get("options", ())}
    if all(isinstance(each, str) and each in titles for each in values):
        return [bare(titles[each]) for each in values]
    return None


def _changed(walk: Walk, name: str, value: object) -> None:
    """Go back, answer otherwise, and answer what is asked now; every page fits the conditions."""
    step = walk.form.step_of[name]
    if "search" in walk.form.fields[name] and isinstance(value, list):
        # Codes already chosen stay where they are, and those found now follow.
        before = walk.answers.get(name) or []
        value = [c for c in before if c in value] + [c for c in value if c not in before]
    walk.answers = {**walk.answers, name: value}
    page = walk.open(f"step/{step}")
    after = walk.answer(page)
    if after.step != step:
        assert place(after) == walk.following(step)
        if after.step:
            assert walk.back(after).step == step
    for each in walk.lacking():
        page = walk.answer(walk.open(f"step/{each}?change=1"))
        assert place(page) in ("check", f"step/{each}"), page.path
    assert not walk.lacking()


def _same_in_the_office(caseworker: Caseworker, asked: Asked, walk: Walk, references) -> None:
    cases = [caseworker.case(each) for each in references]
    german = a_form(asked.form.service, asked.form.today)
    for case in cases:
        found = differences(case["answers"], asked.answers())
        assert not found, found
        papers = [
            (each, name) for each in asked.documents() for name in walk.uploaded.get(each, ())
        ]
        assert sorted(each["requirement"] for each in case["documents"]) == sorted(
            each for each, _name in papers
        )
        page = caseworker.page(case["@id"])
        lines = [line for step in case["steps"] for line in step["fields"]]
        listed = [
            (bare(each["title"]), [bare(value) for value in each["values"]]) for each in lines
        ]
        assert not differences(page.answers, listed), differences(page.answers, listed)
        answered = [
            name
            for step in asked.steps()
            for name in asked.questions(step)
            if not _has_no_line(german, asked, name)
            and _at(german, asked.answers(), name)[0] is not None
        ]
        assert [each["name"] for each in lines] == answered
        for each in lines:
            value, field = _at(german, asked.answers(), each["name"])
            wanted = _as_shown(field, value)
            assert wanted in (None, [bare(value) for value in each["values"]]), each
        assert len(page.documents) == len(papers)
        announced = {
            e["id"]: {name: each for name, each in e["announced"].items() if each}
            for e in case["documents_missing"]
            if e["announced"]
        }
        assert announced == {
            each: said for each, said in walk.book.later.items() if each in asked.documents()
        }
        assert not page.missing
    one, other = map(_without_own, cases)
    assert not differences(one, other), differences(one, other)
    one, other = map(caseworker.evidence, references)
    assert not differences(one, other), differences(one, other)
    shown = [key for key in one["texts"] if key.startswith("requirement.")]
    assert {key.split(".")[1] for key in shown} == set(asked.documents())


def _without_own(case: Mapping) -> dict[str, object]:
    """What two cases of the same application have in common, whatever was sent first."""
    documents = [
        {n: v for n, v in each.items() if n not in ("@id", "id")} for each in case["documents"]
    ]
    documents.sort(key=lambda each: (each["requirement"], each["filename"]))
    return {**{n: v for n, v in case.items() if n not in OWN}, "documents": documents}


def differences(one: object, other: object) -> object:
    """What two values do not have in common, by its path; empty when they are the same."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = dict.fromkeys((*one, *other))
        found = {name: differences(one.get(name), other.get(name)) for name in names}
        return {name: each for name, each in found.items() if each}
    if isinstance(one, list) and isinstance(other, list):
        pairs = enumerate(zip_longest(one, other))
        return {place: found for place, pair in pairs if (found := differences(*pair))}
    return () if one == other and type(one) is type(other) else (one, other)
