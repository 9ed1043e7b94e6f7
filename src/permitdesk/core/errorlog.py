"""Zope's error log keeps the whole request of an error, for administrators to see: what was typed,
the cookie with the code of a draft, the header with an access code. And an exception's text quotes
what could not be read, into the event log as well. Here the log keeps where it happened: class,
address and traceback.
"""

_TEXT = "(its text is not kept: it may name a person)"


def raising(self, info):
    """In place of ``SiteErrorLog.raising``."""
    kind, _error, trace = info
    if not isinstance(trace, str):
        # The log asks for class name and text only; without the text nothing else can slip in.
        named = type(getattr(kind, "__name__", str(kind)), (Exception,), {"__module__": "builtins"})
        info = (named, named(_TEXT), trace)
    address = self._old_raising(info)
    for entry in self._getLog():
        entry["req_html"] = None
    return address
