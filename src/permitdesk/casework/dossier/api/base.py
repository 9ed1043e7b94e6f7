"""What the dossier's services share: one answer for reading and after each change."""

from collections.abc import Mapping
from datetime import date

from plone.restapi.services import Service
from zExceptions import BadRequest

from permitdesk import privacy
from permitdesk.casework import once
from permitdesk.casework.keys import per_key
from permitdesk.core.body import trusted_body
from permitdesk.theme import private_no_store


class Resource(Service):
    """``GET``; reading is recorded under ``what``."""

    what = ""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        privacy.record("case.read", self.context.reference, f"api {self.what}")
        return self.answer()

    def answer(self) -> dict:
        raise NotImplementedError

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/{self.__name__}"


class Change(Resource):
    """``POST`` of a JSON object; answers 201 where something new is there, and how it is now."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        if self.change(trusted_body(self.request)):
            self.request.response.setStatus(201)
        return self.answer()

    def change(self, body: Mapping[str, object]) -> bool:
        """Do it; whether something new is there. Raises ``BadRequest``."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        return once.key_of(self.request)


def text(body: Mapping[str, object], name: str, longest: int, required: bool = True) -> str:
    """A text of a body; ``BadRequest`` for what is none, or too long."""
    value = body.get(name)
    value = "" if value is None else value
    if not isinstance(value, str) or len(value) > longest or (required and not value.strip()):
        raise BadRequest(f"{name}: a text of at most {longest} characters")
    return value.strip()


def day(body: Mapping[str, object], name: str, required: bool = True) -> date | None:
    """A day of a body, as 2026-12-31; None for none where none is required."""
    value = body.get(name)
    if not value and not required:
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _no()
    except ValueError as error:
        raise BadRequest(f"{name}: a day such as 2026-12-31") from error


def moment(value) -> str | None:
    return value.isoformat(timespec="seconds") if value else None


def _no():
    raise ValueError
