"""``{unit or office}/@text-modules``: the text modules that hold there, make, change, retire."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound
from zope.i18n import translate
from zope.interface import alsoProvides

from permitdesk.casework.checklist.text_module import PLACEHOLDERS, TextModule
from permitdesk.casework.checklist.text_store import (
    ChangedMeanwhileError,
    TooManyError,
    WrongTextError,
    retire,
    save,
    text_module,
    text_modules,
)
from permitdesk.casework.keys import per_key
from permitdesk.core.below import NamedBelow
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import LANGUAGES, SOURCE
from permitdesk.theme import private_no_store


class _Named(NamedBelow, Service):
    def known(self) -> TextModule:
        found = text_module(self.context, self.id_)
        if found is None:
            raise NotFound(self.id_)
        return found

    def shown(self, module: TextModule) -> dict:
        now = module.now
        return {
            "@id": f"{self.context.absolute_url()}/@text-modules/{module.id}",
            "id": module.id,
            "kind": module.kind,
            "title": module.title,
            "texts": dict(now.texts),
            "states": module.states(),
            "version": now.number,
            "kept_in": module.place,
            "retired": now.is_retired,
            "placeholders": list(PLACEHOLDERS[module.kind]),
        }


class TextModulesGet(_Named):
    """All, or one with its versions."""

    def reply(self) -> dict:
        private_no_store(self.request.response)
        if self.id_:
            module = self.known()
            versions = [
                {
                    "version": each.number,
                    "by": each.by or None,
                    "at": each.at and each.at.isoformat(timespec="seconds"),
                    "title": each.title,
                    "texts": dict(each.texts),
                    "retired": each.is_retired,
                }
                for each in module.versions
            ]
            return {**self.shown(module), "versions": versions}
        every = text_modules(self.context, retired=True)
        return {
            "@id": f"{self.context.absolute_url()}/@text-modules",
            "items": [self.shown(each) for each in every],
        }


class _Saving(_Named):
    made = ""

    def again(self) -> dict:
        self.id_ = self.id_ or self.made
        return self.shown(self.known())

    def saved(self, body: dict, known: TextModule | None) -> dict:
        texts = body.get("texts", {})
        if not isinstance(texts, dict) or not all(
            tag in LANGUAGES and isinstance(text, str) for tag, text in texts.items()
        ):
            raise BadRequest("texts by language")
        right = body.get("still_right", [])
        if not isinstance(right, list):
            raise BadRequest("still_right is a list of languages")
        kept = dict(known.now.texts) if known else {}
        title, kind = body.get("title", known.title if known else ""), body.get("kind", "")
        based_on = body.get("version", known.now.number if known else 0)
        if not isinstance(title, str) or not isinstance(kind, str) or type(based_on) is not int:
            raise BadRequest("title, kind, version")
        try:
            module = save(
                self.context,
                known.id if known else "",
                kind,
                title,
                {**kept, **texts},
                [each for each in right if isinstance(each, str)],
                based_on,
            )
        except WrongTextError as error:
            self.request.response.setStatus(400)
            fields = {
                name: [str(translate(each, target_language=SOURCE)) for each in said]
                for name, said in error.said.items()
            }
            return {"error": {"type": "ValidationError", "fields": fields}}
        except ChangedMeanwhileError:
            self.request.response.setStatus(409)
            now = self.shown(self.known())
            return {"error": {"type": "ChangedMeanwhile", "message": "version", "module": now}}
        except TooManyError as error:
            raise BadRequest("too many") from error
        self.made = module.id
        return self.shown(module)


class TextModulesPost(_Saving):
    """``{"kind", "title", "texts": {tag: text}}`` makes a new one."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        if self.id_:
            raise NotFound(self.id_)
        answer = self.saved(trusted_body(self.request), None)
        if "error" not in answer:
            self.request.response.setStatus(201)
        return answer


class TextModulesPatch(_Saving):
    """``{"title", "texts", "still_right": [tags], "version", "retired"}``: what is not named
    stays; ``version`` is the one that was changed, and another one since is answered with 409."""

    @per_key
    def reply(self) -> dict:
        private_no_store(self.request.response)
        known, body = self.known(), trusted_body(self.request)
        if isinstance(body.get("retired"), bool):
            return self.shown(retire(self.context, known.id, body["retired"]))
        return self.saved(body, known)


class TextModulesDelete(_Named):
    """Offers one no longer; what was sent with it stays."""

    def reply(self) -> None:
        private_no_store(self.request.response)
        # No form of another site can send this method.
        alsoProvides(self.request, IDisableCSRFProtection)
        retire(self.context, self.known().id)
        return self.reply_no_content()
