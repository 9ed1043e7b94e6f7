"""A program that knows nothing but docs/api.md: it fills in whatever ``@form`` asks for."""

import warnings
from datetime import date, timedelta

from hypothesis import strategies as st

from documents.files import a_pdf
from permitdesk.core import clock
from permitdesk.services.conditions import from_data, holds
from permitdesk.services.days import day

from .world import JSON, PORTAL, a_document, publish

TODAY = clock.today()
DAYS = [
    *("1990-05-17", TODAY.isoformat()),
    *((TODAY + timedelta(days)).isoformat() for days in (-1, -400, 1, 30, 400, 1500)),
]
NUMBERS = (1, 2, 20, 38, 1000, 2000, 50_000)


class Stranger:
    """Answers by type and rules; ``everything`` says whether optional questions are answered."""

    def __init__(self, service, language, everything):
        path = f"/services/{service}/@form?lang={language}"
        self.form = publish("GET", path, accept=JSON).json
        self.everything = everything
        self.avoided = {}  # field -> options that the portal refused

    def answers(self):
        """Answers to what is asked, until nothing new is asked."""
        found = {}
        for _round in range(30):
            before, asked = dict(found), self.asked(found)
            found = {name: value for name, value in found.items() if name in asked}
            for name, field in asked.items():
                if name not in found and self.is_wanted(field, found):
                    found[name] = self.value(field, found)
            if found == before:
                return found
        raise AssertionError("The questions never come to an end.")

    def documents(self, answers):
        return [
            a_document(a_pdf(1), each["id"], f"{each['id']}.pdf")
            for each in self.form["documents"]
            if each["required"] and self.fits(each["condition"], answers)
        ]

    def asked(self, answers):
        """The fields asked; an answer to what is not asked counts as none."""
        counted = dict(answers)
        while True:
            asked = {
                field["name"]: field
                for step in self.form["steps"]
                if self.fits(step["condition"], counted)
                for field in step["fields"]
                if field["type"] != "explanation" and self.fits(field["condition"], counted)
            }
            left = {name: value for name, value in counted.items() if name in asked}
            if left == counted:
                return asked
            counted = left

    def is_wanted(self, field, answers):
        one_of = [rule for rule in field.get("rules", ()) if rule["kind"] == "one_of"]
        missed = one_of and not any(name in answers for name in one_of[0]["value"])
        return self.everything or field["required"] or missed

    @staticmethod
    def fits(condition, answers):
        return condition is None or holds(from_data(condition), answers, TODAY)

    def value(self, field, answers):
        match field["type"]:
            case "text" | "long-text":
                return text(field)
            case "integer" | "number" | "money":
                return next(each for each in NUMBERS if self.keeps(field, each, answers))
            case "date" | "partial-date":
                return next(each for each in DAYS if self.keeps(field, each, answers))
            case "yes-no":
                return True
            case "choice" | "code-list":
                return self.options(field, answers)[0]
            case "multi-choice" | "multi-code-list":
                return self.options(field, answers)[:1]
            case "email":
                return "someone@example.org"
            case "phone":
                return "+380 44 1234567"
            case "group":
                row = {}
                for column in field["fields"]:
                    if self.fits(column["condition"], {**answers, **row}) and self.is_wanted(
                        column, row
                    ):
                        row[column["name"]] = self.value(column, {**answers, **row})
                return [row]
        raise AssertionError(f"A type that is not documented: {field['type']}")

    def options(self, field, answers):
        options = field.get("options")
        if options is None:
            path = field["search"].removeprefix(PORTAL)
            options = publish("GET", f"{path}?q=a", accept=JSON).json["items"]
        return [
            option["value"]
            for option in options
            if option["value"] not in self.avoided.get(field["name"], ())
            and self.fits(option.get("condition"), answers)
        ]

    @staticmethod
    def keeps(field, value, answers):
        """Whether a number or a day is within the limits of a field's rules."""
        for rule in field.get("rules", ()):
            limit = rule.get("value")
            if isinstance(limit, dict):
                limit = answers.get(limit["field"])
            if rule["kind"] not in ("min", "max", "before", "after") or limit is None:
                continue
            if isinstance(value, str):
                one, other = date.fromisoformat(value), day(limit, TODAY)
            else:
                one, other = value, float(limit)
            kept = {
                "min": one >= other,
                "max": one <= other,
                "before": one < other,
                "after": one > other,
            }
            if not kept[rule["kind"]]:
                return False
        return True


def text(field):
    """A text as the rules of a field want it."""
    shortest = 1
    for rule in field.get("rules", ()):
        if rule["kind"] == "pattern" and rule.get("regex"):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # one example is what is wanted here
                return st.from_regex(rule["regex"], fullmatch=True).example()
        if rule["kind"] == "min_length":
            shortest = rule["value"]
    return "Anna".ljust(shortest, "a")
