"""What somebody finds who gets into the process that examines documents."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from documents.files import a_pdf, inspected
from permitdesk.documents import examiner

TRIES = """
import os, socket, sys
from permitdesk.documents.confinement import confine
with socket.create_server(("127.0.0.1", 0)) as server, open(sys.argv[1], "rb") as opened:
    confined = confine()
    for attempt in (
        lambda: open(sys.argv[1]),
        lambda: open(sys.argv[1] + ".new", "w"),
        lambda: os.listdir("/"),
        lambda: os.execv("/bin/true", ["true"]),
        lambda: socket.create_connection(server.getsockname(), timeout=5),
    ):
        try:
            attempt()
            print("done")
        except PermissionError:
            print("refused")
    print(confined, opened.read())
"""


def test_nothing_can_be_opened_but_what_is_handed_over(tmp_path):
    key = tmp_path / "server.key"
    key.write_bytes(b"secret")
    said = subprocess.run(
        [sys.executable, "-c", TRIES, key], capture_output=True, text=True, timeout=60
    ).stdout.split("\n")
    if os.uname().release < "5.13" and said[-2].startswith("False"):
        pytest.skip("this kernel has no Landlock")
    assert said[:4] == ["refused"] * 4
    assert said[-2] == "True b'secret'"


def test_the_process_that_examines_gave_up_its_rights():
    inspected(a_pdf())
    process = examiner._idle.get()
    status = Path(f"/proc/{process.process.pid}/status").read_text()
    examiner._idle.put(process)
    assert "NoNewPrivs:\t1" in status
