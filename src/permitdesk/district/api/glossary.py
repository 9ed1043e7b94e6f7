"""``GET /@glossary``; ``PATCH`` with ``{"items": [{"german": …}]}`` changes and adds words,
``DELETE /@glossary`` with ``{"german": …}`` takes one out."""

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound
from zope.i18n import translate

from permitdesk.core import languages
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import LANGUAGES, TRANSLATED_INTO
from permitdesk.district.glossary import Term
from permitdesk.district.glossary_store import glossary, keep, problems, remove, term


class GlossaryGet(Service):
    def reply(self):
        found = glossary()
        return {
            "@id": f"{self.context.absolute_url()}/@glossary",
            "items": [_told(each) for each in found],
            "items_total": len(found),
        }


class GlossaryPatch(Service):
    """All words or none."""

    def reply(self):
        items = trusted_body(self.request).get("items")
        if not isinstance(items, list) or not all(map(_is_term, items)):
            raise BadRequest("items")
        # What is changed by name is the word of that name.
        terms = [(new, new.german if term(new.german) else "") for new in map(_read, items)]
        said = {new.german: found for new, old in terms if (found := problems(new, old))}
        if said:
            self.request.response.setStatus(400)
            told = {
                german: {name: [self._said(each)] for name, each in found.items()}
                for german, found in said.items()
            }
            return {"error": {"type": "ValidationError", "terms": told}}
        for new, old in terms:
            keep(new, old)
        return self.reply_no_content()

    def _said(self, message) -> str:
        return translate(message, target_language=languages.of(self.request))


class GlossaryDelete(Service):
    def reply(self):
        german = trusted_body(self.request).get("german")
        try:
            remove(german if isinstance(german, str) else "")
        except KeyError as error:
            raise NotFound(german) from error
        return self.reply_no_content()


def _told(each: Term) -> dict[str, object]:
    return {
        "german": each.german,
        "also": list(each.also),
        "translations": dict(each.translations),
        "source": each.source,
        "reviewed": each.reviewed,
        "own": each.own,
        "meanings": dict(each.meanings),
    }


def _is_term(item: object) -> bool:
    return (
        isinstance(item, dict)
        and all(isinstance(item.get(name, ""), str) for name in ("german", "source"))
        and isinstance(item.get("reviewed", False), bool)
        and isinstance(item.get("also", []), list)
        and all(isinstance(each, str) for each in item.get("also", []))
        and isinstance(item.get("translations", {}), dict)
        and all(
            tag in TRANSLATED_INTO and isinstance(text, str)
            for tag, text in item.get("translations", {}).items()
        )
        and _are_meanings(item.get("meanings", {}))
    )


def _are_meanings(found: object) -> bool:
    return isinstance(found, dict) and all(
        tag in LANGUAGES and isinstance(text, str) for tag, text in found.items()
    )


def _read(item: dict) -> Term:
    """What says nothing of meanings leaves those that are there."""
    german = item.get("german", "")
    known = term(german)
    return Term(
        german, item.get("translations", {}), tuple(item.get("also", ())),
        item.get("source", ""), item.get("reviewed", False),
        meanings=item.get("meanings", known.meanings if known else {}),
    )  # fmt: skip
