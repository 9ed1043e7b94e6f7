"""Small real files that an applicant sends, no two alike."""

import base64
import io
import random
from dataclasses import dataclass

import pikepdf
from PIL import Image


@dataclass(frozen=True)
class Upload:
    """A document that an applicant sends."""

    requirement: str
    filename: str
    content_type: str
    data: bytes

    def as_json(self) -> dict[str, str]:
        return {
            "requirement": self.requirement,
            "filename": self.filename,
            "content-type": self.content_type,
            "encoding": "base64",
            "data": base64.b64encode(self.data).decode("ascii"),
        }


def an_upload(requirement: str, place: int, seed: str) -> Upload:
    kind = ("pdf", "jpeg", "png")[place % 3]
    if kind == "pdf":
        content_type, data = "application/pdf", a_pdf(seed)
    else:
        content_type, data = f"image/{kind}", an_image(kind, seed)
    return Upload(requirement, f"{requirement}-{place}.{kind}", content_type, data)


def a_pdf(seed: str = "", pages: int = 1) -> bytes:
    """A small, plain PDF that differs by ``seed``."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _page in range(pages):
            pdf.add_blank_page(page_size=(200, 200))
        pdf.docinfo["/Title"] = f"Test {random.Random(seed).random()}"
        pdf.save(out, static_id=True)
    return out.getvalue()


def an_image(kind: str = "jpeg", seed: str = "") -> bytes:
    """A small JPEG or PNG that differs by ``seed``."""
    pixels = random.Random(seed).randbytes(16 * 16 * 3)
    out = io.BytesIO()
    Image.frombytes("RGB", (16, 16), pixels).save(out, kind.upper())
    return out.getvalue()
