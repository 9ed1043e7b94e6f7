"""``{case}/@checklist``: what is needed and how far it is; take documents or not, ask for the rest.

What a ``POST`` does is what the forms of the case page do, with the same checks.
"""

import secrets

from plone.restapi.services import Service
from zExceptions import BadRequest
from zope.i18n import translate

from permitdesk import privacy
from permitdesk.casework.checklist import judging
from permitdesk.casework.checklist.entries import Rejected, Requested
from permitdesk.casework.checklist.forms import OWN_WORDS, ChecklistForms, judge_rejection
from permitdesk.casework.checklist.missing import items, known_papers
from permitdesk.casework.checklist.states import DocumentState
from permitdesk.casework.checklist.waiting import answer_until, dated
from permitdesk.casework.keys import per_key
from permitdesk.casework.once import key_of
from permitdesk.casework.states import PENDING
from permitdesk.core import clock
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import SOURCE
from permitdesk.intake import Questions
from permitdesk.theme import private_no_store


class ChecklistGet(Service):
    """In the order of the case page; reading is recorded."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, "api checklist")
        return self.answer()

    def answer(self) -> dict:
        case, address = self.context, self.context.absolute_url()
        titles = {each.id: str(each.title) for each in known_papers(case, SOURCE)}
        is_pending = case.state in PENDING
        return {
            "@id": f"{address}/@checklist",
            "items": [
                {
                    "id": each.id,
                    "title": titles.get(each.id, each.id),
                    "state": each.state,
                    "needed": each.needed,
                    "requests": list(each.wanted),
                    "documents": [self._document(state) for state in each.documents],
                }
                for each in items(case)
            ],
            "requests": [self._request(each) for each in case.later.of(Requested)],
            "answer_until": (answer_until(case) if is_pending else "") or None,
            "deadlines": [self._deadline(each) for each in (dated(case) if is_pending else ())],
        }

    def _document(self, state: DocumentState) -> dict:
        document = self.context.document_by_id(state.id)
        address = self.context.absolute_url()
        return {
            "@id": f"{address}/@documents/{state.id}",
            "id": state.id,
            "filename": document.filename,
            "state": state.state,
            "valid_until": state.until or None,
            "replaced": state.replaced,
            "reason": _words(state.reason) if state.reason else None,
            "pages": [
                f"{address}/@document-pages/{state.id}/{number + 1}"
                for number in range(document.pages or 1)
            ],
        }

    @staticmethod
    def _request(entry: Requested) -> dict:
        return {
            "at": entry.at.isoformat(timespec="seconds"),
            "by": entry.by,
            "until": entry.until,
            "requests": list(entry.asked),
            **_words(entry),
        }

    @staticmethod
    def _deadline(each) -> dict:
        deadline, today = each.deadline, clock.today()
        return {
            "name": each.rule.name,
            "title": each.rule.title,
            "source": each.rule.source,
            "verified": each.rule.verified,
            "due": deadline.due.isoformat(),
            "paused_since": deadline.paused_since and deadline.paused_since.isoformat(),
            "because": list(deadline.because),
            "days_paused": deadline.days_paused,
            "overdue": deadline.is_overdue(today),
        }


class ChecklistPost(ChecklistGet):
    """``{"accept": id}``, ``{"reject": id, "module", "note", "at_once"}``,
    ``{"validity": id, "until"}`` or ``{"request": [ids], "others": [titles], "until", "module",
    "note"}``."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        ways = {
            "accept": self._accept,
            "reject": self._reject,
            "validity": self._validity,
            "request": self._ask,
        }
        named = [name for name in ways if name in body]
        if len(named) != 1:
            raise BadRequest("one of accept, reject, validity, request")
        try:
            ways[named[0]](body)
        except judging.CannotJudgeError as error:
            raise BadRequest("no such document, or nobody may open it") from error
        except judging.NothingAskedError as error:
            raise BadRequest("nothing that could be asked for") from error
        return self.answer()

    def _accept(self, body: dict) -> None:
        judging.accept(self.context, _text(body, "accept"), self._key())

    def _reject(self, body: dict) -> None:
        module = _text(body, "module")
        typed = {"reason": module or OWN_WORDS, "words": _text(body, "note")}
        forms = ChecklistForms(self.context, reject=typed)
        if not forms.check_rejection():
            raise BadRequest(_said(forms.reject_form))
        at_once = body.get("at_once", False)
        if not isinstance(at_once, bool):
            raise BadRequest("at_once is true or false")
        judge_rejection(self.context, forms, _text(body, "reject"), self._key(), at_once)

    def _validity(self, body: dict) -> None:
        until = _text(body, "until")
        forms = ChecklistForms(self.context, validity=_day("valid", until))
        form = forms.validity_form
        if not form.check() or str(form.answers.get("valid") or "") != until:
            raise BadRequest(_said(form) or "until")
        judging.set_validity(self.context, _text(body, "validity"), until, self._key())

    def _ask(self, body: dict) -> None:
        wanted, others = _texts(body, "request"), _texts(body, "others")
        until = _text(body, "until") or ChecklistForms(self.context).answer_day.isoformat()
        plain = ChecklistForms(self.context)
        offered = {
            each.name: {option.value for option in each.options}
            for each in plain.request_form.fields
        }
        unknown = set(wanted) - offered.get("wanted", set()) - offered.get("more", set())
        if unknown:
            raise BadRequest("request: unknown, or not open")
        modules = plain.request_modules
        typed = {
            "wanted": [each for each in wanted if each in offered.get("wanted", ())],
            "more": [each for each in wanted if each in offered.get("more", ())],
            "others": "\n".join(others),
            "module": _text(body, "module") or (modules[0].id if modules else ""),
            "extra": _text(body, "note"),
            **_day("until", until),
        }
        forms = ChecklistForms(self.context, request=typed)
        if not forms.check_request():
            raise BadRequest(_said(forms.request_form))
        judging.request_all(
            self.context,
            forms.wanted,
            forms.others,
            forms.until,
            forms.module,
            forms.note,
            self._key(),
        )
        self.request.response.setStatus(201)

    def _key(self) -> str:
        return key_of(self.request) or secrets.token_hex(16)


def _words(entry: Rejected | Requested) -> dict:
    return {
        "module": entry.module or None,
        "version": entry.version or None,
        "language": entry.language,
        "texts": dict(entry.texts),
        "note": entry.note or None,
    }


def _day(name: str, value: str) -> dict[str, str]:
    """An ISO day as a form's three inputs."""
    year, month, day = [*value.split("-"), "", ""][:3] if value else ("", "", "")
    return {f"{name}.day": day, f"{name}.month": month, f"{name}.year": year}


# Of the form's fields, what a body calls them.
NAMES = {
    "reason": "module",
    "words": "note",
    "valid": "until",
    "wanted": "request",
    "more": "request",
    "extra": "note",
}


def _said(form: Questions) -> str:
    """What is wrong, each with the name that the field has in a body."""
    return " ".join(
        f"{NAMES.get(name, name)}: {translate(each, target_language=SOURCE)}"
        for name, said in form.said.items()
        for each in said
    )


def _text(body: dict, name: str) -> str:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise BadRequest(f"{name} is a text")
    return value or ""


def _texts(body: dict, name: str) -> list[str]:
    value = body.get(name) or []
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadRequest(f"{name} is a list of texts")
    return value
