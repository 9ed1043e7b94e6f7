"""Where a code is asked for, whatever it opens: addresses that name no service."""

PATH = "resume"
TAKE_OVER = "handover"


def resume_address(site, language: str) -> str:
    """The page in a language on which a code leads to its draft."""
    return f"{site.absolute_url()}/{language}/{PATH}"


def take_over_address(site, language: str) -> str:
    """The page on which an applicant types the code of a hand-over."""
    return f"{site.absolute_url()}/{language}/{TAKE_OVER}"
