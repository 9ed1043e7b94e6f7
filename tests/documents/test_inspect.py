"""Files as people and attackers send them."""

import hashlib
import struct
import zipfile
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from documents.files import a_pdf, a_picture, a_png_header, inspected, zeros
from permitdesk.documents import MAX_BYTES, Refused, inspect

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"


def reason(data, filename="x.pdf", **options):
    with pytest.raises(Refused) as refused:
        inspect(BytesIO(data), filename, **options)
    message = refused.value.message
    assert message.domain == "permitdesk" and message.default
    return refused.value.reason


@pytest.mark.parametrize(
    "data, content_type, pages",
    [
        (a_pdf(3), PDF, 3),
        (a_pdf(1, object_stream_mode=pikepdf.ObjectStreamMode.generate), PDF, 1),
        (b"\xef\xbb\xbf\r\n" + a_pdf(1), PDF, 1),
        (a_picture("JPEG"), JPEG, 1),
        (a_picture("JPEG", progressive=True), JPEG, 1),
        (a_picture("PNG"), PNG, 1),
    ],
)
def test_the_type_comes_from_the_bytes_and_the_bytes_stay(data, content_type, pages):
    stream = BytesIO(data)
    with inspect(stream, "irgendwas.exe") as found:
        assert found.kept.read() == data
    assert (found.content_type, found.pages, found.size) == (content_type, pages, len(data))
    assert found.sha256 == found.kept_sha256 == hashlib.sha256(data).hexdigest()
    assert stream.tell() == 0 and stream.read() == data


def test_an_empty_file():
    assert reason(b"") == "empty"


def test_30_megabytes_are_refused_after_reading_the_limit_and_one_byte():
    class Counted(BytesIO):
        read_so_far = 0

        def read(self, size=-1):
            data = super().read(size)
            Counted.read_so_far += len(data)
            return data

    stream = Counted(a_pdf() + b"\0" * 30 * 1024 * 1024)
    with pytest.raises(Refused) as refused:
        inspect(stream, "gross.pdf")
    assert refused.value.reason == "too-large"
    assert refused.value.message.mapping == {"limit": "10"}
    assert Counted.read_so_far == MAX_BYTES + 1


def test_a_limit_of_its_own():
    assert reason(a_picture(), max_bytes=1024) == "too-large"


@pytest.mark.parametrize(
    "data, filename, expected",
    [
        (b"Das ist ein Brief.", "brief.pdf", "not-a-pdf"),
        (b"Das ist ein Brief.", "brief.txt", "unknown"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "IMG_0001.HEIC", "damaged-image"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1", "x.avif", "unknown"),
        (b"GIF89a" + b"\0" * 50, "bild.jpg", "unknown"),
        (b"%PDF-1.7\nkein Inhalt", "x.pdf", "damaged-pdf"),
    ],
)
def test_what_is_no_document(data, filename, expected):
    assert reason(data, filename) == expected


def test_a_format_that_this_requirement_does_not_take():
    assert reason(a_pdf(), formats=(JPEG,)) == "wrong-format"
    assert inspected(a_picture(), "foto.jpg", formats=(JPEG,))[0].content_type == JPEG


def test_a_pdf_that_was_cut_off_is_damaged():
    whole = a_pdf(20)
    assert reason(whole[: len(whole) // 2]) == "damaged-pdf"


def test_a_pdf_with_a_wrong_table_but_a_proper_end_is_repaired():
    whole = a_pdf(2)
    shifted = whole.replace(b"%PDF-1", b"%PDF-1", 1).replace(b"startxref\n", b"startxref\n9", 1)
    assert inspected(shifted)[0].pages == 2


@pytest.mark.parametrize("user", ["geheim", ""])
def test_an_encrypted_pdf(user):
    encryption = pikepdf.Encryption(owner="besitzer", user=user)
    assert reason(a_pdf(encryption=encryption)) == "encrypted-pdf"


def _open_script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _launch_on_page(pdf):
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F=String("cmd.exe")))


def _indirect_script_deep_in_a_link(pdf):
    action = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)")))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
    link.A = Dictionary(S=Name.GoTo, D=Array([0]), Next=Array([action]))
    pdf.pages[0].Annots = pdf.make_indirect(Array([link]))


def _attached_file(pdf):
    pdf.attachments["virus.exe"] = b"MZ\x90\x00"


def _dynamic_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))


@pytest.mark.parametrize(
    "change",
    [_open_script, _launch_on_page, _indirect_script_deep_in_a_link, _attached_file, _dynamic_form],
)
@pytest.mark.parametrize("packed", [True, False])
def test_an_active_pdf(change, packed):
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    assert reason(a_pdf(change=change, object_stream_mode=mode)) == "active-pdf"


def test_links_jumps_and_plain_forms_are_harmless():
    def change(pdf):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])
        link.A = Dictionary(S=Name.URI, URI=String("https://example.org"))
        pdf.pages[0].Annots = Array([link])
        pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
        pdf.Root.AcroForm = Dictionary(Fields=Array([]))

    assert inspected(a_pdf(change=change))[0].pages == 1


def test_too_many_pages():
    assert reason(a_pdf(301)) == "too-many-pages"


def test_a_pdf_whose_tables_unpack_without_end():
    # 3 GB of zeros, packed twice, claim to be the object stream that holds the page tree.
    packed = zlib.compress(zeros(3072), 9)
    body = b"%PDF-1.5\n"
    at = len(body)
    body += (
        b"1 0 obj\n<</Type/ObjStm/N 2/First 10/Filter[/FlateDecode/FlateDecode]/Length %d>>\n"
        b"stream\n" % len(packed)
    )
    body += packed + b"\nendstream\nendobj\n"
    table = len(body)
    rows = b"".join(
        struct.pack(">BIB", *row) for row in [(0, 0, 0), (1, at, 0), (2, 1, 0), (2, 1, 1)]
    ) + struct.pack(">BIB", 1, table, 0)
    body += b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 2 0 R/Length %d>>\nstream\n" % len(rows)
    body += rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
    assert reason(body) in {"too-complex", "damaged-pdf"}


@pytest.mark.parametrize("side", [8000, 15000, 60000])
def test_an_image_bomb_is_refused_before_it_is_unpacked(side):
    assert reason(a_png_header(side, side), "bombe.png") == "image-too-large"


def test_an_image_with_fewer_pixels_than_it_says():
    assert reason(a_png_header(500, 500), "halb.png") == "damaged-image"


@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_a_truncated_image(format):
    whole = a_picture(format)
    assert reason(whole[: len(whole) * 2 // 3], "foto") == "damaged-image"


def test_a_png_with_one_byte_changed():
    whole = bytearray(a_picture("PNG"))
    whole[len(whole) // 2] ^= 0xFF
    assert reason(bytes(whole), "foto.png") == "damaged-image"


def _a_zip():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        a_pdf() + _a_zip(),
        a_picture("JPEG") + _a_zip(),
        a_picture("PNG") + b"<html><script>alert(1)</script></html>",
        a_picture("JPEG") + a_pdf(),
        a_pdf() + b"<script>alert(1)</script>",
    ],
)
def test_two_files_in_one(data):
    assert reason(data) == "two-in-one"


@pytest.mark.parametrize(
    "data",
    [
        a_picture("JPEG") + b"SEFHe\0\0\0\0SEFT",  # a phone's own data
        a_picture("JPEG") + b"\0\0\0\x18ftypmp42" + b"\x17" * 5000,  # a moving photo
        a_pdf() + b"\r\n\0\0\0\r\n",
    ],
)
def test_what_phones_and_mail_programs_append_is_no_reason_to_refuse(data):
    assert inspected(data)[0].size == len(data)
