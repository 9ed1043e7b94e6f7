"""Where a fingerprint is confirmed: an address that a QR code on paper can hold."""

PATH = "fingerprint"
FIELD = "f"


def fingerprint_address(site, language: str, fingerprint: str = "") -> str:
    """The page in a language, with the answer about a fingerprint where one is given."""
    address = f"{site.absolute_url()}/{language}/{PATH}"
    return f"{address}?{FIELD}={fingerprint}" if fingerprint else address
