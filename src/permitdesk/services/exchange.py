"""A service's translations as files, and what a file would change."""

from permitdesk.services.service import Service
from permitdesk.services.translations import entries, save
from permitdesk.translation import Plan, plan, po, xliff

PO, XLIFF = "po", "xliff"
MEDIA_TYPES = {PO: "text/x-gettext-translation", XLIFF: "application/xliff+xml"}
ENDINGS = {PO: "po", XLIFF: "xlf"}


def export(service: Service, language: str, kind: str) -> bytes:
    """The file of a language: every German text of the working state with its translation."""
    table = entries(service, language)
    if kind == XLIFF:
        return xliff.write(service.getId(), language, table)
    return po.write(language, table)


def filename(service: Service, language: str, kind: str) -> str:
    return f"{service.getId()}-{language}.{ENDINGS[kind]}"


def planned(service: Service, language: str, data: bytes) -> Plan:
    """What importing a file would do; which kind it is shows at its beginning.

    Raises ``UnreadableFileError``.
    """
    # XML begins with "<", perhaps behind a byte order mark; no PO file does.
    is_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    read = xliff.read(data, language) if is_xml else po.read(data, unfinished=True)
    return plan({each.key: each for each in entries(service, language)}, read)


def take(service: Service, language: str, done: Plan) -> None:
    """Save what a plan takes."""
    save(service, language, done.taken)
