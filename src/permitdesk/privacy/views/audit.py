"""The audit trail, one day at a time, for those who check, and the way to it in their menu."""

import re
from datetime import date, datetime
from itertools import islice

from AccessControl import getSecurityManager
from zope.component.hooks import getSite

from permitdesk.access import GROUPS, full_name, is_visitor
from permitdesk.core import _, clock
from permitdesk.core.languages import SOURCE
from permitdesk.core.texts import say
from permitdesk.privacy.acts import ACTS, PEOPLE, WAYS
from permitdesk.privacy.audit import Entry, trail
from permitdesk.theme import Cell, Link, PageTemplate, StaffPage, Table

SIZE = 200
TITLE = _("privacy_audit_title", default="Protokoll der Zugriffe")
# Of a change of who may read cases.
_LOGIN = re.compile(r"(?<!\S)([+-])(\S+)")
NOBODY = _("privacy_audit_nobody", default="niemand angemeldet")


def audit_entry(request, language: str) -> Link | None:
    """An entry of a menu in that language; None for who may not read the trail."""
    site = None if is_visitor() else getSite()
    if site is None or not getSecurityManager().checkPermission(
        "permitdesk: Read audit trail", site
    ):
        return None
    address = f"{site.absolute_url()}/@@audit"
    here = request.get("ACTUAL_URL", "").replace("/@@", "/")
    return Link(say(TITLE, language), address, current=here == address.replace("/@@", "/"))


class AuditPage(StaffPage):
    """The newest ``SIZE`` records of a day, of one reference or of all."""

    index = PageTemplate("audit.pt")

    title = TITLE

    @property
    def language(self) -> str:
        return SOURCE

    @property
    def day(self) -> date:
        try:
            return date.fromisoformat(self._asked("day"))
        except ValueError:
            return clock.today()

    @property
    def subject(self) -> str:
        return self._asked("subject")

    @property
    def breadcrumb(self) -> list[Link]:
        return []

    def table(self) -> Table:
        columns = (
            _("privacy_audit_when", default="Uhrzeit"),
            _("privacy_audit_who", default="Wer"),
            _("privacy_audit_what", default="Was"),
            _("privacy_audit_subject", default="Woran"),
            _("privacy_audit_why", default="Wie, warum"),
        )
        return Table(
            caption=self.translate(self.title),
            columns=[self.translate(column) for column in columns],
            rows=[
                [
                    Cell(_time_of_day(entry)),
                    Cell(_called(entry.who) or self.translate(NOBODY), isolate=True),
                    Cell(self.translate(ACTS.get(entry.action, entry.action))),
                    Cell(self._subject(entry), isolate=True),
                    Cell(self._why(entry)),
                ]
                for entry in islice(trail(self.day, self.subject), SIZE)
            ],
        )

    @staticmethod
    def _subject(entry: Entry) -> str:
        is_account = entry.action.startswith("account.")
        return _called(entry.subject) if is_account else entry.subject

    def _why(self, entry: Entry) -> str:
        """``api messages``, ``page``: the first word says how; the rest is as it was recorded."""
        why = entry.why
        if entry.action == "account.joined":
            return next((group.title for group in GROUPS if group.id == why), why)
        if entry.action == "access.changed":
            return self._people(why)
        word, _space, rest = why.partition(" ")
        if word not in WAYS:
            return why
        way = self.translate(WAYS[word])
        return f"{way} ({rest})" if rest else way

    def _people(self, why: str) -> str:
        """``members: +frau.kaya -herr.osei``"""
        name, _colon, changes = why.partition(":")
        said = self.translate(PEOPLE[name]) if name in PEOPLE else name
        return f"{said}:" + _LOGIN.sub(lambda found: f"{found[1]} {_called(found[2])}", changes)

    def _asked(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip()[:60] if isinstance(value, str) else ""


def _called(who: str) -> str:
    """A name may be had twice, a login only once: both."""
    name = full_name(who)
    return who if name == who else f"{name} ({who})"


def _time_of_day(entry: Entry) -> str:
    """At the office, to the millisecond: the order of records matters."""
    moment = datetime.fromisoformat(entry.at).astimezone(clock.BERLIN)
    return moment.strftime("%H:%M:%S.%f")[:-3]
