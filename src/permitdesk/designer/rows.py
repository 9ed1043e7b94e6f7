"""Rows of inputs that come and go in a form: how they are sent, what is to be done with them."""

from collections.abc import Mapping


class RowForm:
    """``<prefix>_rows`` lists the rows there are, ``<prefix>_do`` says what to do with them.

    ``form`` is what was sent, None before; ``stored`` what the inputs hold until then.
    """

    prefix: str
    form: Mapping[str, object] | None
    stored: dict[str, object]
    longest = 2000  # what is read of an input

    @property
    def is_changing(self) -> bool:
        """Whether what was sent only changes the rows."""
        return bool(self.sent(f"{self.prefix}_do"))

    def sent_rows(self) -> list[str]:
        """As they were sent, each once."""
        return list(dict.fromkeys(self.sent(f"{self.prefix}_rows").split()))

    def sent_do(self) -> tuple[str, str]:
        """What to do, and with which row."""
        word, _colon, row = self.sent(f"{self.prefix}_do").partition(":")
        return word, row

    def sent(self, name: str) -> str:
        value = (self.form or {}).get(name, "")
        return value[: self.longest] if isinstance(value, str) else ""

    def value(self, name: str) -> str:
        """What stands in an input now."""
        return self.sent(name) if self.form is not None else str(self.stored.get(name) or "")
