"""No text holds controls or halves of a character, and what is kept already can be written."""

import io

import pytest

from permitdesk.casework.handover.bundle.record import encoded
from permitdesk.casework.worklist.files import as_json, csv_rows, write_xlsx
from permitdesk.casework.worklist.views.asked import text
from permitdesk.core.characters import as_bytes, is_whole, whole

HALF = "x\ud800y"


@pytest.mark.parametrize("odd", ["\x00", "\x1b", "\x7f", "\x85", "\ud800", "\udcff"])
def test_what_no_text_holds(odd):
    assert not is_whole(f"a{odd}b")
    assert whole(f"a{odd}b") == "ab"


@pytest.mark.parametrize("usual", ["", "a\tb\r\nc", "می\u200cخواهم", "😀 Ö", "Sau\u00adber"])
def test_everything_else_stays(usual):
    assert is_whole(usual) and whole(usual) == usual
    assert as_bytes(usual) == usual.encode()


def test_what_is_kept_already_gets_out():
    assert encoded({"text": HALF}).decode() == '{\n "text": "x?y"\n}'
    assert as_json([HALF]).read() == b'[\n "x?y"\n]'
    assert b"".join(csv_rows([[HALF]])).endswith(b"xy\r\n")
    assert write_xlsx(io.BytesIO(), HALF[0], [["Name"], [HALF]]) == 1


def test_bytes_of_a_form_that_are_no_text():
    assert text({"title": b"ab\xff".decode("utf-8", "surrogateescape")}, "title") == "ab"
