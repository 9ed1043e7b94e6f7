"""What came from outside and cannot be read: why, for the person who sent it, in their language."""

from zope.i18nmessageid import Message

from permitdesk.core.texts import german


class UnreadableError(ValueError):
    """``message`` says why; ``values`` fill it in. As a text it is German."""

    def __init__(self, message: Message, **values: object) -> None:
        self.message = Message(message, mapping=values) if values else message
        super().__init__(german(self.message))
