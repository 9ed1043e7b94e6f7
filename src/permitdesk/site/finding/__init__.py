"""Finding what is published: by words, by their beginnings, by ear, in any spelling."""

from permitdesk.site.finding.search import Explained, Found, Result, search, suggestions

__all__ = ["Explained", "Found", "Result", "search", "suggestions"]
