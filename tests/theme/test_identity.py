"""Arms and colour of the district: what can be read, what is taken from outside, what is served."""

import io
import re
import subprocess

import pikepdf
import pytest
import transaction
from lxml import html
from PIL import Image
from plone import api
from plone.testing.zope import Browser

from permitdesk.theme import identity, render_pdf
from permitdesk.theme.assets import STATIC, asset
from permitdesk.theme.identity.checks import DARK, LIGHT, MODES
from permitdesk.theme.identity.colour import contrast, mixed
from permitdesk.theme.identity.colour import read as read_colour

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' {more}viewBox="0 0 20 24">{inside}</svg>'
)
SHIELD = '<path d="M1 1h18v12q0 8-9 10-9-2-9-10z" fill="#17603f"/>'


def a_drawing(inside: str = SHIELD, more: str = "") -> bytes:
    return SVG.format(inside=inside, more=more).encode()


def a_png(width: int = 100, height: int = 120) -> bytes:
    into = io.BytesIO()
    Image.new("RGBA", (width, height), "#17603f").save(into, "PNG")
    return into.getvalue()


# Values of other calculators (WCAG 2.2; W3C's examples).
@pytest.mark.parametrize(
    "one, other, ratio",
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_the_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_colours_mix_as_a_browser_mixes_them():
    assert mixed("#2044aa", 1, 1) == "#2044aa"
    assert mixed("#000000", 0, 1) == "#ffffff"


@pytest.mark.parametrize("typed, colour", [("1a5", "#11aa55"), (" #1A5C3A", "#1a5c3a")])
def test_a_colour_is_read_as_people_write_it(typed, colour):
    assert read_colour(typed) == colour


@pytest.mark.parametrize("typed", ["", "red", "#12345", "url(x)", "#1a5c3a;}", "１２３４５６"])
def test_what_is_no_colour_is_none(typed):
    assert read_colour(typed) is None


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
@pytest.mark.parametrize("colour", ["#ffcc00", "#ff0000", "#777777", "#ffffff", "#000000"])
def test_the_shade_that_is_offered_passes(mode, colour):
    assert not identity.too_weak(identity.passing(colour, mode), mode)


def test_a_colour_that_is_good_is_its_own_nearest_shade():
    assert identity.passing("#17603f", LIGHT) == "#17603f"
    assert {each.use for each in identity.too_weak("#ffcc00", LIGHT)} == {
        "link", "notice", "button", "pressed", "line",
    }  # fmt: skip


def test_the_grounds_are_those_of_the_styles():
    styles = (STATIC / asset("portal.css")).read_text("utf-8")

    def token(name: str) -> str:
        found = re.search(rf"--{name}:\s*rgb\((\d+), (\d+), (\d+)\)", styles)
        return "#" + "".join(f"{int(each):02x}" for each in found.groups())

    def kern(*names: str) -> tuple[str, ...]:
        return tuple(token(f"kern-color-{name}") for name in names)

    assert LIGHT.page == kern("white", "neutral-025")
    assert LIGHT.notices == kern("lightblue-025", "turquois-025", "orange-025", "red-025")
    assert DARK.page == (token("pd-ground"), token("pd-surface"))
    assert DARK.notices == kern("neutral-900")
    assert (LIGHT.usual, DARK.usual) == kern("darkblue-700", "darkblue-300")


ENTITIES = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data, what",
    [
        (a_drawing("<script>alert(1)</script>"), "<script>"),
        (a_drawing(more='onload="alert(1)" '), "onload"),
        (a_drawing('<path d="M0 0" onclick="x()"/>'), "onclick"),
        (a_drawing("<foreignObject><p/></foreignObject>"), "<foreignObject>"),
        (a_drawing('<a xlink:href="https://example.org"><path d="M0 0"/></a>'), "<a>"),
        (a_drawing('<image href="https://example.org/x.png"/>'), "<image>"),
        (a_drawing('<image href="data:text/html,&lt;script&gt;"/>'), "<image>"),
        (a_drawing('<use xlink:href="https://example.org/x.svg#a"/>'), "<use>"),
        (a_drawing('<use href="#a"/><g id="a"><use href="#a"/></g>'), "<use>"),
        (a_drawing('<linearGradient xlink:href="https://example.org/#a"/>'), "href"),
        (a_drawing('<linearGradient href="data:text/html,x"/>'), "href"),
        (a_drawing('<path d="M0 0" fill="url(https://example.org/#a)"/>'), "fill"),
        (a_drawing('<path d="M0 0" style="fill:url(//example.org/a)"/>'), "style"),
        (a_drawing('<path d="M0 0" style="fill:\\75rl(x)"/>'), "style"),
        (a_drawing('<path d="M0 0" fill="src(x)"/>'), "fill"),
        (a_drawing("<style>@import url(https://example.org/a.css);</style>"), "<style>"),
        (a_drawing('<animate attributeName="href" to="javascript:x"/>'), "<animate>"),
        (a_drawing('<set attributeName="onload" to="x"/>'), "<set>"),
        (a_drawing("<filter><feFlood/></filter>"), "<filter>"),
        (a_drawing("<text>Auental</text>"), "<text>"),
        (a_drawing('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'), "<script>"),
        (b"<?xml version='1.0'?>" + ENTITIES.encode() + a_drawing("&b;"), "<!DOCTYPE"),
        (a_drawing("&nowhere;"), "XML"),
        (a_drawing().decode().encode("utf-16"), "UTF-8"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + a_drawing(), "encoding"),
        (a_drawing("<g>" * 40 + "</g>" * 40), "> 30"),
        (a_drawing("<g/>" * 6000), "> 5000"),
        (b"<html><script>alert(1)</script></html>", "<html>"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 900"/>', "viewBox"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="nan inf 9 9"/>', "viewBox"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox"),
    ],
)
def test_a_drawing_that_is_more_than_shapes_is_refused_and_named(data, what):
    with pytest.raises(identity.RefusedDrawingError) as refused:
        identity.read(data)

    assert refused.value.what.startswith(what)


@pytest.mark.parametrize(
    "data, reason",
    [
        (a_drawing(SHIELD * 5000), "large"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 3_000_000, "large"),
        (a_png(20, 20), "small"),
        (a_png(600, 70), "shape"),
        (a_png()[:60], "broken"),
        (b"GIF89a" + b"\x00" * 100, "kind"),
    ],
)
def test_a_file_that_is_no_fit_picture_is_refused_with_its_reason(data, reason):
    with pytest.raises(identity.WrongPictureError) as wrong:
        identity.read(data)

    assert wrong.value.reason == reason


def test_what_an_editor_leaves_in_a_drawing_is_dropped():
    ink = 'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:version="1" '
    inside = (
        '<!-- made by --><metadata>name of somebody</metadata><defs><linearGradient id="a">'
        '<stop offset="0" style="stop-color:#fff;-inkscape-font:x"/></linearGradient></defs>'
        '<inkscape:view/><path d="M0 0h5" style="fill:url(#a);line-height:1"/>'
    )
    doctype = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">'

    arms, kept = identity.read(doctype + a_drawing(inside, ink))

    assert (arms.kind, arms.width, arms.height) == ("svg", 20, 24)
    text = kept.decode()
    assert 'fill="url(#a)"' in text and 'stop-color="#fff"' in text
    for gone in ("inkscape", "somebody", "DOCTYPE", "style", "made by", "xlink"):
        assert gone not in text


def test_a_png_is_drawn_anew_and_smaller():
    hidden = a_png(2000, 2400) + b"<script>alert(1)</script>"

    arms, kept = identity.read(hidden)

    assert (arms.kind, arms.width, arms.height) == ("png", 400, 480)
    assert b"script" not in kept
    assert 'href="data:image/png;base64,' in identity.as_drawing(arms, kept)


@pytest.fixture
def visitor(functional):
    browser = Browser(functional["app"])
    browser.addHeader("Accept", "text/html")
    browser.raiseHttpErrors = False
    return browser


def page_of(browser, functional):
    browser.open(f"{functional['portal'].absolute_url()}/nothing?lang=de")
    return html.document_fromstring(browser.contents)


def style_of(page) -> str:
    return page.xpath("//link[@rel='stylesheet']/@href")[-1]


def test_a_new_colour_holds_at_once_and_the_sheet_before_still_answers(visitor, functional):
    identity.keep(identity.Identity(accent="#17603f"))
    transaction.commit()
    before = style_of(page_of(visitor, functional))
    identity.keep(identity.Identity(accent="#7a1f5c", short_name="Auental"))
    transaction.commit()
    page = page_of(visitor, functional)

    assert style_of(page) != before
    assert page.findtext(".//title").endswith("Auental")
    visitor.open(style_of(page))
    assert ":root{--kern-color-action-default:#7a1f5c}" in visitor.contents
    assert visitor.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in visitor.headers["Cache-Control"]
    visitor.open(before)
    assert ":root{--kern-color-action-default:#17603f}" in visitor.contents


def test_without_a_colour_and_arms_a_page_asks_for_nothing_more(visitor, functional):
    page = page_of(visitor, functional)

    assert "@@permitdesk-identity" not in visitor.contents
    assert page.xpath("//link[@rel='icon']/@type") == ["image/svg+xml"]


def test_arms_are_served_alone_and_for_ever_and_those_before_still(visitor, functional):
    identity.keep_arms(*identity.read(a_drawing()))
    transaction.commit()
    first = page_of(visitor, functional).xpath("//header//img")[0]
    identity.keep_arms(*identity.read(a_png()))
    transaction.commit()
    page = page_of(visitor, functional)

    assert (first.get("width"), first.get("height")) == ("37", "44")
    assert first.get("alt").startswith("Wappen: ")
    (second,) = page.xpath("//header//img/@src")
    assert page.xpath("//link[@rel='icon']/@type") == ["image/png"]
    for address, kind in ((first.get("src"), "image/svg+xml"), (second, "image/png")):
        visitor.open(address)
        assert visitor.headers["Content-Type"] == kind
        assert "sandbox" in visitor.headers["Content-Security-Policy"]
        assert visitor.headers["X-Content-Type-Options"] == "nosniff"
        assert "immutable" in visitor.headers["Cache-Control"]


def test_pictures_of_long_ago_go(functional):
    first, data = identity.read(a_drawing())
    identity.keep_arms(first, data)
    for width in range(101, 115):
        identity.keep_arms(*identity.read(a_png(width)))

    assert identity.picture(first.name) is None
    assert identity.picture(identity.identity().arms.name)


@pytest.mark.parametrize(
    "name",
    ["", "accent-17603f-74b993.00000000.css", "accent-xyz.css", "0" * 20 + ".svg", "x/y"],
)
def test_other_names_do_not_exist(visitor, functional, name):
    visitor.open(f"{functional['portal'].absolute_url()}/@@permitdesk-identity/{name}")

    assert visitor.headers["Status"].startswith("404")


def test_paper_has_the_arms_as_a_figure_with_a_text(portal, tmp_path):
    data = {"title": "Empfang", "district": "Kreis Auental", "blocks": []}
    plain = render_pdf("letter", data, "de")
    identity.keep_arms(*identity.read(a_drawing()))
    identity.keep(identity.Identity(arms_texts={"uk": "Зелений щит"}))

    for language, text in (("de", "Wappen: " + api.portal.get().title), ("uk", "Зелений щит")):
        drawn = render_pdf("letter", data, language)
        told = subprocess.run(
            ["pdfinfo", "-struct-text", "-"], input=drawn, capture_output=True, check=True
        ).stdout.decode()
        assert "Figure" in told and drawn != plain
        assert text in alternatives(drawn)


def alternatives(pdf: bytes) -> list[str]:

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        named = (each for each in opened.objects if isinstance(each, pikepdf.Dictionary))
        return [str(each.Alt) for each in named if "/Alt" in each]
