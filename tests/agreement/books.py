"""What somebody would answer to every question of a service, whether it is asked or not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import timedelta
from itertools import pairwise

from hypothesis import strategies as st

from agreement.days import limits
from agreement.form import Form
from agreement.kept import EMPTY, kept
from agreement.values import NOTHING, right, rules_of, wrong
from documents.files import a_pdf, a_picture
from permitdesk.core.languages import LANGUAGES

ELSEWHERE = "auenburg"  # the municipality for which another authority is responsible
FILES = {
    "Pass.pdf": a_pdf(2),
    "جواز السفر.pdf": a_pdf(1),
    "Übersetzung (1) – São.pdf": a_pdf(3),
    "C:\\Fotos\\Bild.JPG": a_picture("JPEG", (40, 30)),
    "../../scan.png": a_picture("PNG", (30, 40)),
    f"{'lang' * 60}.pdf": a_pdf(1),
}
NO_PAPER = "Brief.pdf"
CONTENT = {**FILES, NO_PAPER: b"no PDF at all"}


@dataclass(frozen=True)
class Book:
    """Answers to all questions by name; names of files by requirement, ``CONTENT`` has the bytes.

    ``spoiled`` names what was made wrong on purpose. ``change`` is an answer given otherwise
    later: its name and the new value.
    """

    language: str
    answers: Mapping[str, object]
    files: Mapping[str, tuple[str, ...]]
    spoiled: tuple[str, ...] = ()
    change: tuple[str, object] | None = None
    searches: bool = False  # whether codes are looked up and chosen, not typed in full
    later: Mapping[str, Mapping[str, str]] = attribute(default_factory=dict)  # by requirement
    own_digits: bool = False  # whether numbers are typed in the digits of the language

    def changed(self) -> dict[str, object]:
        return {**self.answers, **dict([self.change] if self.change else ())}


@st.composite
def books(draw, form: Form, codes, spoils: int = 3) -> Book:
    """Books for a form; all but so many of ten can be sent. ``codes`` looks up long lists."""
    language = draw(st.sampled_from(sorted(LANGUAGES)))
    spoiled = set()
    if draw(st.integers(1, 10)) > 10 - spoils:
        # Of groups there are few, and much can be wrong in them.
        groups = [name for name, each in form.fields.items() if each["type"] == "group"]
        names = [*form.fields, *form.documents, *groups * 8]
        spoiled = draw(st.sets(st.sampled_from(names), max_size=8))
    everything = draw(st.sampled_from([None, True, False]))
    answers: dict[str, object] = {}
    lacking: set[str] = set()
    for name, each in form.fields.items():
        if each["type"] == "explanation":
            continue
        value = _answer(draw, each, _Seen(form, answers), codes, everything, name in spoiled)
        if value is NOTHING:
            lacking.add(name)
        elif value is not None:
            answers[name] = value
        _one_of(draw, form, each, answers, codes, spoiled)
    files = {
        id_: _files(draw, each, everything, id_ in spoiled) for id_, each in form.documents.items()
    }
    later = {
        id_: draw(_announced(form))
        for id_, each in form.documents.items()
        if each["may_come_later"] and id_ not in spoiled and draw(st.integers(0, 4)) == 4
    }
    files |= dict.fromkeys(later, ())
    change = draw(st.none() | _changes(form, answers, codes))
    for each in (answers, {**answers, **dict([change] if change else ())}):
        if sum(len(files[id_]) for id_ in form.asked(each).documents()) > form.most_files:
            files = {id_: names[:1] for id_, names in files.items()}
    habits = draw(st.booleans()), draw(st.booleans())
    wrong_ones = tuple(sorted(spoiled | lacking))
    return Book(language, answers, files, wrong_ones, change, habits[0], later, habits[1])


@st.composite
def _announced(draw, form: Form) -> dict[str, str]:
    """Why a document comes later, as the API takes it."""
    reasons = [each["value"] for each in form.data["later_reasons"]]
    said = {"reason": draw(st.sampled_from(reasons))}
    if said["reason"] == "other" or draw(st.booleans()):
        said["text"] = draw(st.sampled_from(("Bei der Botschaft", "عند صاحب العمل", "O’Neill")))
    if draw(st.booleans()):
        days = draw(st.integers(0, 400))
        said["until"] = (form.today + timedelta(days=days)).isoformat()
    return said


class _Seen:
    """What rules, options and conditions of a question see; in a row that row first."""

    def __init__(self, form: Form, answers: Mapping, row: Mapping = {}):
        self.asked, self.row, self.today = form.asked(answers), row, form.today

    def get(self, name: str) -> object:
        return self.row[name] if name in self.row else self.asked.get(name)

    def edges(self, name: str) -> list:
        return self.asked.form.edges.get(name, [])

    def holds(self, condition: dict | None) -> bool:
        return self.asked.holds(condition, self.row)


def _answer(draw, each: dict, seen: _Seen, codes, everything, spoil: bool) -> object:
    if each["type"] == "group":
        return _rows(draw, each, seen, codes, spoil)
    if spoil:
        return wrong(draw, each, seen)
    if not each["required"] and not (draw(st.booleans()) if everything is None else everything):
        return None
    if each["name"] == "residence_municipality" and draw(st.integers(0, 9)) < 9:
        here = [option["value"] for option in each["options"] if option["value"] != ELSEWHERE]
        return draw(st.sampled_from(here))
    return right(draw, each, seen, codes)


def _rows(draw, group: dict, seen: _Seen, codes, spoil: bool) -> object:
    least = 1 if group["required"] and not spoil else 0
    most = group["max_rows"]
    number = draw(st.sampled_from([*range(least, 4), *([most, most + 1] if spoil else [])]))
    bad = draw(st.sets(st.sampled_from([c["name"] for c in group["fields"]]))) if spoil else set()
    rows: list[dict] = []
    for _number in range(number):
        row: dict[str, object] = {}
        for column in group["fields"]:
            here = _Seen(seen.asked.form, seen.asked._answers, row)
            value = _answer(draw, column, here, codes, None, column["name"] in bad)
            if value is NOTHING:
                return NOTHING
            if value is not None:
                row[column["name"]] = value
        if kept(group, [row]) != [{}]:  # a row in which nothing stands is none
            rows.append(row)
    if not spoil:
        for rule in rules_of(group, "no_overlap"):
            rows = _apart(rows, *rule["value"])
    return rows or None


def _apart(rows: list[dict], first: str, last: str) -> list[dict]:
    """The rows whose days are not those of a row before, as far as that is certain."""
    left: list[dict] = []
    for row in rows:
        spans = [(limits(one[first]), limits(one[last])) for one in (*left, row)]
        whole = sorted((begin[0], end[1]) for begin, end in spans)
        if all(one[1] <= other[0] for one, other in pairwise(whole)):
            left.append(row)
    return left


def _one_of(draw, form: Form, each: dict, answers: dict, codes, spoiled: set[str]) -> None:
    """Fill the question itself where one of several has to be."""
    seen = _Seen(form, answers)
    for rule in rules_of(each, "one_of"):
        names = (each["name"], *rule["value"])
        if each["name"] in spoiled or any(seen.get(name) not in EMPTY for name in names):
            continue
        answers[each["name"]] = right(draw, each, seen, codes)


def _files(draw, each: dict, everything, spoil: bool) -> tuple[str, ...]:
    if spoil:
        return draw(st.sampled_from([(), (NO_PAPER,)]))
    if not each["required"] and not (draw(st.booleans()) if everything is None else everything):
        return ()
    names = [n for n in FILES if _format(n) in each["formats"]]
    many = min(each["max_files"], 2)
    chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=many, unique=True))
    return tuple(chosen)


def _format(name: str) -> str:
    ending = name.lower().rpartition(".")[2]
    return {"jpg": "image/jpeg", "png": "image/png"}.get(ending, "application/pdf")


@st.composite
def _changes(draw, form: Form, answers: Mapping, codes) -> tuple[str, object] | None:
    """Another answer to a question on which others depend."""
    asked = form.asked(answers)
    deciding = sorted(set(deciders(form.data)) & {n for n in answers if asked.is_asked(n)})
    deciding = [name for name in deciding if form.fields[name]["type"] != "group"]
    if not deciding:
        return None
    name = draw(st.sampled_from(deciding))
    earlier = {n: v for n, v in answers.items() if n != name}
    value = right(draw, form.fields[name], _Seen(form, earlier), codes)
    return None if value is NOTHING else (name, value)


def deciders(data: object) -> Iterator[str]:
    """The names in all conditions of a form."""
    if isinstance(data, dict):
        if data.keys() & {"is", "is_not", "in", "not_in", "before", "after", "filled", "empty"}:
            yield data["field"]
        for each in data.values():
            yield from deciders(each)
    elif isinstance(data, list):
        for each in data:
            yield from deciders(each)
