"""Lists and cases as files: XLSX, CSV, and a ZIP with an index. One row or case at a time."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter

from permitdesk.core.characters import as_bytes, whole

CHUNK = 256 * 1024
_LONGEST_CELL = 32_767  # characters that a cell can hold
# What a spreadsheet reads as a formula (OWASP, CSV injection); names may begin so, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
Value = str | int | date | None


def harmless(value: Value) -> Value:
    """A value that no spreadsheet calculates: text that looks like a formula begins with an
    apostrophe."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", whole(value))[: _LONGEST_CELL - 1]
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_xlsx(target: BinaryIO, title: str, rows: Iterable[Sequence[Value]]) -> int:
    """Write rows, the first of them the headings; how many there were below it.

    The sheet goes through a temporary file without a name: whatever becomes of the process,
    nothing of it stays.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "B2"
    count = -1
    for count, row in enumerate(rows):
        if not count:
            for place, heading in enumerate(row, 1):
                width = max(12, min(40, len(str(heading)) * 2))
                sheet.column_dimensions[get_column_letter(place)].width = width
            sheet._writer = _Nameless(sheet)
            sheet._writer.write_top()
            sheet.append([_heading(sheet, str(value)) for value in row])
        else:
            sheet.append([_cell(sheet, value) for value in row])
    book.save(target)
    return max(count, 0)


def csv_rows(rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """The same as CSV: UTF-8 with a mark, semicolons, as a German spreadsheet opens it."""
    yield "\ufeff".encode()
    line = io.StringIO(newline="")
    writer = csv.writer(line, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow(["" if value is None else harmless(value) for value in row])
        yield as_bytes(line.getvalue())
        line.seek(0)
        line.truncate()


@dataclass(frozen=True)
class Member:
    """A file of a ZIP; ``open`` gives its bytes, and is called once."""

    path: str
    open: Callable[[], BinaryIO]
    is_packed: bool = False  # photos and PDFs hardly get smaller


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """A ZIP as chunks: none of it is kept longer than it takes to hand it on."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for member in members:
            entry = zipfile.ZipInfo(member.path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if member.is_packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            with member.open() as source, archive.open(entry, "w", force_zip64=True) as packed:
                while chunk := source.read(CHUNK):
                    packed.write(chunk)
                    yield from sink.taken()
        yield from sink.taken()
    yield from sink.taken()


def made(write: Callable[[BinaryIO], object]) -> BinaryIO:
    """What a function writes, as a temporary file without a name, at its beginning."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        write(file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def as_json(value: object) -> BinaryIO:
    return io.BytesIO(as_bytes(json.dumps(value, ensure_ascii=False, indent=1)))


def _cell(sheet, value: Value) -> Value | Cell:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, harmless(value))
    cell.data_type = "s"  # never a formula, whatever it looks like
    return cell


def _heading(sheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, harmless(text))
    cell.font = Font(bold=True)
    return cell


class _Nameless(WorksheetWriter):
    """Writes a sheet as openpyxl does, but into no file that somebody could find: openpyxl's own
    stays where the process is killed or the rows fail."""

    def __init__(self, sheet) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        super().__init__(sheet, f"/proc/self/fd/{self._file.fileno()}")

    def cleanup(self) -> None:
        self._file.close()


class _Sink(io.RawIOBase):
    """Takes what a ZIP writes and gives it away; it cannot go back, so the ZIP does not try."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def write(self, data) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        parts, self._parts = self._parts, []
        yield from parts
