"""``GET /@coverage``; ``GET {page}/@page-translations`` (all languages) and ``…/uk`` (its texts);
``PATCH …/uk`` saves texts, each only if nobody changed it since its ``stamp``; ``POST …/uk`` says
that the translation is still true."""

from dataclasses import replace

from plone.restapi.services import Service
from zExceptions import BadRequest, Forbidden, NotFound
from zope.i18n import translate
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse

from permitdesk.core import clock, languages
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import TRANSLATED_INTO
from permitdesk.guidance.translating import coverage
from permitdesk.guidance.translating.access import may_change
from permitdesk.guidance.translating.translations import (
    PageState,
    WrongTextError,
    entries,
    is_public,
    original,
    page_state,
    save,
    states_of,
    still_true,
    translation,
)
from permitdesk.guidance.translating.views.coverage import sought_by
from permitdesk.translation import SAID, STATES, Entry, on_one_line, tidy

BATCH, MOST = 100, 500


class CoverageGet(Service):
    """Narrowed as the page is: ``?state=``, ``?to=``, ``?mine=``, ``?due=``, ``?order=``; in
    batches."""

    def reply(self):
        every = coverage.pages(self.context)
        sought = sought_by(lambda name: str(self.request.form.get(name, ""))[:20])
        found = coverage.found(every, sought, clock.today())
        start, size = self._number("b_start", 0), min(self._number("b_size", BATCH), MOST)
        return {
            "@id": f"{self.context.absolute_url()}/@coverage",
            "items_total": len(found),
            "counts": coverage.counts(every),
            "items": [self._page(page) for page in found[start : start + size]],
        }

    def _number(self, name: str, usual: int) -> int:
        value = str(self.request.form.get(name, usual))
        if not (value.isascii() and value.isdecimal() and len(value) < 7):
            raise BadRequest(name)
        return int(value)

    def _page(self, page: coverage.Page) -> dict[str, object]:
        return {
            "@id": page.address,
            "@type": page.kind,
            "UID": page.uid,
            "title": page.title,
            "published": page.public,
            "review_by": page.review_by or None,
            "translations": {
                tag: _state(page.states.get(tag, PageState())) for tag in TRANSLATED_INTO
            },
        }


@implementer(IPublishTraverse)
class _PageTranslations(Service):
    def __init__(self, context, request):
        super().__init__(context, request)
        self.path: list[str] = []

    def publishTraverse(self, request, name):
        self.path.append(name)
        return self

    @property
    def german(self):
        found = original(self.context)
        if found is None:
            raise NotFound("/".join(self.path))
        return found

    @property
    def tag(self) -> str:
        if len(self.path) != 1 or self.path[0] not in TRANSLATED_INTO:
            raise NotFound("/".join(self.path))
        return self.path[0]

    @property
    def address(self) -> str:
        return f"{self.german.absolute_url()}/@page-translations"

    def check(self) -> None:
        """Raises ``Forbidden`` for who may not change the translation."""
        if not may_change(self.german, self.tag):
            raise Forbidden(self.tag)

    def told(self) -> dict[str, object]:
        german, tag = self.german, self.tag
        there = translation(german, tag)
        texts = entries(german, tag, there)
        return {
            "@id": f"{self.address}/{tag}",
            "language": tag,
            "translation": there.absolute_url() if there is not None else None,
            **_state(page_state(texts, there is not None and is_public(there))),
            "texts": [_told(each) for each in texts],
        }


class TranslationsGet(_PageTranslations):
    def reply(self):
        if self.path:
            return self.told()
        return {
            "@id": self.address,
            "items": [
                {"@id": f"{self.address}/{tag}", "language": tag, **_state(state)}
                for tag, state in states_of(self.german).items()
            ],
        }


class TranslationsPatch(_PageTranslations):
    """``{"texts": [{"key", "stamp", "text", "state", "comment"}]}``: all of them or none."""

    def reply(self):
        self.check()
        texts = trusted_body(self.request).get("texts")
        if not isinstance(texts, list) or not all(map(_is_text, texts)):
            raise BadRequest("texts")
        now = {each.key: each for each in entries(self.german, self.tag)}
        unknown = [each["key"] for each in texts if each["key"] not in now]
        if unknown:
            return self._refuse(400, "ValidationError", unknown=unknown)
        overtaken = [each["key"] for each in texts if each["stamp"] != now[each["key"]].stamp]
        if overtaken:
            return self._refuse(409, "Conflict", texts=[_told(now[key]) for key in overtaken])
        try:
            save(self.german, self.tag, [_changed(now[each["key"]], each) for each in texts])
        except WrongTextError as error:
            language = languages.of(self.request)
            said = {
                key: [translate(each, target_language=language) for each in those]
                for key, those in error.said.items()
            }
            return self._refuse(400, "ValidationError", texts=said)
        return self.told()

    def _refuse(self, status: int, kind: str, **error) -> dict:
        self.request.response.setStatus(status)
        return {"error": {"type": kind, **error}}


class TranslationsPost(_PageTranslations):
    """``{"still_true": ["answer", …]}``: these texts, of those that are outdated."""

    def reply(self):
        self.check()
        names = trusted_body(self.request).get("still_true")
        if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
            raise BadRequest("still_true")
        if translation(self.german, self.tag) is None:
            raise NotFound(self.tag)
        still_true(self.german, self.tag, names)
        return self.told()


def _state(state: PageState) -> dict[str, object]:
    return {
        "state": state.state,
        "since": state.since or None,
        "at": state.at or None,
        "published": state.public,
    }


def _told(each: Entry) -> dict[str, str]:
    names = ("key", "source", "text", "state", "comment", "place", "kind", "before", "since", "at")
    return {**{name: getattr(each, name) for name in names}, "stamp": each.stamp}


def _changed(now: Entry, sent: dict) -> Entry:
    comment = on_one_line(sent.get("comment", now.comment))
    return replace(
        now, text=tidy(sent["text"]), state=sent.get("state") or now.state, comment=comment
    )


def _is_text(each: object) -> bool:
    return (
        isinstance(each, dict)
        and all(isinstance(each.get(name), str) for name in ("key", "stamp", "text"))
        and isinstance(each.get("comment", ""), str)
        and each.get("state", "translated") in (*SAID, *STATES)
    )
