"""Opens a document in a process of its own, in which nothing but this runs.

Parsers of PDFs and pictures meet hostile files. There they have a limit of memory, may be stopped
by the clock, take no portal down with them and can open nothing else. (Inside Zope, Pillow also
accepts torn pictures: plone.scale sets ``LOAD_TRUNCATED_IMAGES`` for the whole process.)

Talk over a Unix socket on standard input, a message each way: a JSON object with ``do``, and beside
it the descriptors of the files to read and of one to write; the answer is JSON as well, such as
``{"pages": 3, "written": true}`` or ``{"refused": reason, "values": {…}}``. READY comes first.
"""

import json
import os
import resource
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

import pikepdf
from PIL import Image

from permitdesk.documents import readable
from permitdesk.documents.confinement import confine
from permitdesk.documents.image import check_image, without_metadata
from permitdesk.documents.orientation import TAG
from permitdesk.documents.pages import page_image
from permitdesk.documents.pdf import check_pdf
from permitdesk.documents.pdf_location import without_location
from permitdesk.documents.refusal import Refused
from permitdesk.documents.trailing import hides_another

MEMORY = 1024 * 1024 * 1024
MESSAGE = 64 * 1024
READY = b"ready"
MOST_FILES = 64
Answer = dict[str, object]


def examine(sources: Sequence[bytes], target: BinaryIO, asked: Mapping) -> Answer:
    """Is it what it says, whole and harmless? Writes what is to be kept, where that differs."""
    (data,), content_type = sources, asked["type"]
    if hides_another(data, content_type):
        raise Refused("two-in-one")
    if content_type == "application/pdf":
        pages, kept = check_pdf(data), without_location(data)
    else:
        pages, kept = 1, without_metadata(data, content_type)
        check_image(kept, content_type)
    if kept != data:
        target.write(kept)
    return {"pages": pages, "written": kept != data}


def upright(sources: Sequence[bytes], target: BinaryIO, asked: Mapping) -> Answer:
    """Writes a picture as the office reads it; with ``if_needed`` only where that differs."""
    (data,), content_type = sources, asked["type"]
    needed = not asked["if_needed"] or readable.needs_rendering(data, content_type)
    if needed:
        target.write(readable.upright(data, content_type))
    return {"pages": 1, "written": needed}


def join(sources: Sequence[bytes], target: BinaryIO, asked: Mapping) -> Answer:
    """Writes upright pictures as one PDF."""
    target.write(readable.joined(sources, asked["title"]))
    return {"pages": len(sources), "written": True}


def page(sources: Sequence[bytes], target: BinaryIO, asked: Mapping) -> Answer:
    """Writes one page as a picture to look at; nothing for a page that there is not."""
    (data,) = sources
    image, pages = page_image(data, asked["type"], asked["page"], asked["longest"])
    if image is not None:
        target.write(image)
    return {"pages": pages, "written": image is not None}


_TASKS: Mapping[str, Callable[[Sequence[bytes], BinaryIO, Mapping], Answer]] = {
    "examine": examine,
    "upright": upright,
    "join": join,
    "page": page,
}


def answer(asked: Mapping, files: Sequence[BinaryIO]) -> Answer:
    """Do one task; the last file is written."""
    *sources, target = files
    try:
        for file in files:
            file.seek(0)
        return _TASKS[asked["do"]]([file.read() for file in sources], target, asked)
    except Refused as refused:
        return {"refused": refused.reason, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "too-complex", "values": {}}


def warm_up() -> None:
    """Do each task once: what Python and the libraries load late they cannot load any more later.

    Raises whatever goes wrong: better no process than one that finds every picture damaged.
    """
    image = Image.new("RGB", (64, 64), "white")
    exif = Image.Exif()
    exif[TAG] = 6
    for format, content_type in (
        *(("JPEG", "image/jpeg"), ("MPO", "image/jpeg"), ("PNG", "image/png")),
        ("HEIF", "image/heic"),
    ):
        out = BytesIO()
        several = {"save_all": True, "append_images": [image]} if format == "MPO" else {}
        image.save(out, format, exif=exif.tobytes(), **several)
        examine([out.getvalue()], BytesIO(), {"type": content_type})
        made = readable.upright(out.getvalue(), content_type)
        page_image(out.getvalue(), content_type, 1, 32)
    check_pdf(pdf := readable.joined([made], "Probe"))
    without_location(pdf)
    page_image(pdf, "application/pdf", 1, 64)
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(locked := BytesIO(), encryption=pikepdf.Encryption(owner="a", user=""))
    with suppress(Refused):
        check_pdf(locked.getvalue())
    with suppress(Refused):
        check_image(made[:-100], "image/jpeg")


def main() -> None:
    """Answer until the portal closes the line."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the document
    warm_up()
    confine()
    with socket.socket(fileno=os.dup(0)) as line:
        line.send(READY)
        while True:
            message, descriptors, _flags, _sender = socket.recv_fds(line, MESSAGE, MOST_FILES)
            if not message:
                return
            *read, written = descriptors
            files = [open(each, "rb") for each in read]  # noqa: PTH123, SIM115
            files.append(open(written, "r+b"))  # noqa: PTH123, SIM115
            try:
                said = answer(json.loads(message), files)
            finally:
                for file in files:
                    file.close()
            line.send(json.dumps(said).encode())


if __name__ == "__main__":
    main()
