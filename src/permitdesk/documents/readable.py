"""What the office reads: a photo upright and of a sensible size, several photos as one PDF."""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageOps

from permitdesk.documents.image import open_image
from permitdesk.documents.orientation import TAG

LONGEST = 3508  # A4 with 300 points an inch, as offices scan
QUALITY = 82
A4 = (595.28, 841.89)
MARGIN = 20.0


def needs_rendering(data: bytes, content_type: str) -> bool:
    """Whether a picture is anything but upright, readable everywhere and of a sensible size."""
    with open_image(data, content_type) as image:
        if content_type == "image/heic" or max(image.size) > LONGEST:
            return True
        return image.getexif().get(TAG, 1) != 1


def upright(data: bytes, content_type: str) -> bytes:
    """The picture as a JPEG that stands upright, at most LONGEST points long, without notes."""
    with open_image(data, content_type) as image:
        image.draft("RGB", (LONGEST, LONGEST))
        image.load()
        profile = image.info.get("icc_profile") if image.mode == "RGB" else None
        image = ImageOps.exif_transpose(image)
        image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
        out = BytesIO()
        options = {"icc_profile": profile} if profile else {}
        on_white(image).save(out, "JPEG", quality=QUALITY, optimize=True, **options)
        return out.getvalue()


def on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("L", "RGB"):
        return image
    if image.mode in ("1", "I;16", "I", "F"):
        return image.convert("L") if image.mode == "1" else ImageOps.autocontrast(_grey(image))
    if image.mode == "CMYK":
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _grey(image: Image.Image) -> Image.Image:
    """Sixteen bits a point to eight."""
    return image.convert("I").point(lambda value: value / 256).convert("L")


def joined(pictures: Sequence[bytes], title: str) -> bytes:
    """One PDF of upright JPEGs, a page of A4 each, in their order; German, tagged as figures."""
    pdf = pikepdf.new()
    structure = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Document, P=structure, K=Array())
    )
    places = Array()
    for number, picture in enumerate(pictures):
        page = _page(pdf, picture, number)
        figure = Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            P=document,
            Pg=page,
            K=0,
            Alt=String(f"{title}, Seite {number + 1}"),
        )
        figure = pdf.make_indirect(figure)
        document.K.append(figure)
        places.append(number)
        places.append(Array([figure]))
    structure.K = document
    structure.ParentTree = pdf.make_indirect(Dictionary(Nums=places))
    pdf.Root.StructTreeRoot = structure
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("de")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = String(title)
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _page(pdf: pikepdf.Pdf, picture: bytes, number: int) -> pikepdf.Object:
    with Image.open(BytesIO(picture), formats=["JPEG"]) as image:
        (width, height), grey = image.size, image.mode == "L"
    paper = A4 if height >= width else A4[::-1]
    scale = min((paper[0] - 2 * MARGIN) / width, (paper[1] - 2 * MARGIN) / height)
    left, bottom = (paper[0] - width * scale) / 2, (paper[1] - height * scale) / 2
    drawing = (
        f"/Figure <</MCID 0>> BDC q {width * scale:.3f} 0 0 {height * scale:.3f}"
        f" {left:.3f} {bottom:.3f} cm /Photo Do Q EMC"
    )
    photo = pikepdf.Stream(
        pdf,
        picture,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pdf.add_blank_page(page_size=paper)
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=photo))
    page.obj.Contents = pikepdf.Stream(pdf, drawing.encode())
    page.obj.StructParents = number
    return page.obj
