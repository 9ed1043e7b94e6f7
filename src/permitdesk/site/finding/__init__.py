"""Finding what is published: by words, by their beginnings, by ear, in any spelling."""

from permitdesk.site.finding.search import Found, Result, search, suggestions
from permitdesk.site.finding.terms import Explained
from permitdesk.site.finding.terms import known as official_words

__all__ = ["Explained", "Found", "Result", "official_words", "search", "suggestions"]
