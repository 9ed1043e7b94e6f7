"""What every room needs: languages, codes, jobs, mail, clock, settings, browser layer."""

from zope.i18nmessageid import MessageFactory

_ = MessageFactory("permitdesk")

# Modules that other rooms may use as they are.
__all__ = [
    "_",
    "added",
    "below",
    "body",
    "characters",
    "clock",
    "connections",
    "folding",
    "gate",
    "in_words",
    "jobs",
    "languages",
    "mail",
    "memory",
    "messages",
    "plain_german",
    "reference",
    "sealed",
    "secrets",
    "sent_key",
    "streams",
    "texts",
    "tries",
    "typed",
    "unreadable",
]
