"""A piece of news: its day, its picture with words for who does not see it, its list."""

import io
import re

import pytest
import transaction
from PIL import Image, ImageOps
from plone.namedfile.field import InvalidImageFile
from plone.namedfile.file import NamedBlobImage
from zope.interface import Invalid
from zope.lifecycleevent import modified
from zope.schema.interfaces import ConstraintNotSatisfied

from permitdesk.guidance.news.interfaces import INewsEntry

WORDS = 'Der neue Eingang liegt "hinten" im Hof.'


@pytest.fixture
def picture():
    out = io.BytesIO()
    Image.new("RGB", (1200, 600), "#146c5e").save(out, "PNG")
    return NamedBlobImage(out.getvalue(), "image/png", "eingang.png")


@pytest.fixture
def entry(an_editor, make, picture):
    entry = make(
        an_editor["de"], "NewsEntry", "eingang", title="Neuer Eingang",
        text_html="<p>Ab jetzt.</p>", picture=picture, picture_words=WORDS,
    )  # fmt: skip
    transaction.commit()
    return entry


def test_a_picture_has_its_words_and_its_room_and_is_there(visitor, entry):
    visitor.open(entry.absolute_url())
    (image,) = re.findall(r"<img[^>]*pd-news__picture[^>]*>", visitor.contents)
    assert 'alt="Der neue Eingang liegt &quot;hinten&quot; im Hof."' in image
    assert 'width="1200"' in image and 'height="600"' in image
    visitor.open(re.search(r'src="([^"]+)"', image)[1])
    assert visitor.headers["Content-Type"] == "image/png"
    assert Image.open(io.BytesIO(visitor._response.body)).width == 800


@pytest.mark.parametrize("words", [None, "", "  "])
def test_a_picture_without_words_is_refused(picture, words):
    class Data:
        pass

    data = Data()
    data.picture, data.picture_words = picture, words
    with pytest.raises(Invalid):
        INewsEntry.validateInvariants(data)
    data.picture = None
    INewsEntry.validateInvariants(data)


@pytest.mark.parametrize("said", ["image/svg+xml", "image/png", "text/html"])
def test_a_drawing_that_could_run_something_is_no_picture(functional, picture, said):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    with pytest.raises((InvalidImageFile, ConstraintNotSatisfied)):
        INewsEntry["picture"].validate(NamedBlobImage(svg, said, "x.svg"))
    INewsEntry["picture"].validate(picture)


def test_an_entry_is_found_by_what_its_picture_shows(visitor, entry):
    visitor.open(entry.aq_parent.absolute_url() + "/search?q=Hof")
    assert "Neuer Eingang" in visitor.contents


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_tells_nobody_where_it_was_taken(entry, kind):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Phone of Iris", 6  # the maker; turned by a quarter
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "#146c5e").save(out, kind, exif=exif)
    entry.picture = NamedBlobImage(out.getvalue(), f"image/{kind.lower()}", "iris")
    modified(entry)
    assert b"Iris" in out.getvalue() and b"Iris" not in entry.picture.data
    shown = ImageOps.exif_transpose(Image.open(io.BytesIO(entry.picture.data)))
    assert shown.size == (20, 40)  # and it still stands upright
