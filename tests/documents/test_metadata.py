"""What of a photo is kept: the picture, and nothing of where, with what and by whom."""

import contextlib
import hashlib
import struct
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops

from documents.files import (
    CAMERA,
    GPS,
    XMP,
    a_pdf,
    a_photo,
    a_picture,
    a_png_chunk,
    a_position,
    inspected,
)
from permitdesk.documents import heif, jpeg, png

PRIVATE = (CAMERA.encode(), b"serial number 4711", b"GPSLatitude", struct.pack(">2I", 31, 1))


def a_telling_photo(format):
    options = {"comment": b"GPSLatitude"} if format == "JPEG" else {}
    if format != "PNG":
        options["xmp"] = XMP
    photo = a_photo(format, **options)
    if format == "PNG":
        text = a_png_chunk(b"tEXt", b"Comment\0GPSLatitude") + a_png_chunk(b"tIME", b"1234567")
        photo = photo.replace(b"\0\0\0\0IEND", text + b"\0\0\0\0IEND")
    return photo


@pytest.mark.parametrize("format", ["JPEG", "PNG", "HEIF"])
def test_a_photo_tells_nothing_but_its_picture(format):
    photo = a_telling_photo(format)
    assert all(each in photo for each in PRIVATE[:3])
    found, kept = inspected(photo, "IMG_0815.HEIC")
    assert not any(each in kept for each in PRIVATE)
    assert (found.size, found.sha256) == (len(photo), hashlib.sha256(photo).hexdigest())
    assert (found.kept_size, found.kept_sha256) == (len(kept), hashlib.sha256(kept).hexdigest())
    assert found.sha256 != found.kept_sha256
    before, after = Image.open(BytesIO(photo)), Image.open(BytesIO(kept))
    assert not after.getexif().get_ifd(GPS)
    assert b"GPS" not in (after.info.get("xmp") or b"")
    assert after.getexif().get(0x0112, 1) == before.getexif().get(0x0112, 1)
    assert before.size == after.size
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("format", ["JPEG", "PNG", "HEIF"])
def test_what_is_kept_is_kept_as_it_is_when_it_comes_again(format):
    _, kept = inspected(a_telling_photo(format))
    found, again = inspected(kept)
    assert again == kept and found.sha256 == found.kept_sha256


def test_colours_are_meant_as_they_were():
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for format in ("JPEG", "PNG"):
        _, kept = inspected(a_photo(format, icc_profile=profile))
        assert Image.open(BytesIO(kept)).info["icc_profile"] == profile


def test_a_progressive_photo_in_four_inks_keeps_its_picture():
    out = BytesIO()
    image = Image.effect_noise((300, 200), 60).convert("CMYK")
    image.save(out, "JPEG", progressive=True, exif=a_position())
    _, kept = inspected(out.getvalue())
    after = Image.open(BytesIO(kept))
    assert after.mode == "CMYK" and b"Adobe" in kept
    assert ImageChops.difference(Image.open(out), after).getbbox() is None


def test_the_film_behind_a_moving_photo_goes():
    film = b"\0\0\0\x18ftypmp42" + b"GPSLatitude" * 50
    _, kept = inspected(a_photo() + film)
    assert b"GPSLatitude" not in kept and kept.endswith(b"\xff\xd9")
    _, kept = inspected(a_photo("HEIF") + struct.pack(">I", 8 + len(film)) + b"mpvd" + film)
    assert b"GPSLatitude" not in kept
    Image.open(BytesIO(kept)).load()


def test_the_pictures_behind_the_first_go():
    """Phones keep a second picture, with a position of its own, behind the first (MPO)."""
    out = BytesIO()
    first, second = (Image.new("RGB", (90, 60), colour) for colour in ("red", "blue"))
    first.save(out, "MPO", save_all=True, append_images=[second], exif=a_position())
    _, kept = inspected(out.getvalue())
    assert kept.count(b"\xff\xd8\xff") == 1 and Image.open(BytesIO(kept)).format == "JPEG"


def test_a_plain_picture_stays_as_it_is():
    for format in ("JPEG", "PNG", "HEIF"):
        found, kept = inspected(plain := a_picture(format))
        assert kept == plain and found.kept_sha256 == found.sha256


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_torn_picture_is_a_value_error_and_never_hangs(data):
    for module, format in ((jpeg, "JPEG"), (png, "PNG"), (heif, "HEIF")):
        torn = bytearray(_TELLING[format])
        for _ in range(data.draw(st.integers(1, 4))):
            torn[data.draw(st.integers(0, len(torn) - 1))] = data.draw(st.integers(0, 255))
        with contextlib.suppress(ValueError, struct.error, IndexError):
            module.without_metadata(bytes(torn[: data.draw(st.integers(8, len(torn)))]))


_TELLING = {format: a_telling_photo(format) for format in ("JPEG", "PNG", "HEIF")}


def _with_photo(pdf):
    pdf.pages[0].Resources = Dictionary(
        XObject=Dictionary(
            P=pikepdf.Stream(
                pdf, a_telling_photo("JPEG"), Type=Name.XObject, Subtype=Name.Image, Width=600,
                Height=400, ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.DCTDecode,
            )
        )
    )  # fmt: skip


def _with_description(pdf):
    pdf.Root.Metadata = pikepdf.Stream(pdf, XMP, Type=Name.Metadata, Subtype=Name.XML)


def _with_map(pdf):
    measure = Dictionary(Type=Name.Measure, Subtype=Name.GEO, GPTS=Array([52, 13]))
    pdf.pages[0].VP = Array([Dictionary(Type=Name.Viewport, Measure=measure)])


@pytest.mark.parametrize("change", [_with_photo, _with_description, _with_map])
def test_a_pdf_loses_where_it_was_made(change):
    data = a_pdf(change=change)
    found, kept = inspected(data)
    assert found.sha256 != found.kept_sha256
    with pikepdf.open(BytesIO(kept)) as pdf:
        assert b"GPSLatitude" not in pdf.Root.to_json() and "/VP" not in pdf.pages[0]
        assert "/Metadata" not in pdf.Root
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                assert not any(private in each.read_raw_bytes() for private in PRIVATE[:3])
    assert inspected(data)[1] == kept  # the same each time: receipts compare


def test_a_signed_pdf_is_left_alone():
    def change(pdf):
        _with_photo(pdf)
        signature = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]), Contents=String("x"))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(signature)]))

    data = a_pdf(change=change)
    assert inspected(data)[1] == data
