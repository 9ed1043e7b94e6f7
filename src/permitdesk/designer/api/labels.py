"""``GET {service}/@labels`` (all languages), ``GET …/@labels/uk``; ``PATCH …/@labels/uk`` saves
texts, each only if nobody changed it since its ``stamp``; files by ``GET …/@labels/uk/xliff`` or
``/po`` and ``POST …/@labels/uk``."""

import base64
import binascii

from plone.restapi.services import Service
from zExceptions import BadRequest, NotFound

from permitdesk.core import languages
from permitdesk.core.below import Below
from permitdesk.core.body import trusted_body
from permitdesk.core.languages import TRANSLATED_INTO
from permitdesk.core.texts import say
from permitdesk.services import exchange, translations
from permitdesk.services.translations import WrongTranslationError, readiness
from permitdesk.translation import (
    SAID,
    STATES,
    Coverage,
    Entry,
    UnreadableFileError,
    sorted_out,
    typed,
)


class _Labels(Below, Service):
    @property
    def tag(self) -> str:
        if not self.path or self.path[0] not in TRANSLATED_INTO:
            raise NotFound("/".join(self.path))
        return self.path[0]

    @property
    def address(self) -> str:
        return f"{self.context.absolute_url()}/@labels"

    def said(self, message) -> str:
        return str(say(message, languages.of(self.request)))

    def refuse(self, **error) -> dict:
        self.request.response.setStatus(400)
        return {"error": {"type": "ValidationError", **error}}


class LabelsGet(_Labels):
    def reply(self):
        if not self.path:
            tags = TRANSLATED_INTO
            return {"@id": self.address, "items": [self._language(tag) for tag in tags]}
        if len(self.path) == 1:
            texts = translations.entries(self.context, self.tag)
            return {**self._language(self.tag), "texts": [_told(each) for each in texts]}
        if len(self.path) == 2 and self.path[1] in exchange.MEDIA_TYPES:
            return self._file(self.path[1])
        raise NotFound("/".join(self.path))

    def _language(self, tag: str) -> dict[str, object]:
        return {
            "@id": f"{self.address}/{tag}",
            "language": tag,
            **_coverage(translations.working_coverage(self.context, tag)),
            "published_readiness": readiness(self.context, tag),
        }

    def _file(self, kind: str) -> dict[str, object]:
        data = exchange.export(self.context, self.tag, kind)
        return {
            "@id": f"{self.address}/{self.tag}/{kind}",
            "filename": exchange.filename(self.context, self.tag, kind),
            "content-type": exchange.MEDIA_TYPES[kind],
            "encoding": "base64",
            "data": base64.b64encode(data).decode(),
        }


class LabelsPatch(_Labels):
    """``{"texts": [{"key", "stamp", "text", "state", "comment"}]}``: all of them or none."""

    def reply(self):
        texts = trusted_body(self.request).get("texts")
        if not isinstance(texts, list) or not all(map(_is_text, texts)):
            raise BadRequest("texts")
        now = {each.key: each for each in translations.entries(self.context, self.tag)}
        rows = []
        for each in texts:
            known = now.get(each["key"])
            comment = each.get("comment", known.comment if known else "")
            state = each.get("state") or (known.state if known else "")
            rows.append(typed(each["key"], each["stamp"], each["text"], state, comment))
        out = sorted_out(rows, now)
        if out.gone:
            return self.refuse(unknown=list(out.gone))
        if out.overtaken:
            self.request.response.setStatus(409)
            return {"error": {"type": "Conflict", "texts": [_told(now[k]) for k in out.overtaken]}}
        try:
            translations.save(self.context, self.tag, out.to_save)
        except WrongTranslationError as error:
            return self.refuse(
                texts={key: [self.said(m) for m in those] for key, those in error.said.items()}
            )
        return {"saved": [each.key for each in out.to_save]}


class LabelsPost(_Labels):
    """``{"data": base64 of an XLIFF or PO file, "take": false}``: what it would do, or does."""

    def reply(self):
        body = trusted_body(self.request)
        tag = self.tag
        try:
            data = base64.b64decode(body["data"], validate=True)
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise BadRequest("data") from error
        try:
            plan = exchange.planned(self.context, tag, data)
        except UnreadableFileError as error:
            return self.refuse(message=self.said(error.message))
        take = body.get("take") is True
        if take:
            exchange.take(self.context, tag, plan)
        return {
            "done": take,
            "taken": [_told(each) for each in plan.taken],
            "refused": [
                {
                    "key": each.entry.key,
                    "source": each.entry.source,
                    "text": each.entry.text,
                    "reasons": [self.said(reason) for reason in each.reasons],
                }
                for each in plan.refused
            ],
            "unchanged": plan.unchanged,
        }


def _told(each: Entry) -> dict[str, str]:
    return {
        "key": each.key,
        "source": each.source,
        "text": each.text,
        "state": each.state,
        "comment": each.comment,
        "place": each.place,
        "kind": each.kind,
        "before": each.before,
        "since": each.since,
        "at": each.at,
        "stamp": each.stamp,
    }


def _coverage(cover: Coverage) -> dict[str, object]:
    return {
        "readiness": cover.readiness,
        "total": cover.total,
        "done": cover.done,
        "counts": cover.counts,
        "lacking": list(cover.lacking),
    }


def _is_text(each: object) -> bool:
    return (
        isinstance(each, dict)
        and all(isinstance(each.get(name), str) for name in ("key", "stamp", "text"))
        and isinstance(each.get("comment", ""), str)
        and each.get("state", "translated") in (*SAID, *STATES)
    )
