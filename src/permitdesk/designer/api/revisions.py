"""``GET {service}/@revisions``, ``GET {service}/@compare``, ``POST {service}/@review``,
``POST {service}/@take-back``: the way to the public, as the tab *Fassungen* shows it."""

from AccessControl import getSecurityManager
from plone.restapi.services import Service
from zExceptions import BadRequest, Forbidden, NotFound
from zope.i18n import translate

from permitdesk.access import actor, full_name
from permitdesk.core import _, clock, languages
from permitdesk.core.body import trusted_body
from permitdesk.designer.edition import record
from permitdesk.designer.views.states import ASIDE, ASKED, state_of
from permitdesk.intake import open_drafts
from permitdesk.services import (
    PUBLISH,
    UnpublishableError,
    edition_of,
    notice_changes,
    review,
    take_back,
)
from permitdesk.services.comparison import compare
from permitdesk.services.findings import place_in_words


class RevisionsGet(Service):
    def reply(self):
        return _way_of(self.context)


def _way_of(service) -> dict[str, object]:
    """The revisions of a service and everything that was done on the way to them."""
    events = review.history(service)
    asked = review.request_of(events)
    drafts = open_drafts(service.aq_parent.aq_parent, service.getId())
    return {
        "@id": f"{service.absolute_url()}/@revisions",
        "published": service.published_number,
        "edition": edition_of(service),
        "second_person": review.second_person(),
        "review": None
        if asked is None
        else {
            "by": full_name(asked.by),
            "at": asked.at,
            "note": asked.reason,
            "edition": asked.edition,
            "changed_since": asked.edition != edition_of(service),
        },
        "items": [
            {
                "revision": number,
                "published_at": frozen.published_at,
                "published_by": full_name(frozen.published_by) if frozen.published_by else "",
                "reason": frozen.reason,
                "alone": frozen.alone,
                "digest": frozen.digest,
                "open_drafts": drafts.get(number, 0),
            }
            for number, frozen in sorted(service.revisions.items(), reverse=True)
        ],
        "history": [
            {
                "act": each.act,
                "by": full_name(each.by),
                "at": each.at,
                "reason": each.reason,
                "revision": each.number,
                "alone": each.alone,
            }
            for each in events
        ],
    }


class CompareGet(Service):
    """``?old=`` and ``?new=``: a number, ``work``, ``asked`` or ``aside``."""

    def reply(self):
        language = languages.of(self.request)
        old, new = (str(self.request.form.get(name, "")) for name in ("old", "new"))
        try:
            states = [state_of(self.context, key) for key in (old, new)]
        except UnpublishableError as error:
            raise BadRequest("\n".join(error.said(language))) from error
        if None in states:
            raise NotFound(old if states[0] is None else new)
        return {
            "@id": f"{self.context.absolute_url()}/@compare",
            "old": old,
            "new": new,
            "items": [
                {
                    "kind": each.kind,
                    "place": {"kind": each.place.kind, "name": each.place.name},
                    "title": place_in_words(each.place, language),
                    "lines": [
                        {"part": line.part, "before": str(line.before), "after": str(line.after)}
                        for line in each.lines
                    ],
                }
                for each in compare(*states, language, clock.today())
            ],
        }


class ReviewPost(Service):
    """``act`` is ``ask``, ``send-back`` or ``withdraw``; ``reason`` says why."""

    def reply(self):
        body = trusted_body(self.request)
        act, reason = body.get("act"), body.get("reason", "")
        if not isinstance(reason, str) or act not in ("ask", "send-back", "withdraw"):
            raise BadRequest("act, reason")
        asked = review.request_of(review.history(self.context))
        if act == "ask":
            try:
                review.ask(self.context, reason)
            except UnpublishableError as error:
                said = error.said(languages.of(self.request))
                raise BadRequest("\n".join(said)) from error
        elif asked is None:
            raise BadRequest(self._said(_("designer_not_asked", default="Niemand bittet darum.")))
        elif act == "withdraw":
            if asked.by != actor():
                raise Forbidden("withdraw")
            review.withdraw(self.context, reason)
        else:
            if not getSecurityManager().checkPermission(PUBLISH, self.context):
                raise Forbidden("send-back")
            if not reason.strip():
                raise BadRequest("reason")
            review.send_back(self.context, reason)
        return _way_of(self.context)

    def _said(self, message) -> str:
        return translate(message, target_language=languages.of(self.request))


class TakeBackPost(Service):
    """``state`` is a number, ``asked`` or ``aside``; ``edition`` the one that is replaced."""

    def reply(self):
        body = trusted_body(self.request)
        state = str(body.get("state", ""))
        frozen = {
            ASKED: review.asked_state(self.context),
            ASIDE: self.context.set_aside,
            **{str(number): each for number, each in self.context.revisions.items()},
        }.get(state)
        if frozen is None:
            raise NotFound(state)
        if body.get("edition") != edition_of(self.context):
            self.request.response.setStatus(409)
            return {"type": "Conflict", "edition": edition_of(self.context)}
        take_back(self.context, frozen)
        record(self.context, "revision")
        notice_changes(self.context)
        review.note(self.context, review.RESTORED, number=frozen.number or None)
        return _way_of(self.context)
