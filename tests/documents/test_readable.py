"""What the office reads: upright, of a sensible size, several photos as one PDF."""

from contextlib import ExitStack
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from documents.files import GPS, a_photo, a_picture
from permitdesk.documents import joined, upright
from permitdesk.documents.readable import LONGEST
from permitdesk.documents.received import receive


def upright_of(data, content_type, if_needed=False):
    with receive(BytesIO(data), 10**8).file as file:
        found = upright(file, content_type, if_needed)
        if found.written is None:
            return None
        with found.written as written:
            return written.read()


def is_red(image, x, y):
    red, green, _blue = image.convert("RGB").getpixel((x, y))
    return red > 200 and green < 90


@pytest.mark.parametrize("format", ["JPEG", "PNG", "HEIF"])
def test_a_turned_photo_stands_upright_and_tells_nothing(format):
    """Red on the left as taken; turned by a quarter (6) the red is above."""
    type_ = {"JPEG": "image/jpeg", "PNG": "image/png", "HEIF": "image/heic"}[format]
    with Image.open(BytesIO(upright_of(a_photo(format), type_))) as image:
        assert (image.format, image.size) == ("JPEG", (400, 600))
        assert is_red(image, 200, 50) and not is_red(image, 200, 550)
        assert not image.getexif().get_ifd(GPS) and image.getexif().get(0x0112, 1) == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK", "RGB"])
def test_every_kind_of_picture_becomes_a_readable_one(mode):
    out = BytesIO()
    format = "JPEG" if mode == "CMYK" else "PNG"
    image = Image.linear_gradient("L").resize((300, 200))
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        image = image.convert(mode)
    image.save(out, format)
    written = upright_of(out.getvalue(), f"image/{format.lower()}")
    with Image.open(BytesIO(written)) as image:
        dark, light = (image.convert("L").getpixel((150, y)) for y in (10, 190))
        assert image.format == "JPEG" and dark < 60 and light > 190


def test_what_can_be_seen_through_is_white_behind():
    out = BytesIO()
    Image.new("RGBA", (90, 90), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(BytesIO(upright_of(out.getvalue(), "image/png"))) as image:
        assert image.getpixel((45, 45)) == (255, 255, 255)


def test_a_huge_photo_gets_a_sensible_size():
    out = BytesIO()
    Image.new("RGB", (9000, 3000), "white").save(out, "JPEG")
    with Image.open(BytesIO(upright_of(out.getvalue(), "image/jpeg"))) as image:
        assert image.size == (LONGEST, LONGEST // 3)


def test_what_is_readable_already_is_left_alone():
    assert upright_of(a_picture("JPEG"), "image/jpeg", if_needed=True) is None
    assert upright_of(a_photo("JPEG"), "image/jpeg", if_needed=True) is not None
    assert upright_of(a_picture("HEIF"), "image/heic", if_needed=True) is not None


def test_several_photos_are_one_pdf_in_their_order():
    photos = [("JPEG", (600, 400)), ("PNG", (400, 600)), ("HEIF", (640, 480))]
    with ExitStack() as opened:
        pictures = []
        for format, size in photos:
            type_ = {"JPEG": "image/jpeg", "PNG": "image/png", "HEIF": "image/heic"}[format]
            written = upright_of(a_photo(format, size), type_)
            pictures.append(opened.enter_context(receive(BytesIO(written), 10**8).file))
        whole = joined(pictures, "Pass: alle Seiten")
        pdf = opened.enter_context(pikepdf.open(opened.enter_context(whole.written)))
        assert whole.pages == len(pdf.pages) == 3
        shapes = [(round(p.mediabox[2]), round(p.mediabox[3])) for p in pdf.pages]
        assert shapes == [(595, 842), (842, 595), (595, 842)]  # all turned by a quarter
        sizes = [(p.Resources.XObject.Photo.Width, p.Resources.XObject.Photo.Height)
                 for p in pdf.pages]  # fmt: skip
        assert sizes == [(400, 600), (600, 400), (480, 640)]
        assert str(pdf.docinfo.Title) == "Pass: alle Seiten" and str(pdf.Root.Lang) == "de"
        alternatives = [str(each.Alt) for each in pdf.Root.StructTreeRoot.K.K]
        assert alternatives == [f"Pass: alle Seiten, Seite {n}" for n in (1, 2, 3)]
        assert not pdf.check_pdf_syntax()
