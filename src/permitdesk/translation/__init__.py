"""States of translations, what is outdated, coverage, exchange files."""

from permitdesk.translation import po

__all__ = ("po",)
