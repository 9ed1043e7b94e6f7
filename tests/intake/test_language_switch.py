"""The language is switched on every step, from each to each: every answer and file is still there,
and what could not be read stays as it was typed."""

from itertools import pairwise

import pytest

from builders.files import Upload, a_pdf, an_image
from permitdesk.core.languages import LANGUAGES
from permitdesk.services.fields import TYPES

from .applicant import Applicant
from .drafted import a_filled_draft
from .every_kind import ANSWERS, STEPS, held, published_with_every_kind

UPLOADS = [
    Upload("passport", "Pass.pdf", "application/pdf", a_pdf("1")),
    Upload("passport", "Seite 2.jpg", "image/jpeg", an_image("jpeg", "2")),
    Upload("contract", "договір.pdf", "application/pdf", a_pdf("3")),
]


def every_pair():
    """A walk through all languages that goes once from each to each other (an Euler circuit)."""
    left = {one: [other for other in LANGUAGES if other != one] for one in LANGUAGES}
    stack, walk = ["de"], []
    while stack:
        if left[stack[-1]]:
            stack.append(left[stack[-1]].pop())
        else:
            walk.append(stack.pop())
    return walk[::-1]


@pytest.fixture
def everything(offices):
    revision = published_with_every_kind(offices)
    assert {
        field.type
        for step in revision.definition.steps
        for each in step.fields
        for field in (each, *each.fields)
    } == set(TYPES.values()), "every kind of question is asked"
    return offices


def opened(layer, code):
    """The applicant's browser after coming back with the code."""
    person = Applicant(layer).open("/resume").fill(resume_code=code)
    person.press()
    return person


def shown(person):
    """What the page holds as a browser would send it, for all but what depends on the language."""
    return {
        name: [field.value for field in fields]
        for name, fields in person.form.fields.items()
        if name and name not in ("token", "shown")
    }


def test_the_walk_goes_from_each_to_each():
    walk = every_pair()
    pairs = list(pairwise(walk))
    assert len(pairs) == len(set(pairs)) == len(LANGUAGES) * (len(LANGUAGES) - 1)
    assert walk[0] == walk[-1] == "de"


@pytest.mark.rotating(2)
@pytest.mark.parametrize("step", STEPS)
def test_every_answer_and_file_is_there_after_each_switch(functional, everything, step):
    code = a_filled_draft(everything, "contact", ANSWERS, UPLOADS)
    person = opened(functional, code).open(f"/step/{step}")
    before, page = held(everything, code), shown(person)
    assert before[0] == ANSWERS
    assert before[1] == {each.filename: each.data for each in UPLOADS}
    for tag in every_pair()[1:]:
        person.press("language", tag)
        assert person.html.select_one("html")["lang"] == tag
        assert person.step == step
        assert held(everything, code) == before, tag
    assert shown(person) == page, "back in the first language it looks as it did"


def test_what_could_not_be_read_stays_as_it_was_typed(functional, everything):
    code = a_filled_draft(everything, "contact", {})
    person = opened(functional, code).open("/step/figures")
    typed = {"whole": "zwölf", "part": "1,2,3", "pay": "ungefähr 100", "day.day": "31"}
    typed |= {"day.month": "Feb", "day.year": "26", "about_then.year": "?"}
    person.fill(**{name.replace(".", "__"): value for name, value in typed.items()})
    for tag in every_pair()[1:]:
        person.press("language", tag)
        assert {name: person.value(name) for name in typed} == typed, tag
    person.open("/step/words").fill(email="half an addr", phone="0151", text="  ")
    for tag in every_pair()[1:]:
        person.press("language", tag)
        assert person.value("email") == "half an addr", tag
        assert person.value("phone") == "0151", tag


def test_what_is_chosen_but_not_stored_yet_is_kept_by_the_switch(functional, everything):
    """One pair after the other, each with something new: typed, ticked, a row, a file."""
    code = a_filled_draft(everything, "contact", ANSWERS, UPLOADS[:1])
    person = opened(functional, code).open("/step/rows")
    walk = every_pair()
    for number, tag in enumerate(walk[1:], 1):
        person.fill(stays__0__place=f"Ort {number}")
        if number in (1, 2):
            upload = UPLOADS[number]
            person.attach(
                f"documents.{upload.requirement}",
                upload.data,
                upload.filename,
                upload.content_type,
            )
        person.press("language", tag)
        answers, files = held(everything, code)
        assert answers["stays"][0] == {**ANSWERS["stays"][0], "place": f"Ort {number}"}
        assert answers["stays"][1] == ANSWERS["stays"][1]
        assert len(files) == min(number, 2) + 1
    assert files == {each.filename: each.data for each in UPLOADS}
