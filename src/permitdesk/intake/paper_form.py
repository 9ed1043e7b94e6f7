"""A service on paper: what ``theme/typst/form.typ`` draws, from the published definition.

The form is German, which is the office's language, with the person's language beside it. It asks
everything, in the order of the pages; what is asked only of some says in words of whom.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import groupby

from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.i18nmessageid import Message

from permitdesk.core import in_words
from permitdesk.core.interfaces import ICodeList
from permitdesk.core.languages import SOURCE, direction, is_reviewed
from permitdesk.core.texts import Shown, Text, joined, say
from permitdesk.district import office
from permitdesk.intake import paper_texts as texts
from permitdesk.services import Words
from permitdesk.services.conditions import together
from permitdesk.services.definition import Condition, Field, Revision, Step
from permitdesk.theme import render_pdf

SHORT = 60  # a question up to here fits into half the width
NARROW = ("text", "integer", "number", "money", "date", "partial-date", "email", "phone", "yes-no")
MOST_COLUMNS = 6
MOST_CODES = 12  # a longer list of codes is no list to tick
ROWS, BLOCKS = 4, 2  # empty rows of a table, empty blocks of a group with more questions
LINES = 3
LETTERS = "abcdefghijklmnopqrstuvwxyz"

Both = dict[str, Shown]


def paper_form_pdf(revision: Revision, language: str, today: date) -> bytes:
    """The blank form as tagged PDF, German first and the language beside it."""
    return render_pdf("form", PaperForm(revision, language, today).data(), SOURCE)


class PaperForm:
    """The data of one form; texts are ``{"de": …, "other": …}``, ``other`` empty in German."""

    def __init__(self, revision: Revision, language: str, today: date) -> None:
        self.revision, self.language, self.today = revision, language, today

    def data(self) -> dict[str, object]:
        place = office()
        return {
            "title": self.text("service.title")["de"],
            "heading": self.text("service.title"),
            "other": {"language": self.language, "direction": direction(self.language)},
            "district": getSite().title,
            "office": place.name.removeprefix(f"{getSite().title}, "),
            "address": place.address.splitlines(),
            "stamp": self.said(texts.STAMP),
            "optional": self.said(texts.OPTIONAL),
            "footer": self.footer(),
            "introduction": [
                self.said(texts.INTRODUCTION),
                *([] if self.language == SOURCE else [self.said(texts.IN_GERMAN)]),
                *([] if is_reviewed(self.language) else [self.said(texts.NOT_REVIEWED)]),
            ],
            "sections": [self.section(step) for step in self.steps],
            "closing": [*self.documents(), self.signature(), self.ways(), *self.privacy()],
        }

    def footer(self) -> str:
        day = in_words.day(self.revision.published_at[:10], SOURCE)
        values = {"title": self.text("service.title")["de"], "number": str(self.revision.number)}
        return self.said(texts.FOOTER, day=day, **values)["de"]

    # -- questions

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that ask something; what only explains the website is left out."""
        return [
            step
            for step in self.revision.definition.steps
            if any(field.type != "explanation" for field in step.fields)
        ]

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number of each question by name, such as ``3.2``."""
        numbers = {}
        for place, step in enumerate(self.steps, 1):
            asked = [field for field in step.fields if field.type != "explanation"]
            numbers |= {field.name: f"{place}.{n}" for n, field in enumerate(asked, 1)}
        return numbers

    @cached_property
    def words(self) -> dict[str, Words]:
        """What says a condition, by language."""
        return {
            tag: Words(self.revision, tag, dict(self._names(tag)), self.today, self.letters)
            for tag in (SOURCE, self.language)
        }

    @cached_property
    def letters(self) -> dict[str, dict[str, str]]:
        """The letter before each option, by question and value: conditions stay short."""
        found = {}
        every = [
            each for field in self.revision.definition.fields() for each in (field, *field.fields)
        ]
        for field in every:
            values = [each.value for each in field.options] or [c.value for c in _codes(field)]
            if len(values) <= len(LETTERS):
                found[field.name] = dict(zip(values, LETTERS, strict=False))
        return found

    def _names(self, language: str) -> Iterator[tuple[str, Shown]]:
        for field in self.revision.definition.fields():
            for each in field.fields:
                title = self.revision.shown(each.key("title"), language)
                yield each.name, joined("„", title, "“")
            number = self.numbers.get(field.name, "")
            yield field.name, _in(texts.QUESTION, language, number=number)

    def when(self, condition: Condition | None) -> Both | None:
        """„Nur ausfüllen, wenn …“, or None for what everybody fills in."""
        if condition is None:
            return None
        return self.both(
            lambda tag: _in(texts.ONLY_IF, tag, condition=self.words[tag].of(condition))
        )

    def section(self, step: Step) -> dict[str, object]:
        return {
            "heading": self.text(step.key("title")),
            "number": str(self.steps.index(step) + 1),
            "condition": self.when(step.condition),
            "blocks": [
                {"condition": self.when(condition), "items": [self.item(each) for each in fields]}
                for condition, fields in _together(step.fields)
            ],
        }

    def item(self, field: Field) -> dict[str, object]:
        """One question as it is drawn, by ``kind``."""
        item: dict[str, object] = {
            "kind": "line",
            "number": self.numbers.get(field.name, ""),
            "label": self.text(field.key("title")),
            "help": self.text(field.key("description")),
            "optional": not field.required and field.type != "explanation",
            "unit": "€" if field.type == "money" else "",
        }
        item |= self._drawn(field)
        item["wide"] = not self._is_narrow(field, item)
        return item

    def _drawn(self, field: Field) -> dict[str, object]:
        match field.type:
            case "explanation":
                return {"kind": "explanation"}
            case "group":
                return self._group(field)
            case "long-text":
                return {"kind": "lines", "lines": LINES}
            case "date" | "partial-date":
                partial = field.type == "partial-date"
                return {"kind": "date"} | ({"note": self.said(texts.UNKNOWN)} if partial else {})
            case "yes-no" if any(rule.kind == "true" for rule in field.rules):
                return {"kind": "confirm", "optional": False}
        options = self.options(field)
        return {"kind": "options", "options": options} if options else {}

    def options(self, field: Field) -> list[Both]:
        """What to tick; empty for what is written, such as one of all countries."""
        if field.type == "yes-no":
            yes, no = self.said(texts.YES), self.said(texts.NO)
            return [{**yes, "letter": ""}, {**no, "letter": ""}]
        letters = self.letters.get(field.name, {})
        if field.options:
            found = {o.value: self.text(field.key(f"option.{o.value}")) for o in field.options}
        else:
            codes = queryUtility(ICodeList, name=field.code_list) if field.code_list else None
            found = {
                code.value: self.both(
                    lambda tag, code=code: codes.title(code.value, tag) or code.title
                )
                for code in _codes(field)
            }
        return [{**text, "letter": letters.get(value, "")} for value, text in found.items()]

    def _group(self, group: Field) -> dict[str, object]:
        most = group.max_rows or ROWS
        plain = all(each.condition is None and each.type != "long-text" for each in group.fields)
        more = {"note": self.said(texts.MORE_ROWS)} if most > (ROWS if plain else BLOCKS) else {}
        if plain and len(group.fields) <= MOST_COLUMNS:
            columns = [
                {"label": self.text(each.key("title")), "options": self.options(each)}
                for each in group.fields
            ]
            return {"kind": "table", "columns": columns, "rows": min(most, ROWS)} | more
        items = [
            {**self.item(each), "condition": self.when(each.condition)} for each in group.fields
        ]
        return {"kind": "rows", "items": items, "rows": min(most, BLOCKS)} | more

    def _is_narrow(self, field: Field, item: dict[str, object]) -> bool:
        length = max(len(str(text)) for text in item["label"].values())
        if length > SHORT:
            return False
        if item["kind"] == "line":
            return True
        return item["kind"] == "date" or (item["kind"] == "options" and field.type in NARROW)

    # -- what stands behind the questions

    def documents(self) -> list[dict[str, object]]:
        requirements = self.revision.definition.requirements
        if not requirements:
            return []
        steps = {step.name: step for step in self.revision.definition.steps}
        items = []
        for each in requirements:
            step = steps.get(each.step)
            condition = together((step.condition if step else None, each.condition))
            items.append(
                {
                    "label": self.text(each.key("title")),
                    "help": self.text(each.key("description")),
                    "optional": not each.required,
                    "condition": self.only_for(condition),
                }
            )
        return [
            {
                "kind": "documents",
                "heading": self.said(texts.DOCUMENTS),
                "text": self.said(texts.DOCUMENTS_TEXT),
                "items": items,
            }
        ]

    def only_for(self, condition: Condition | None) -> Both | None:
        """„Nur, wenn …“ for a document."""
        if condition is None:
            return None
        return self.both(
            lambda tag: _in(texts.ONLY_FOR, tag, condition=self.words[tag].of(condition))
        )

    def signature(self) -> dict[str, object]:
        return {
            "kind": "signature",
            "heading": self.said(texts.SIGNATURE),
            "place": self.said(texts.PLACE_AND_DAY),
            "name": self.said(texts.SIGNED),
            "guardian": self.said(texts.SIGNED_FOR),
        }

    def ways(self) -> dict[str, object]:
        """How to hand it in: the service's own words, then by post, by mail, at the counter."""
        place = office()
        own = [self.text("service.send")] if "service.send" in self.revision.sources else []
        address = ", ".join([place.name, *place.address.splitlines()])
        hours = ", ".join(place.hours.splitlines())
        found = [self.said(texts.BY_POST, address=address)]
        if place.email:
            found.append(self.said(texts.BY_MAIL, address=place.email))
        found.append(self.said(texts.AT_COUNTER, hours=hours))
        return {"kind": "ways", "heading": self.said(texts.WAYS), "text": own, "items": found}

    def privacy(self) -> list[dict[str, object]]:
        if "service.privacy" not in self.revision.sources:
            return []
        return [
            {
                "kind": "small",
                "heading": self.said(texts.PRIVACY),
                "text": self.text("service.privacy"),
            }
        ]

    # -- texts

    def text(self, key: str) -> Both:
        """A text of the service."""
        return self.both(lambda tag: self.revision.shown(key, tag))

    def said(self, message: Message, **values: str) -> Both:
        """A text of ours."""
        return self.both(lambda tag: _in(message, tag, **values))

    def both(self, make) -> Both:
        """German, and the other language where it says something else."""
        german = make(SOURCE)
        other = make(self.language) if self.language != SOURCE else ""
        is_gap = isinstance(other, Text) and other.language == SOURCE
        return {"de": german, "other": "" if is_gap or str(other) == str(german) else other}


def _codes(field: Field) -> tuple:
    """The codes of a list that is short enough to tick; none otherwise."""
    codes = queryUtility(ICodeList, name=field.code_list) if field.code_list else None
    if codes is None or codes.searchable:
        return ()
    found = tuple(codes.codes(SOURCE))
    return found if len(found) <= MOST_CODES else ()


def _together(fields: Iterable[Field]) -> Iterator[tuple[Condition | None, list[Field]]]:
    """Neighbours with the same condition, so that it is said once."""
    for condition, found in groupby(fields, key=lambda field: field.condition):
        yield condition, list(found)


def _in(message: Message, language: str, **values: Shown) -> Shown:
    return say(Message(message, mapping=values), language)
