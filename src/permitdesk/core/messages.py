"""What the portal itself says, in each language.

The shipped languages have catalogues of zope.i18n. An office may add languages and what the portal
says in them (``IAddedTexts``); there German stands in for what is missing. Who shows a text asks
here whether it does, so that nobody reads German as if it were the other language.
"""

import re
from collections.abc import Mapping

from zope.component import queryUtility
from zope.i18n import interpolate, translate
from zope.i18n.interfaces import ITranslationDomain
from zope.i18n.translationdomain import TranslationDomain
from zope.i18nmessageid import Message

from permitdesk.core import languages
from permitdesk.core.interfaces import IAddedTexts

DOMAIN = "permitdesk"
_PLACE = re.compile(r"\$\{([A-Za-z_]\w*)\}")


class Messages(TranslationDomain):
    """The domain ``permitdesk``."""

    def __init__(self) -> None:
        super().__init__(DOMAIN)

    def translate(
        self,
        msgid,
        mapping=None,
        context=None,
        target_language=None,
        default=None,
        msgid_plural=None,
        default_plural=None,
        number=None,
    ):
        """As ``ITranslationDomain`` has it."""
        tag = target_language or languages.fixed(context)
        names = self._catalogs.get(tag)
        if tag is not None and names is None:
            return self._translate_added(_message(msgid, default, mapping), tag)
        is_plain = msgid and default is not None and msgid_plural is None
        if not is_plain or names is None or len(names) > 1 or _has_messages(mapping):
            return super().translate(
                msgid, mapping, context, tag, default, msgid_plural, default_plural, number
            )
        # Some sixty times a page: what is left of it here for one catalogue and plain values.
        text = self._data[names[0]].queryMessage(msgid, default)
        return interpolate(text, mapping) if mapping else text

    def _translate_added(self, message: Message, tag: str) -> str:
        text = _added(message, tag)
        if text is None:
            return super().translate(message, target_language=languages.SOURCE)
        return interpolate(text, _said(message.mapping, tag))


def text_in(message: Message, tag: str) -> str | None:
    """The text of a message in an added language, with its places not filled in; None where it has
    none, so that German stands in."""
    if message.domain == DOMAIN:
        return _added(message, tag)
    domain = queryUtility(ITranslationDomain, message.domain or "")
    if domain is None or tag not in domain.getCatalogsInfo():
        return None
    return domain.translate(Message(message, mapping={}), target_language=tag)


def is_gap(message: object, tag: str) -> bool:
    """Whether German stands in for a message; never in a shipped language, nor for plain texts."""
    return (
        tag not in languages.SHIPPED
        and isinstance(message, Message)
        and message != ""
        and text_in(message, tag) is None
    )


def edition(tag: str) -> str:
    """Names what the portal says in a language by now; always the same for shipped ones. Whoever
    remembers texts beyond a request, remembers them for this."""
    if tag in languages.SHIPPED:
        return ""
    added = queryUtility(IAddedTexts)
    return added.edition(tag) if added is not None else ""


def is_whole(tag: str) -> bool:
    """Whether all that visitors are told by the portal is there in a language."""
    if tag in languages.SHIPPED:
        return True
    added = queryUtility(IAddedTexts)
    return added is not None and added.is_whole(tag)


def _added(message: Message, tag: str) -> str | None:
    added = queryUtility(IAddedTexts)
    text = added.texts(tag).get(message) if added is not None else None
    if text is None or message.default is None:
        return text
    # A text for other places than the German of now has would leave something out.
    if _places(text) != _places(message.default):
        return None
    # The subject of a mail, an entry of a calendar: what is one line stays one.
    return text if "\n" in message.default else " ".join(text.split("\n"))


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text)) if "$" in text else set()


def _said(mapping: Mapping | None, tag: str) -> Mapping | None:
    if not mapping:
        return None
    return {
        name: translate(value, target_language=tag) if isinstance(value, Message) else value
        for name, value in mapping.items()
    }


def _has_messages(mapping: Mapping | None) -> bool:
    return bool(mapping) and Message in map(type, mapping.values())


def _message(msgid, default, mapping) -> Message:
    return msgid if isinstance(msgid, Message) else Message(msgid, DOMAIN, default, mapping)
