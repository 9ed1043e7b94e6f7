"""What a setting of a service says, read; what cannot be read is a finding with its place."""

import json

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.unreadable import UnreadableError
from permitdesk.services import conditions
from permitdesk.services.definition import Condition
from permitdesk.services.findings import BLOCKS, Finding, Place

UNREADABLE = _("services_found_unreadable", default="Das lässt sich nicht lesen: ${reason}")
NO_FLAG = _("services_malformed_flag", default="„${setting}“ ist „yes“ oder „no“, nicht ${data}")


class SettingReader:
    """``problems`` is all that was found wrong."""

    def __init__(self) -> None:
        self.problems: list[Finding] = []

    def found(self, what: str, place: Place, message: Message, **mapping: object) -> None:
        self.problems.append(Finding(what, BLOCKS, place, Message(message, mapping=mapping)))

    def unreadable(self, place: Place, reason: UnreadableError | Message | str) -> None:
        said = reason.message if isinstance(reason, UnreadableError) else reason
        self.found("unreadable", place, UNREADABLE, reason=said)

    def list_of(self, data: object, where: Place) -> list:
        """A list, or nothing."""
        if data is None or isinstance(data, list):
            return data or []
        self.unreadable(where, f"JSON: {data!r}"[:80])
        return []

    def condition(self, data: object, where: Place) -> Condition | None:
        """From data, or from JSON."""
        if data in (None, "", {}):
            return None
        if isinstance(data, str):
            data = self.data_of(data, where, dict)
            if not data:
                return None
        try:
            return conditions.from_data(data)
        except conditions.MalformedConditionError as error:
            self.unreadable(where, error)
            return None

    def data_of(self, text: str, where: Place, kind: type):
        """What JSON says, which is of that ``kind``; an empty one where it is not."""
        try:
            data = json.loads(text)
            if isinstance(data, kind):
                return data
        except (ValueError, RecursionError):
            pass
        self.unreadable(where, f"JSON: {text[:80]}")
        return kind()

    def flag(self, value: object, where: Place, setting: str = "shared") -> bool:
        """``yes`` and ``no`` of a field, ``true`` and ``false`` of a step."""
        flags = {"yes": True, "no": False, True: True, False: False}
        if isinstance(value, str | bool) and value in flags:
            return flags[value]
        mapping = {"setting": setting, "data": repr(value)}
        self.unreadable(where, Message(NO_FLAG, mapping=mapping))
        return False

    def whole(self, text: object, where: Place) -> int:
        try:
            return int(text)
        except (TypeError, ValueError):
            self.found(
                "no-number",
                where,
                _("services_found_no_whole", default="Das ist keine ganze Zahl: ${text}"),
                text=str(text),
            )
            return 0
