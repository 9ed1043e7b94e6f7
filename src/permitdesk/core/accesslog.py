"""The access log keeps which page was asked for, not what was looked for: names of applicants stand
in the addresses of a search, and beside them who asked."""

import logging
import re

LOGGER = "wsgi"  # Paste's translogger
_QUERY = re.compile(r"\?[^\s\"]*")


class WithoutQueries(logging.Filter):
    """Cuts what follows the path, in the address asked for and in the one before it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _QUERY.sub("?…", str(record.msg))
        return True


def keep_paths_only() -> None:
    """From now on; again changes nothing."""
    logger = logging.getLogger(LOGGER)
    if not any(isinstance(each, WithoutQueries) for each in logger.filters):
        logger.addFilter(WithoutQueries())
