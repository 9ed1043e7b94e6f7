"""What is wrong with a package that may not come in."""

from collections.abc import Iterable

from zope.i18nmessageid import Message

from permitdesk.core import _
from permitdesk.core.texts import german

NOT_READABLE = _(
    "services_package_not_readable",
    default="Die Datei ist kein Paket eines Online-Dienstes, oder sie ist beschädigt.",
)
IN_FILE = _("services_package_in_file", default="${name}: ${reason}")
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

    def __init__(self, messages: Iterable[Message]):
        # Each once, told apart by what it says: messages are alike whatever is filled in.
        self.messages = tuple({german(each): each for each in messages}.values())
        super().__init__("\n".join(map(german, self.messages)))


def named(message: Message, name: str) -> Message:
    return Message(message, mapping={"name": name})


def within(name: str, message: Message) -> Message:
    """What is wrong in a member."""
    return Message(IN_FILE, mapping={"name": name, "reason": message})
