"""Small files that would be huge or act by themselves: each is refused with a reason, at once."""

import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from documents.files import a_pdf, a_photo, a_picture, a_png_chunk, a_png_header, inspected, zeros
from permitdesk.documents import Refused, examiner
from permitdesk.documents.pdf_unpacking import PIXELS


def refused(data: bytes) -> str:
    """Why; and that somebody judged, not the clock or the limit of memory that ended a process."""
    inspected(a_pdf())  # so that a process is ready
    before = examiner._idle.qsize()
    with pytest.raises(Refused) as refusal:
        inspected(data, "bombe.pdf")
    assert examiner._idle.qsize() == before
    assert refusal.value.message.default
    return refusal.value.reason


def a_packed(pdf, packed, filters, **more):
    stream = pikepdf.Stream(pdf, b"")
    stream.write(packed, filter=Array([Name(each) for each in filters]))
    for name, value in more.items():
        stream[f"/{name}"] = value
    return stream


def a_picture_of(width, height):
    return {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": width,
        "Height": height,
        "ColorSpace": Name.DeviceRGB,
        "BitsPerComponent": 8,
    }


def on_the_page(stream_of):
    """A PDF that shows what ``stream_of(pdf)`` gives, as a picture or as the page's drawing."""

    def change(pdf):
        stream = stream_of(pdf)
        if "/Subtype" in stream:
            pdf.pages[0].Resources = Dictionary(XObject=Dictionary(P=stream))
        else:
            pdf.pages[0].Contents = stream

    return a_pdf(change=change, compress_streams=False)


@pytest.mark.parametrize("filters", [["/FlateDecode"], ["/Fl"]])
def test_ten_megabytes_that_draw_ten_thousand(filters):
    bomb = on_the_page(lambda pdf: a_packed(pdf, zeros(9_000), filters))
    assert 8_000_000 < len(bomb) < 10_485_760
    assert refused(bomb) == "too-complex"


def test_a_page_packed_twice_and_three_times():
    twice = zlib.compress(zeros(10_000), 9)
    bomb = on_the_page(lambda pdf: a_packed(pdf, twice, ["/FlateDecode"] * 2))
    assert len(bomb) < 200_000 and refused(bomb) == "too-complex"
    thrice = zlib.compress(twice, 9)
    bomb = on_the_page(lambda pdf: a_packed(pdf, thrice, ["/FlateDecode"] * 3))
    assert refused(bomb) == "too-complex"


def test_many_pictures_that_are_too_much_together():
    def stream_of(pdf):
        for number in range(40):
            pdf.Root[f"/Bild{number}"] = pdf.make_indirect(
                a_packed(pdf, zeros(50), ["/FlateDecode"], **a_picture_of(5000, 3495))
            )
        return pikepdf.Stream(pdf, b"")

    assert refused(on_the_page(stream_of)) == "too-complex"


@pytest.mark.parametrize("filter", ["/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"])
def test_a_picture_in_a_pdf_that_says_it_is_huge(filter):
    size = a_picture_of(50_000, 50_000)
    assert PIXELS < 50_000 * 50_000
    bomb = on_the_page(lambda pdf: a_packed(pdf, b"\xff\xd8\xff\xd9", [filter], **size))
    assert refused(bomb) == "too-complex"


def test_a_scan_of_many_pages_is_taken():
    """Twenty pages of A4 in colour, empty ones, as scanners pack them: half a gigabyte."""

    def change(pdf):
        for page in pdf.pages:
            picture = a_packed(pdf, zeros(25), ["/FlateDecode"], **a_picture_of(2480, 3508))
            page.Resources = Dictionary(XObject=Dictionary(P=picture))

    found, _ = inspected(a_pdf(20, change, compress_streams=False))
    assert found.pages == 20


def a_jpeg_that_says(width, height):
    data = bytearray(a_picture("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def a_heic_that_says(width, height):
    data = bytearray(a_photo("HEIF"))
    at = data.index(b"ispe")
    data[at + 8 : at + 16] = struct.pack(">II", width, height)
    return bytes(data)


@pytest.mark.parametrize(
    "bomb",
    [
        a_png_header(50_000, 50_000),
        a_jpeg_that_says(65_500, 65_500),
        a_heic_that_says(50_000, 50_000),
        a_heic_that_says(9_000, 9_000),
    ],
)
def test_a_picture_that_says_it_is_huge(bomb):
    assert refused(bomb) in {"image-too-large", "damaged-image"}


def test_a_picture_that_hides_gigabytes_where_its_colours_are_told():
    chunk = a_png_chunk(b"iCCP", b"x\0\0" + zeros(5_000))
    plain = a_picture("PNG")
    assert refused(plain[:33] + chunk + plain[33:]) == "damaged-image"


def test_a_text_that_unpacks_to_gigabytes_is_not_kept():
    chunk = a_png_chunk(b"zTXt", b"x\0\0" + zeros(5_000))
    plain = a_picture("PNG")
    assert inspected(plain[:33] + chunk + plain[33:])[1] == plain


def test_an_archive_in_the_comment_of_a_photo_is_not_kept():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("lohn.html", "<script>alert(1)</script>")
    comment = archive.getvalue()
    photo = a_picture("JPEG", size=(1200, 900))
    hidden = photo[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + photo[2:]
    try:
        assert inspected(hidden)[1] == photo
    except Refused as refusal:
        assert refusal.reason == "two-in-one"


def written_by_hand(catalogue: bytes, *objects: bytes) -> bytes:
    """A PDF as an attacker writes it: names stay spelled as they are here."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    body, places = b"%PDF-1.7\n", []
    for number, each in enumerate((catalogue, pages, page, *objects), 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<</Size %d/Root 1 0 R>>\n" % (len(places) + 1)
    return body + b"startxref\n%d\n%%%%EOF\n" % table


def test_what_is_written_by_hand_and_harmless_is_taken():
    found, _ = inspected(written_by_hand(b"<</Type/Catalog/Pages 2 0 R>>"))
    assert found.pages == 1


@pytest.mark.parametrize(
    "entry",
    [
        b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"/OpenAction<</S/#4aavaScript/#4a#53(app.alert\\(1\\))>>",
        b"/Open#41ction<</S/J#61v#61Script/JS(1)>>",
        b"/OpenAction 4 0 R",
        b"/OpenAction<</S/URI/URI(https://example.org/gelesen)>>",
        b"/AA<</WC<</S/URI/URI(https://example.org)>>>>",
        b"/#41A<</WC<</S/Named/N/Print>>>>",
        b"/OpenAction<</S/GoToR/F(\\\\\\\\198.51.100.7\\\\share\\\\x.pdf)>>",
        b"/OpenAction<</S/L#61unch/F(cmd.exe)>>",
        b"/Names<</Embedded#46iles<</Names[(a)<</E#46<</F 4 0 R>>>>]>>>>",
        b"/AcroForm<</Fields[]/X#46A 4 0 R>>",
        b"/Collection<<>>",
    ],
)
def test_a_pdf_that_does_something_however_it_is_spelled(entry):
    script = b"<</S/JavaScript/JS(app.alert\\(1\\))>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R%b>>" % entry
    assert refused(written_by_hand(catalogue, script)) == "active-pdf"


def test_a_stream_that_lies_in_another_file():
    stream = b"<</Length 0/F(\\\\\\\\198.51.100.7\\\\x)>>stream\n\nendstream"
    data = written_by_hand(b"<</Type/Catalog/Pages 2 0 R/Extra 4 0 R>>", stream)
    assert refused(data) == "active-pdf"


def test_a_password_is_a_reason_of_its_own():
    data = a_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused(data) == "encrypted-pdf"
