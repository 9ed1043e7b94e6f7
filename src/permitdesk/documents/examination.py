"""Opens a document in a process of its own, in which nothing but this runs.

Parsers of PDFs and pictures meet hostile files. There they have a limit of memory, may be stopped
by the clock and take no portal down with them. (Inside Zope, Pillow also accepts torn pictures:
plone.scale sets ``LOAD_TRUNCATED_IMAGES`` for the whole process.)

Talk over standard input and output: a line ``<media type> <size>`` and the bytes; the answer is a
line of JSON, ``{"pages": 3}`` or ``{"refused": reason, "values": {…}}``.
"""

import json
import resource
import sys

from permitdesk.documents.image import check_image
from permitdesk.documents.pdf import check_pdf
from permitdesk.documents.refusal import Refused

MEMORY = 1024 * 1024 * 1024


def examine(data: bytes, content_type: str) -> dict:
    """Return the answer for one document."""
    try:
        if content_type == "application/pdf":
            return {"pages": check_pdf(data)}
        check_image(data, content_type)
        return {"pages": 1}
    except Refused as refused:
        return {"refused": refused.reason, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "too-complex", "values": {}}


def main() -> None:
    """Answer until the portal closes the line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the document
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    for line in iter(asked.readline, b""):
        content_type, size = line.decode().split()
        answer = examine(asked.read(int(size)), content_type)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
