"""Where a code is asked for, whatever it opens: an address that names no service."""

PATH = "resume"


def resume_address(site, language: str) -> str:
    """The page in a language on which a code leads to its draft."""
    return f"{site.absolute_url()}/{language}/{PATH}"
