"""What is wrong with a package that may not come in."""

from collections.abc import Iterable

from zope.i18n import translate
from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.languages import SOURCE

NOT_READABLE = _(
    "services_package_not_readable",
    default="Die Datei ist kein Paket eines Online-Dienstes, oder sie ist beschädigt.",
)
TOO_LARGE = _("services_package_too_large", default="Das Paket ist zu groß.")
FOREIGN = _(
    "services_package_foreign",
    default="Im Paket steht etwas, das nicht hineingehört: ${name}",
)
LACKING = _("services_package_lacking", default="Im Paket fehlt: ${name}")
NOT_RIGHT = _("services_package_not_right", default="Diese Angabe im Paket geht nicht: ${name}")
HAS_MARKUP = _(
    "services_package_markup",
    default="Ein Text im Paket enthält HTML oder unsichtbare Zeichen. Das ist nicht erlaubt:"
    " ${name}",
)


class UnreadablePackageError(ValueError):
    """Not a package that may come in; ``messages`` say all that is wrong with it."""

    def __init__(self, messages: Iterable[Message | str]):
        self.messages = tuple(messages)
        super().__init__(
            "\n".join(translate(each, target_language=SOURCE) for each in self.messages)
        )


def named(message: Message, name: str) -> Message:
    return Message(message, mapping={"name": name})
