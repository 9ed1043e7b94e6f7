"""``{case}/@letters`` and ``{office}/@letter-templates``: letters and what they are made from."""

import json
from dataclasses import asdict

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound, Unauthorized
from zope.interface import alsoProvides

from permitdesk import privacy
from permitdesk.access import staff_id
from permitdesk.casework.decision.api.services import moment, refused, text
from permitdesk.casework.download import disposition
from permitdesk.casework.keys import per_key
from permitdesk.casework.letters import letter as letters
from permitdesk.casework.letters.editors import may_edit
from permitdesk.casework.letters.letter import (
    EditedError,
    FilledTooLongError,
    LetterError,
    draft_pdf,
)
from permitdesk.casework.letters.templates import (
    KINDS,
    ChangedError,
    Wording,
    WordingError,
    Written,
    save,
    switch,
    templates,
)
from permitdesk.casework.once import key_of
from permitdesk.core.below import Below
from permitdesk.core.body import trusted_body
from permitdesk.core.texts import german
from permitdesk.theme import private_no_store


class _Letters(Below, Service):
    def letter(self):
        found = letters.find(self.context, self.path[0]) if self.path else None
        if found is None:
            raise NotFound("/".join(self.path))
        return found

    def shown(self, letter, whole: bool = False) -> dict:
        made = letter.finished
        address = f"{self.context.absolute_url()}/@letters/{letter.id}"
        found = {
            "@id": address,
            "id": letter.id,
            "kind": letter.kind,
            "kind_title": german(KINDS[letter.kind]),
            "template": letter.template,
            "version": letter.version,
            "title": letter.title,
            "state": letter.state,
            "by": letter.by,
            "at": moment(letter.at),
            "posted": letter.posted or None,
            "file": f"{address}/file",
            "finished": made
            and {
                "at": moment(made.at),
                "by": made.by,
                "countersigned_by": made.countersigned_by or None,
                "subject": made.subject,
                "sha256": made.sha256,
                "size": made.size,
                "language": made.language or None,
                "remedy": made.remedy,
            },
        }
        if not whole or made:
            return found
        missing = letters.lacking_of(self.context, letter)
        return {
            **found,
            "values": dict(letter.values),
            "language": letter.language or None,
            "edition": letter.edition,
            "missing": [*missing.empty, *missing.unknown],
            "untranslated": list(missing.gaps),
        }

    def answer(self) -> dict:
        return {
            "@id": f"{self.context.absolute_url()}/@letters",
            "items": [self.shown(each) for each in letters.letters(self.context)],
            "four_eyes": letters.needs_countersigning(self.context),
        }

    def tried(self, do, *arguments):
        """What ``do`` returns; 400 or 409 and why not."""
        try:
            return do(*arguments)
        except EditedError as error:
            self.request.response.setStatus(409)
            now = self.shown(self.letter(), whole=True)
            return {"error": {"type": "Conflict", "message": german(error.message), "letter": now}}
        except FilledTooLongError as error:
            return refused(self.request, {error.name: error.message})
        except LetterError as error:
            lacks = error.lacking
            names = [*lacks.empty, *lacks.unknown] if lacks else []
            return refused(self.request, {"": error.message, **dict.fromkeys(names, letters.FILL)})


class LettersGet(_Letters):
    """All; ``@letters/{id}`` one with its values; ``@letters/{id}/file`` the PDF, with a watermark
    while it is a draft."""

    def render(self):
        if len(self.path) == 2 and self.path[1] == "file":
            return self.file()
        return super().render()

    def reply(self) -> dict:
        private_no_store(self.request.response)
        if len(self.path) == 2:
            raise NotFound(self.path[1])
        privacy.record("case.read", self.context.reference, "api letters")
        return self.shown(self.letter(), whole=True) if self.path else self.answer()

    def file(self) -> bytes:
        letter, response = self.letter(), self.request.response
        private_no_store(response)
        privacy.record("letter.read", self.context.reference, f"api {letter.id}")
        made = letter.finished
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", disposition(letter.filename))
        response.setHeader("X-Content-Type-Options", "nosniff")
        if made:
            return made.bytes()
        try:
            return draft_pdf(self.context, letter)
        except LetterError as error:
            response.setStatus(422)
            response.setHeader("Content-Type", "application/json")
            response.setHeader("Content-Disposition", "inline")
            kind = "TooLong" if isinstance(error, FilledTooLongError) else "TooSlow"
            said = {"error": {"type": kind, "message": german(error.message)}}
            return json.dumps(said).encode()


class LettersPost(_Letters):
    """``{"template"}`` begins one; ``@letters/{id}/finish``, ``@letters/{id}/posted {"on"}``."""

    made = ""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        if not self.path:
            return self.tried(self._begin, text(body, "template"))
        letter = self.letter()
        match self.path[1:]:
            case ("finish",):
                return self.tried(self._done, letters.finish, letter)
            case ("posted",):
                return self.tried(self._done, letters.mark_posted, letter, text(body, "on"))
        raise NotFound("/".join(self.path))

    def again(self) -> dict:
        self.path = self.path or (self.made,)
        return self.shown(self.letter(), whole=True)

    def _begin(self, template: str) -> dict:
        letter = letters.begin(self.context, template, key_of(self.request))
        self.made = letter.id
        self.request.response.setStatus(201)
        return self.shown(letter, whole=True)

    def _done(self, do, letter, *arguments) -> dict:
        do(self.context, letter, *arguments)
        return self.shown(letter, whole=True)


class LettersPatch(_Letters):
    """``{"values": {placeholder: text}, "language", "edition"}``: the edition that was read; 409
    where somebody saved another meanwhile."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        body = trusted_body(self.request)
        letter, values = self.letter(), body.get("values", {})
        if not isinstance(values, dict) or not all(
            isinstance(each, str) for each in values.values()
        ):
            raise BadRequest("values are texts by placeholder")
        edition = body.get("edition")
        if not isinstance(edition, int) or isinstance(edition, bool):
            raise BadRequest("edition is a number")
        language = text(body, "language") if "language" in body else letter.language
        return self.tried(self._edit, letter, values, language, edition)

    def again(self) -> dict:
        return self.shown(self.letter(), whole=True)

    def _edit(self, letter, values, language: str, edition: int) -> dict:
        letters.edit(self.context, letter, values, language, edition)
        return self.shown(letter, whole=True)


class LettersDelete(_Letters):
    """Throws a draft away."""

    def reply(self):
        private_no_store(self.request.response)
        # No form of another site can send this method.
        alsoProvides(self.request, IDisableCSRFProtection)
        if len(self.path) != 1:
            raise NotFound("/".join(self.path))
        found = self.tried(letters.throw_away, self.context, self.letter())
        return found or self.reply_no_content()


class _Templates(Below, Service):
    def template(self):
        found = templates(self.context).get(self.path[0]) if len(self.path) == 1 else None
        if found is None:
            raise NotFound("/".join(self.path))
        return found

    def shown(self, template, whole: bool = False) -> dict:
        def version(each) -> dict:
            wording = asdict(each.wording)
            return {"number": each.number, "at": moment(each.at), "by": each.by, **wording}

        found = {
            "@id": f"{self.context.absolute_url()}/@letter-templates/{template.id}",
            "id": template.id,
            "kind": template.kind,
            "kind_title": german(KINDS[template.kind]),
            "title": template.title,
            "active": template.active,
            "languages": list(template.newest.wording.texts),
            "version": template.newest.number,
            "verified": template.newest.wording.verified,
        }
        return {**found, "versions": [*map(version, template.versions)]} if whole else found


class TemplatesGet(_Templates):
    def reply(self) -> dict:
        private_no_store(self.request.response)
        if self.path:
            return self.shown(self.template(), whole=True)
        return {
            "@id": f"{self.context.absolute_url()}/@letter-templates",
            "items": [self.shown(each) for each in templates(self.context)],
        }


class _TemplatesWrite(_Templates):
    made = ""

    def check_permission(self) -> None:
        """Before anything is said, to what comes again with its key too."""
        super().check_permission()
        if not may_edit(staff_id(), self.context):
            private_no_store(self.request.response)
            raise Unauthorized("@letter-templates")

    def again(self) -> dict:
        self.path = self.path or (self.made,)
        return self.shown(self.template(), whole=True)

    def body(self) -> dict:
        private_no_store(self.request.response)
        return trusted_body(self.request)

    def saved(self, id_: str, kind: str, body: dict, base: int):
        known = templates(self.context).get(id_) if id_ else None
        old = known.newest.wording if known else Wording("")
        texts = body.get("texts", {})
        if not isinstance(texts, dict):
            raise BadRequest("texts are subjects and bodies by language")
        written = {
            language: Written(text(said, "subject"), text(said, "body"))
            for language, said in texts.items()
            if isinstance(said, dict)
        }
        verified = body.get("verified", old.verified)
        wording = Wording(
            text(body, "title") if "title" in body else old.title,
            {**old.texts, **written},
            text(body, "valid_from") if "valid_from" in body else old.valid_from,
            text(body, "source") if "source" in body else old.source,
            verified is True,
            text(body, "remark"),
        )
        try:
            found = save(self.context, id_, kind, wording, base)
        except WordingError as error:
            return refused(self.request, error.problems)
        except ChangedError as error:
            self.request.response.setStatus(409)
            return {"error": {"type": "Conflict", "version": error.newer.number}}
        self.made = found.id
        return self.shown(found, whole=True)


class TemplatesPost(_TemplatesWrite):
    """A new one: ``{"kind", "title", "texts": {"de": {"subject", "body"}}, …}``."""

    @per_key
    def reply(self) -> dict:
        body = self.body()
        if self.path:
            raise NotFound(self.path[0])
        answer = self.saved("", text(body, "kind"), body, 0)
        if "error" not in answer:
            self.request.response.setStatus(201)
        return answer


class TemplatesPatch(_TemplatesWrite):
    """A new version: what changes, and ``version``, the number that was read; or ``active``."""

    @per_key
    def reply(self) -> dict:
        body = self.body()
        template, base = self.template(), body.get("version")
        active = body.get("active")
        if isinstance(active, bool):
            switch(self.context, template.id, active)
            return self.shown(template, whole=True)
        if not isinstance(base, int) or isinstance(base, bool):
            raise BadRequest("version is a number")
        return self.saved(template.id, template.kind, body, base)
