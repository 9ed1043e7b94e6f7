"""A process that typesets one paper and ends: ``python -I typesetting.py``, told on standard input.

It imports nothing of the portal, so it is there at once; who started it ends it when it takes too
long. A paper that the templates do not understand is told in JSON, with status 1.
"""

import json
import resource
import sys

import typst

MEMORY = 2 << 30  # bytes; a long letter takes 200 MB


def typeset(asked: dict) -> bytes:
    """The PDF; the same in this process as in one of its own."""
    return typst.compile(
        asked["template"],
        root=asked["root"],
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[asked["fonts"]]
        ),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs=asked["inputs"],
    )


def main() -> None:
    """Typeset what stands on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a dump would hold the letter
    try:
        made = typeset(json.load(sys.stdin))
    except typst.TypstError as error:
        sys.stdout.buffer.write(str(error).encode())
        sys.exit(1)
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
