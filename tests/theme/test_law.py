"""A reference to a law is read in its own order and does not fall apart at the end of a line."""

import pytest

from permitdesk.theme.law import marked
from permitdesk.theme.pdf import printable

NB = "\N{NO-BREAK SPACE}"
OPEN, CLOSE = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("(§ 18c Abs. 2 AufenthG)", f"(§{NB}18c Abs.{NB}2 AufenthG)"),
        ("§ 44 Nr. 3 AufenthV", f"§{NB}44 Nr.{NB}3 AufenthV"),
        ("§ 9 Abs. 2 Satz 1 Nr. 3", f"§{NB}9 Abs.{NB}2 Satz{NB}1 Nr.{NB}3"),
        ("§§ 22 bis 25b AufenthG", f"§§{NB}22 bis 25b AufenthG"),
        ("nach § 24 Deutschland", f"nach §{NB}24 Deutschland"),
        ("Nr. 5 und Abs. 3", "Nr. 5 und Abs. 3"),
    ],
)
def test_from_left_to_right_a_sign_keeps_its_number(written, shown):
    assert marked(f"<p>{written}</p>", "ltr") == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("written", "isolated"),
    [
        ("§ 81 Abs. 4 AufenthG", f"§{NB}81{NB}Abs.{NB}4{NB}AufenthG"),
        ("§ 5 Abs. 1 Satz 1 Nr. 2 AufenthG", f"§{NB}5 Abs.{NB}1 Satz{NB}1 Nr.{NB}2 AufenthG"),
        ("§ 16g", f"§{NB}16g"),
        ("§ 4 FreizügG/EU", f"§{NB}4{NB}FreizügG/EU"),
    ],
)
def test_from_right_to_left_it_is_read_in_its_own_order(written, isolated):
    assert marked(f"<p>حتى القرار ({written}).</p>", "rtl") == (
        f"<p>حتى القرار ({OPEN}{isolated}{CLOSE}).</p>"
    )


@pytest.mark.parametrize(
    "page",
    [
        '<input value="§ 18b AufenthG">',
        "<p>a</p><textarea>Titel nach\n§ 18b AufenthG</textarea>",
    ],
)
def test_what_somebody_typed_comes_back_as_it_was(page):
    assert marked(page, "rtl") == page


def test_after_a_field_it_is_text_again():
    page = "<textarea>§ 1 A</textarea><p>§ 2</p>"
    assert marked(page, "ltr") == f"<textarea>§ 1 A</textarea><p>§{NB}2</p>"


def test_on_paper_too_and_marks_that_come_from_outside_still_vanish():
    foreign = "\N{RIGHT-TO-LEFT OVERRIDE}"
    shown = printable({"text": f"حتى{foreign} (§ 18c Abs. 2 AufenthG)"})
    assert shown == {"text": f"حتى ({OPEN}§{NB}18c{NB}Abs.{NB}2{NB}AufenthG{CLOSE})"}
