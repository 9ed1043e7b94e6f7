import pytest
from hypothesis import given
from hypothesis import strategies as st

from permitdesk.core.reference import (
    digest,
    make_code,
    make_reference,
    matches,
    parse_code,
    parse_reference,
)
from permitdesk.core.secrets import ALPHABET

material = st.binary(min_size=16, max_size=40)


@given(material)
def test_a_reference_is_read_back_however_it_is_typed(bytes_):
    reference = make_reference("EM", 2026, bytes_)
    assert parse_reference(reference) == reference
    assert parse_reference(f"  {reference.lower().replace('-', ' ')}\u200f ") == reference


@given(material, st.data())
def test_one_wrong_character_is_noticed(bytes_, data):
    code = make_code(bytes_)
    place = data.draw(st.sampled_from([i for i, c in enumerate(code) if c != "-"]))
    other = data.draw(st.sampled_from([c for c in ALPHABET if c != code[place]]))
    assert parse_code(code[:place] + other + code[place + 1 :]) is None


@given(material, st.integers(0, 18))
def test_two_swapped_neighbours_are_noticed(bytes_, place):
    plain = make_code(bytes_).replace("-", "")
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    assert (parse_code(swapped) is None) == (swapped != plain)


def test_a_cyrillic_keyboard_and_arabic_digits_are_understood():
    code = make_code(b"\x07" * 16)
    typed = code.translate(str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ"))
    typed = typed.translate(str.maketrans("23456789", "٢٣٤٥٦٧٨٩"))
    assert typed != code
    assert parse_code(typed) == code


def test_a_code_matches_its_digest_only():
    code, other = make_code(b"a" * 16), make_code(b"b" * 16)
    assert matches(code.lower().replace("-", ""), digest(code))
    assert not matches(other, digest(code))
    for nonsense in ("", None, 7, "x" * 500, "\ud800"):
        assert not matches(nonsense, digest(code))


@pytest.mark.parametrize("text", ["", None, "EM-2026", "EM-2026-00000-00000", "²" * 10, ["a"]])
def test_what_cannot_be_a_reference_is_none(text):
    assert parse_reference(text) is None


def test_a_prefix_that_could_not_be_read_back_is_refused():
    with pytest.raises(ValueError, match="prefix"):
        make_reference("E1", 2026, b"x" * 16)


def test_a_code_needs_enough_bytes():
    with pytest.raises(ValueError, match="16 bytes"):
        make_code(b"short")
