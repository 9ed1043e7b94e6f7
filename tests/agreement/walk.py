"""Somebody walks through the wizard's pages, and looks at what each of them asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from agreement.books import CONTENT, ELSEWHERE, Book
from agreement.browser import Browser, Page, bare
from agreement.client import a_form
from agreement.form import Form
from agreement.kept import EMPTY, kept
from agreement.typed import typed

TURNS = 40  # more than any step needs


@dataclass(frozen=True)
class Search:
    """A code to be found by its title; ``at_once``: it is enough to type it and go on."""

    name: str
    title: str
    at_once: bool


class Walk:
    """``entered`` is what was entered so far, ``errors`` what each step said last.

    Every page is compared with what the form's conditions ask for.
    """

    def __init__(self, form: Form, book: Book, codes, address: str):
        self.form, self.book, self.codes = form, book, codes
        self.own = a_form(form.service, form.today, book.language)
        self.told: dict[str, set[str]] = {}
        self.answers: Mapping[str, object] = book.answers
        self.entered: dict[str, object] = {}
        self.errors: dict[str, dict[str, str]] = {}
        self.visited: list[str] = []
        self.uploaded: dict[str, list[str]] = {}
        self.refused: dict[str, str] = {}
        self.browser, self.address = Browser(), address

    # -- ways

    def begin(self) -> Page:
        start = self.browser.open(self.address)
        (first, *_more) = start.tree.xpath("//main//a[contains(@href, '/step/')]/@href")
        return self.browser.open(first)

    def to_the_end(self, page: Page) -> Page:
        """All steps from this page on; where one does not go on, the next is opened by address."""
        while page.step:
            step, page = page.step, self.answer(page)
            if page.step == step:  # something is wrong there
                page = self.open(self.following(step))
            assert place(page) == self.following(step), f"{step} leads to {place(page)}"
        return page

    def following(self, step: str) -> str:
        """Where *Continue* leads from this step: ``step/…`` or ``check``."""
        steps = self.form.asked(self.entered).steps()
        later = steps[steps.index(step) + 1 :]
        return f"step/{later[0]}" if later else "check"

    def open(self, where: str) -> Page:
        return self.browser.open(f"{self.address}/{where}")

    def back(self, page: Page) -> Page:
        """*Back*, with everything entered that the page asks."""
        return self._send(page, "back")

    def lacking(self) -> list[str]:
        """Steps with a question that has an answer by now and was not asked before."""
        asked = self.form.asked(self.form.tidy(self.answers))
        entered, wanted = self.form.asked(self.entered).answers(), asked.answers()
        return [
            step
            for step in asked.steps()
            if any(entered.get(n) != wanted.get(n) for n in asked.questions(step) if "." not in n)
            or any(each not in self.uploaded for each in asked.documents(step))
        ]

    # -- one step

    def answer(self, page: Page) -> Page:
        """Answer what a step asks, new questions too, until it leads on or does not."""
        step, shown, hints = page.step, None, set()
        self.visited.append(step)
        for _turn in range(TURNS):
            told = self.look(page)
            if page.shown == shown and (told == hints or errors_of(page)):
                break
            shown, hints, page = page.shown, told, self._send(page, "continue")
            self.told.setdefault(step, set()).update(told)
            self.errors[step] = errors_of(page) if page.step == step else {}
            if page.step != step:
                break
        else:
            raise AssertionError(f"{step} never goes on")
        untold = self._hints(step).keys() - self.told[step] - {ELSEWHERE}
        assert not untold or self.errors[step], f"{step} does not tell {untold}: {self.entered}"
        return page

    def _hints(self, step: str) -> dict[str, str]:
        """The titles of the hints that these answers call for."""
        asked = self.form.asked(self.entered)
        own = {hint["id"]: hint["title"] for hint in self.own.data["hints"]}
        found = {hint["id"]: own[hint["id"]] for hint in asked.hints(step)}
        here = "residence_municipality" in asked.questions(step)
        if here and asked.get("residence_municipality") == ELSEWHERE:
            found[ELSEWHERE] = "${authority}"
        return found

    def _told(self, page: Page) -> set[str]:
        """The hints that a step shows; each has to be one that is called for."""
        wanted = {id_: _pattern(title) for id_, title in self._hints(page.step).items()}
        told = set()
        for title in page.tree.xpath("//*[@id='hints']//h2"):
            text = bare("".join(title.xpath("./text()")))
            fits = [id_ for id_ in wanted if id_ not in told and wanted[id_].fullmatch(text)]
            assert fits, f"{page.step} tells “{text}”: {self.entered}"
            told.add(fits[0])
        return told

    def look(self, page: Page) -> set[str]:
        """The page asks exactly what the conditions call for; which hints it shows."""
        asked, step = self.form.asked(self.entered), page.step
        papers = asked.documents(step)
        wanted = [*asked.questions(step), *(f"documents.{each}" for each in papers)]
        assert page.shown == wanted, f"{step} asks {page.shown}, not {wanted}: {self.entered}"
        drawn = _drawn(page)
        open_rows = {name for name in drawn if name.count(".") == 2} - set(wanted)
        missing = {name for name in wanted if self._has_input(name)} - drawn - self._full()
        # A group that must have a row shows its first one already.
        assert not missing and all(name.split(".")[1] == "0" for name in open_rows), (
            f"{step} draws {sorted(drawn)}, not {wanted}"
        )
        steps = asked.steps()
        position = f"{steps.index(step) + 1} {len(steps)}"
        told = page.one("//progress")
        assert f"{told.get('value')} {told.get('max')}" == position, f"{step}: not {position}"
        for each in papers:
            must = self.form.documents[each]["required"] and not self.uploaded.get(each)
            control = page.inputs.get(f"documents.{each}", [None])[0]
            if control is not None:
                assert (control.get("aria-required") == "true") == must, f"{step}: {each}"
        titles = [
            each["title"]
            for each in self.form.data["prerequisites"]
            if each["id"] in asked.prerequisites(step)
        ]
        assert len(page.texts("//h2[@class='pd-prerequisites__title']")) == len(titles), step
        return self._told(page)

    def _full(self) -> set[str]:
        """The documents of which there are as many as may be."""
        return {
            f"documents.{each}"
            for each, names in self.uploaded.items()
            if 1 < self.form.documents[each]["max_files"] <= len(names)
        }

    def _has_input(self, name: str) -> bool:
        field = self.form.fields.get(name)
        return name.startswith("documents.") or (
            field is not None and field["type"] not in ("explanation", "group")
        )

    # -- what is entered

    def _send(self, page: Page, button: str) -> Page:
        """Enter everything that this page has a question for, and press a button."""
        page = self._with_rows(page)
        for _turn in range(TURNS):
            data, searches = self._fill(page)
            later = [search for search in searches if not search.at_once]
            later = later or (searches if button != "continue" else [])
            if not later:
                break
            data[f"{later[0].name}.search"] = [later[0].title]
            page = self._press(page, data, f"{later[0].name}.find")
        else:
            raise AssertionError(f"Codes are not found: {searches}")
        for search in searches:
            data[f"{search.name}.search"] = [search.title]
        page = self._upload(page, data)
        return self._press(page, data, button)

    def _press(self, page: Page, data: Mapping, button: str, files=()) -> Page:
        return self.browser.post(page.form.get("action"), {**data, button: ["1"]}, files)

    def _with_rows(self, page: Page) -> Page:
        for name in page.shown:
            wanted = self.answers.get(name) or ()
            if "." in name or self.form.fields.get(name, {}).get("type") != "group":
                continue
            while _rows(page, name) < len(wanted) and f"{name}.add" in page.buttons:
                before = _rows(page, name)
                data, _search = self._fill(page)
                page = self._press(page, data, f"{name}.add")
                assert _rows(page, name) == before + 1, f"{name} got no row"
        return page

    def _fill(self, page: Page) -> tuple[dict[str, list[str]], list["Search"]]:
        """What is sent, and codes that are still to be searched."""
        data, searches = page.sent(), []
        for name in page.shown:
            field = self.form.fields.get(name)
            if field is None or field["type"] == "explanation":
                continue
            if field["type"] != "group":
                self._put(page, data, field, name, self.answers.get(name), searches)
                self._note(self.entered, field, name, self.answers.get(name))
                continue
            rows = []
            for number, row in enumerate(self.answers.get(name) or ()):
                rows.append({})
                forged = number >= field["max_rows"] <= _rows(page, name)
                for column in field["fields"]:
                    key = f"{name}.{number}.{column['name']}"
                    if forged or any(_root(each) == key for each in page.inputs):
                        self._put(page, data, column, key, row.get(column["name"]), searches)
                        self._note(rows[-1], column, column["name"], row.get(column["name"]))
            self._note(self.entered, field, name, [row for row in rows if row])
        return data, searches

    @staticmethod
    def _note(answers: dict, field: dict, name: str, value: object) -> None:
        value = kept(field, value)
        if value in EMPTY:
            answers.pop(name, None)
        else:
            answers[name] = value

    def _put(self, page: Page, data: dict, field: dict, name: str, value, searches: list) -> None:
        for suffix, texts in typed(field, value, self.book.language, self.book.own_digits).items():
            data[name + suffix] = texts
        if "search" not in field or value in EMPTY:
            return
        offered = [control.get("value") for control in page.inputs.get(name, ())]
        codes = value if isinstance(value, list) else [value]
        titles = {c: self.codes.title(field["search"], c, self.book.language) for c in codes}
        # A code that no list has cannot be found: it is sent as if it had been offered.
        unknown = [c for c in codes if titles[c] == c and c not in offered]
        still = [c for c in codes if c not in offered and c not in unknown]
        data[name] = [c for c in offered if c in codes] + unknown
        if still:
            # Typed in full, one is taken with Continue, where no other is chosen in its place.
            chosen = page.sent().get(name) and not isinstance(value, list)
            at_once = not self.book.searches and len(still) == 1 and not chosen
            searches.append(Search(name, titles[still[0]], at_once))

    def _upload(self, page: Page, data: Mapping) -> Page:
        """Every file with the button beside it, for one input takes one at a time."""
        for name in page.shown:
            requirement = name.removeprefix("documents.")
            if requirement == name or requirement in self.uploaded:
                continue
            self.uploaded[requirement] = []
            self._announce(name, self.book.later.get(requirement), data)
            for filename in self.book.files[requirement]:
                file = (name, filename, "application/pdf", CONTENT[filename])
                page = self._press(page, data, f"{name}.add", [file])
                said = errors_of(page).get(name.replace(".", "-"), "")
                if said:
                    self.refused[name] = said
                else:
                    self.uploaded[requirement].append(filename)
        return page

    @staticmethod
    def _announce(name: str, said: Mapping[str, str] | None, data: dict) -> None:
        """Say why a document comes later, beside its upload."""
        if said is None:
            return
        for part in ("reason", "text"):
            if part in said:
                data[f"{name}.later.{part}"] = [said[part]]
        year, month, day = said.get("until", "--").split("-")
        for part, value in (("day", day), ("month", month), ("year", year)):
            data[f"{name}.later.until.{part}"] = [value]


def errors_of(page: Page) -> dict[str, str]:
    """What a step says is wrong, by the name of the question."""
    return {
        element.get("id").removeprefix("f-").removesuffix("-error"): plain_error(element)
        for element in page.tree.xpath("//p[@class='kern-error'][@id]")
    }


def _pattern(title: str) -> re.Pattern:
    """What fits a title, whatever stands in its places."""
    parts = re.split(r"\$\{\w+\}", bare(title))
    return re.compile(".*".join(map(re.escape, parts)))


def plain_error(element) -> str:
    said = element.xpath("./span[@class='kern-body']")[0]
    prefix = said.xpath("./span[@class='pd-sr-only']")[0]
    return bare(prefix.tail or "")


def place(page: Page) -> str:
    return f"step/{page.step}" if page.step else page.path.rpartition("/")[2]


def _rows(page: Page, group: str) -> int:
    return sum(name.startswith(f"{group}.") and name.endswith(".remove") for name in page.buttons)


def _root(name: str) -> str:
    for suffix in (".day", ".month", ".year", ".search"):
        name = name.removesuffix(suffix)
    return name


def _drawn(page: Page) -> set[str]:
    return {_root(name) for name in page.inputs} | {
        button.removesuffix(".find") for button in page.buttons if button.endswith(".find")
    }
