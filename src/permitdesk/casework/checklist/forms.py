"""The forms of the checklist: ask for everything that is missing, do not take a document, say until
when it is valid."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from Acquisition import aq_inner, aq_parent

from permitdesk import district
from permitdesk.casework.caseworker import LONGEST_TITLE
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.judging import LONGEST_NOTE, MOST_OTHERS
from permitdesk.casework.checklist.missing import items, known_papers
from permitdesk.casework.checklist.text_module import MESSAGE, REJECTION, REQUEST, TextModule
from permitdesk.casework.checklist.text_store import TOO_LONG, text_modules
from permitdesk.casework.periods import next_working_day
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import german
from permitdesk.intake import Questions
from permitdesk.services.definition import Field, Option, Rule
from permitdesk.theme import Widget

OWN_WORDS = "_own"
_USUAL = frozenset(("wanted", "until", "module"))
MOST_DAYS = 365
NOTHING = _("casework_check_nothing", default="Wählen Sie aus, welche Unterlagen Sie anfordern.")
SOONER = _(
    "casework_check_until_wrong",
    default="Nennen Sie einen Tag, der noch kommt, höchstens ein Jahr von heute.",
)
WHY = _(
    "casework_check_why_needed", default="Schreiben Sie, warum Sie das Dokument nicht annehmen."
)
TOO_MANY = _(
    "casework_check_too_many",
    default="Höchstens ${count} andere Unterlagen auf einmal, jede in einer Zeile mit höchstens"
    " ${letters} Zeichen.",
    mapping={"count": str(MOST_OTHERS), "letters": str(LONGEST_TITLE)},
)


class ChecklistForms:
    """``request``, ``reject``, ``validity`` and ``text`` are what was posted, of the one form that
    was sent."""

    def __init__(
        self,
        case,
        request: Mapping | None = None,
        reject: Mapping | None = None,
        validity: Mapping | None = None,
        text: Mapping | None = None,
    ) -> None:
        self.case = case
        self._request, self._reject, self._validity = request, reject, validity
        self._text = text

    @staticmethod
    def key() -> str:
        return secrets.token_hex(16)

    @property
    def errors(self) -> list:
        return [
            *self.request_form.errors,
            *self.reject_form.errors,
            *self.validity_form.errors,
            *self.text_form.errors,
        ]

    # -- everything that is missing

    @cached_property
    def request_modules(self) -> list[TextModule]:
        return text_modules(self.case, REQUEST)

    @cached_property
    def request_form(self) -> Questions:
        titles = {each.id: str(each.title) for each in known_papers(self.case, SOURCE)}
        open_ = [each.id for each in items(self.case) if each.is_open]
        free = {each.id for each in known_papers(self.case, SOURCE) if each.is_free}
        rest = [each for each in titles if each not in open_ and each not in free]
        fields = [
            Field(
                "wanted",
                "multi-choice",
                german(_("casework_check_wanted", default="Das fehlt")),
                options=tuple(Option(each, titles.get(each, each)) for each in open_),
            ),
            Field(
                "until",
                "date",
                german(_("casework_check_until", default="Bis zu diesem Tag")),
                required=True,
            ),
            _modules("module", _("casework_check_text", default="Text"), self.request_modules),
            Field(
                "more",
                "multi-choice",
                german(_("casework_check_more", default="Außerdem aus diesem Dienst")),
                options=tuple(Option(each, titles[each]) for each in rest),
            ),
            Field(
                "others",
                "long-text",
                german(_("casework_check_others", default="Andere Unterlagen, eine pro Zeile")),
                german(
                    _(
                        "casework_check_others_help",
                        default="Auf Deutsch. Die Person sieht sie als deutschen Text.",
                    )
                ),
            ),
            Field(
                "extra",
                "long-text",
                german(_("casework_check_note", default="Hinweis dazu, auf Deutsch")),
                rules=(Rule("max_length", LONGEST_NOTE, message=german(TOO_LONG)),),
            ),
        ]
        form = Questions([each for each in fields if _is_asked(each)], SOURCE, self._request)
        if self._request is None:
            form.typed = {
                "wanted": open_,
                "until": self.answer_day.isoformat(),
                "module": self.request_modules[0].id if self.request_modules else "",
            }
        return form

    @property
    def request_widgets(self) -> tuple[list[Widget], list[Widget]]:
        """What is always filled in, and what is there besides."""
        widgets = self.request_form.widgets
        usual = [replace(each, required=True) for each in widgets if each.name in _USUAL]
        return usual, [each for each in widgets if each.name not in _USUAL]

    @property
    def is_more_filled(self) -> bool:
        """Whether there is something in what is there besides, or something wrong with it."""
        answers = self.request_form.answers
        return bool(
            {*self.request_form.said, *(each for each in answers if answers[each])} - _USUAL
        )

    @property
    def answer_day(self) -> date:
        """By when something that is asked for today shall be there: a day on which people work."""
        unit = aq_parent(aq_parent(aq_inner(self.case)))
        day = clock.today() + timedelta(days=getattr(unit, "answer_days", None) or 21)
        return next_working_day(day, district.is_free_day)

    def check_request(self) -> bool:
        """Whether it can be sent; otherwise the form says what is wrong."""
        form = self.request_form
        form.check()
        if "until" not in form.said:
            today, day = clock.today(), self.until
            if not today < day <= today + timedelta(days=MOST_DAYS):
                form.complain("until", SOONER)
        if len(self.others) > MOST_OTHERS or any(len(each) > LONGEST_TITLE for each in self.others):
            form.complain("others", TOO_MANY)
        if not self.wanted and not self.others:
            form.complain("wanted" if "wanted" in _names(form) else "others", NOTHING)
        return not form.said

    @property
    def wanted(self) -> list[str]:
        answers = self.request_form.answers
        return [*_list(answers.get("wanted")), *_list(answers.get("more"))]

    @property
    def others(self) -> list[str]:
        lines = str(self.request_form.answers.get("others") or "").splitlines()
        return [each.strip() for each in lines if each.strip()]

    @property
    def until(self) -> date:
        return date.fromisoformat(str(self.request_form.answers["until"]))

    @property
    def module(self) -> TextModule:
        chosen = self.request_form.answers.get("module")
        return next(each for each in self.request_modules if each.id == chosen)

    @property
    def note(self) -> str:
        return str(self.request_form.answers.get("extra") or "")

    # -- a message

    @cached_property
    def message_modules(self) -> list[TextModule]:
        return text_modules(self.case, MESSAGE)

    @cached_property
    def text_form(self) -> Questions:
        title = _("casework_check_which_text", default="Welcher Textbaustein?")
        return Questions([_modules("send", title, self.message_modules)], SOURCE, self._text)

    @property
    def chosen_text(self) -> TextModule:
        chosen = self.text_form.answers.get("send")
        return next(each for each in self.message_modules if each.id == chosen)

    # -- one document

    @cached_property
    def rejections(self) -> list[TextModule]:
        return text_modules(self.case, REJECTION)

    @cached_property
    def reject_form(self) -> Questions:
        own = Option(OWN_WORDS, german(_("casework_check_own_words", default="Anderer Grund")))
        reasons = _modules(
            "reason", _("casework_check_reason", default="Warum nicht?"), self.rejections, own
        )
        note = Field(
            "words",
            "long-text",
            german(_("casework_check_words", default="Mit eigenen Worten, auf Deutsch")),
            rules=(Rule("max_length", LONGEST_NOTE, message=german(TOO_LONG)),),
        )
        return Questions([reasons, note], SOURCE, self._reject)

    def check_rejection(self) -> bool:
        form = self.reject_form
        form.check()
        answers = form.answers
        if answers.get("reason") == OWN_WORDS and not answers.get("words"):
            form.complain("words", WHY)
        return not form.said

    @property
    def rejection(self) -> tuple[TextModule | None, str]:
        answers = self.reject_form.answers
        chosen = next((each for each in self.rejections if each.id == answers["reason"]), None)
        return chosen, str(answers.get("words") or "")

    @cached_property
    def validity_form(self) -> Questions:
        field = Field(
            "valid",
            "date",
            german(_("casework_check_valid", default="Gültig bis (leer: ohne Ende)")),
        )
        return Questions([field], SOURCE, self._validity)


def judge_rejection(case, forms: ChecklistForms, document: str, key: str, at_once: bool) -> None:
    """Mark a document as not taken, or ask for another one in the same go. Raises
    ``CannotJudgeError``."""
    module, note = forms.rejection
    if at_once and forms.request_modules:
        day, request = forms.answer_day, forms.request_modules[0]
        judging.reject_and_ask(case, document, module, note, day, request, key)
    else:
        judging.reject(case, document, module, note, key)


def _modules(name: str, title, modules: Sequence[TextModule], *more: Option) -> Field:
    options = tuple(Option(each.id, each.title) for each in modules)
    return Field(name, "choice", german(title), required=True, options=(*options, *more))


def _is_asked(field: Field) -> bool:
    """A list of nothing to choose from asks nothing."""
    return field.type != "multi-choice" or bool(field.options)


def _names(form: Questions) -> set[str]:
    return {each.name for each in form.fields}


def _list(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
