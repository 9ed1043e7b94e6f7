"""Pages as pictures to look at: made in the process that examines, within limits."""

import time
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from documents.files import a_pdf, a_photo
from permitdesk.documents import BusyError, Refused, examiner, page_image
from permitdesk.documents.received import receive


def drawn(data, content_type="application/pdf", page=1, longest=700):
    """The picture of a page, and how many pages there are."""
    with receive(BytesIO(data), 10**8).file as file:
        found = page_image(file, content_type, page, longest)
        if found.written is None:
            return None, found.pages
        with found.written as written:
            return Image.open(BytesIO(written.read()), formats=["JPEG"]), found.pages


def a_form(pdf):
    """A field into which somebody typed, as employers' forms have them."""
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        FT=pikepdf.Name.Tx,
        T="employer",
        V="XXXXXXXXXXXX",
        Rect=[100, 400, 500, 500],
        DA="/Helv 60 Tf 0 g",
        F=4,
    )
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    made = pdf.make_indirect(field)
    pdf.pages[0].Annots = pdf.make_indirect([made])
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=[made],
        NeedAppearances=True,
        DA="/Helv 12 Tf 0 g",
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=font)),
    )


def test_a_page_of_a_pdf_is_a_picture_of_the_asked_size():
    image, pages = drawn(a_pdf(3), page=2)
    assert pages == 3
    assert image.size == (495, 700)
    assert not image.getexif()


def test_a_page_that_there_is_not_is_no_picture():
    assert drawn(a_pdf(2), page=3) == (None, 2)
    assert drawn(a_pdf(2), page=0) == (None, 2)
    assert drawn(a_photo(), "image/jpeg", page=2) == (None, 1)


@pytest.mark.parametrize(
    ("format", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("HEIF", "image/heic")],
)
def test_a_photo_stands_upright_and_tells_nothing(format, content_type):
    image, pages = drawn(a_photo(format, (800, 600)), content_type, longest=400)
    assert (image.size, pages) == ((300, 400), 1)
    assert not image.getexif()


def test_what_somebody_typed_into_a_form_is_seen():
    empty, _pages = drawn(a_pdf())
    filled, _pages = drawn(a_pdf(change=a_form))
    dark = sum(filled.convert("L").point(lambda value: value < 128 and 255).histogram()[255:])
    before = sum(empty.convert("L").point(lambda value: value < 128 and 255).histogram()[255:])
    assert dark > before + 500


def test_nobody_gets_a_larger_picture_than_there_shall_be():
    image, _pages = drawn(a_pdf(), longest=10**9)
    assert max(image.size) == 3000


def test_a_page_without_end_is_as_large_as_any():
    def stretch(pdf):
        pdf.pages[0].MediaBox = [0, 0, 14_000_000, 3]

    image, _pages = drawn(a_pdf(change=stretch))
    assert max(image.size) <= 701


@pytest.mark.parametrize("data", [b"%PDF-1.7 nothing", a_pdf()[:200]])
def test_what_is_no_pdf_is_refused(data):
    with pytest.raises(Refused):
        drawn(data)


def test_a_page_that_takes_too_long_is_given_up(monkeypatch):
    def busy(pdf):
        line = b"0 0 m 595 842 l 0 842 l 595 0 l S\n"
        pdf.pages[0].Contents = pdf.make_stream(b"[0.001 0.001] 0 d 40 w\n" + line * 60_000)

    monkeypatch.setattr(examiner, "SECONDS_TO_LOOK", 0.3)
    start = time.monotonic()
    with pytest.raises(Refused):
        drawn(a_pdf(change=busy), longest=3000)
    assert time.monotonic() - start < 60
    monkeypatch.undo()
    assert drawn(a_pdf())[1] == 1  # the next one is drawn by a new process


def test_who_wants_to_look_while_others_do_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(examiner, "SECONDS_TO_WAIT", 0.1)
    with examiner._looking, pytest.raises(BusyError):
        drawn(a_pdf())  # one waits for a moment
    with examiner._at_the_door, examiner._at_the_door, pytest.raises(BusyError):
        drawn(a_pdf())  # nobody else does
    with examiner._places, examiner._places, pytest.raises(BusyError):
        drawn(a_pdf())
    assert drawn(a_pdf())[1] == 1
