"""Makes real files: PDFs by pikepdf, pictures by Pillow, as phones and attackers make them."""

import struct
import zlib
from contextlib import closing
from io import BytesIO

import pikepdf
import pillow_heif
from PIL import Image

from permitdesk.documents import inspect

pillow_heif.register_heif_opener()
GPS, MAKER, MODEL = 0x8825, 0x927C, 0x0110
CAMERA = "Telefon von Oksana"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
    b' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
    b' xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,31.2N"/></rdf:RDF>'
    b"</x:xmpmeta>"
)


def a_pdf(pages=1, change=None, **save) -> bytes:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[-1].Contents = pdf.make_stream(b"BT (Mietvertrag) Tj ET")
    if change:
        change(pdf)
    out = BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


def a_picture(format="JPEG", size=(600, 400), **save) -> bytes:
    out = BytesIO()
    image = Image.effect_noise(size, 60).convert("RGB")
    image.save(out, format, **save)
    return out.getvalue()


def a_photo(format="JPEG", size=(600, 400), orientation=6, **save) -> bytes:
    """As a phone makes it: left half red, right half white, turned, with everything it tells."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.save(out, format, exif=a_position(orientation), **save)
    return out.getvalue()


def a_position(orientation=6) -> bytes:
    """Exif with a position, the name of a telephone and a maker's note."""
    exif = Image.Exif()
    exif[0x0112], exif[MODEL] = orientation, CAMERA
    exif.get_ifd(0x8769)[MAKER] = b"serial number 4711"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    return exif.tobytes()


def a_png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def a_png_header(width, height) -> bytes:
    """A PNG that says how large it is, and holds hardly anything."""
    header = a_png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = a_png_chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + a_png_chunk(b"IEND", b"")


def zeros(megabytes: int) -> bytes:
    """So many megabytes of nothing, packed to a thousandth: one block again and again."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = pack.compress(bytes(2**20)) + pack.flush(zlib.Z_FULL_FLUSH)
    check = struct.pack(">I", (megabytes * 2**20 % 65521) << 16 | 1)
    return b"\x78\xda" + block * megabytes + b"\x03\0" + check


def inspected(data: bytes, filename="x", **options):
    """What is said of a file, and the bytes that are kept of it."""
    with closing(inspect(BytesIO(data), filename, **options)) as found:
        return found, found.kept.read()
